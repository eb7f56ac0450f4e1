import type { Resource } from '../estate.ts';
import { cycleError } from './trail.ts';

/** Throws a SekishoError that names the cycle when resources of one stack refer to each other in a circle, which Terraform can't create. */
export function refuseCycles(resources: readonly Resource[]): void {
  const targets = new Map<string, readonly string[]>();
  for (const resource of resources) {
    if (resource.references.size > 0) targets.set(resource.address, targetsOf(resource));
  }
  const done = new Set<string>();
  for (const address of targets.keys()) visit(address, targets, done);
}

function targetsOf(resource: Resource): readonly string[] {
  const found: string[] = [];
  resource.references.forEach((references) => {
    for (const { address, stack } of references) {
      if (stack === resource.stack && found.at(-1) !== address) found.push(address);
    }
  });
  return found;
}

/** Depth first, without recursion: a chain of references may be as long as the estate. */
function visit(start: string, targets: ReadonlyMap<string, readonly string[]>, done: Set<string>): void {
  if (done.has(start)) return;
  const path = [{ address: start, next: 0 }];
  const onPath = new Set([start]);
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const target = targets.get(last.address)?.[last.next];
    last.next += 1;
    if (target === undefined) {
      path.pop();
      onPath.delete(last.address);
      done.add(last.address);
    } else if (onPath.has(target)) {
      const addresses = path.map((step) => step.address);
      throw cycleError(addresses.slice(addresses.indexOf(target)));
    } else if (!done.has(target) && targets.has(target)) {
      path.push({ address: target, next: 0 });
      onPath.add(target);
    }
  }
}
