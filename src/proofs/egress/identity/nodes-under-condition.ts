import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Grant } from '../guards/grants.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { decideCondition } from './decide-condition.ts';
import type { GrantReading } from './grant-reading.ts';
import type { PolicyTree } from './policy-tree.ts';

/** The nodes for which a grant on `node` holds: the node itself, or, under a condition, what at or below it the condition concerns. */
export function nodesUnderCondition(
  { world, unseen, tree }: GrantReading,
  condition: Grant['condition'],
  node: number,
): readonly number[] {
  if (condition === null) return [node];
  if (condition instanceof Unknown) return unseen.isOpen ? [node] : [];
  const holdsFor = (at: number): boolean => {
    const subject = {
      name: nameOf(world, tree, at),
      service: tree.nodes[at]?.service ?? '',
      now: world.input.now ?? null,
    };
    const decided = decideCondition(condition, subject);
    return decided === 'yes' || (decided === 'unknown' && unseen.isOpen);
  };
  return [...tree.nodes.keys()].filter((at) => isLeaf(tree, at) && isBelow(tree, at, node) && holdsFor(at));
}

/** What is judged under a condition: what is called, not what it lies in. */
function isLeaf(tree: PolicyTree, at: number): boolean {
  const kind = tree.nodes[at]?.kind;
  return kind === 'store' || kind === 'account';
}

function isBelow(tree: PolicyTree, at: number, above: number): boolean {
  let one: number | null = at;
  for (let hops = 0; one !== null && hops < 20; hops += 1) {
    if (one === above) return true;
    one = tree.nodes[one]?.parent ?? null;
  }
  return false;
}

function nameOf(world: ZoneWorld, tree: PolicyTree, at: number): string | null {
  const resource = world.input.index.get(tree.nodes[at]?.id ?? '');
  if (resource?.type !== 'google_storage_bucket') return null;
  const name = scalarOf(resource.values, 'name');
  return typeof name === 'string' ? `projects/_/buckets/${name}` : null;
}
