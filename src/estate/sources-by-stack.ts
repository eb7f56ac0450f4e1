import { SekishoError } from '../errors.ts';
import type { Source, Sources } from '../sources/source.ts';

/** The sources by the stack that each is. Throws STACK_DUPLICATE: of two of one name, one would be lost silently. */
export function sourcesByStack({ sources }: Sources): ReadonlyMap<string, Source> {
  const byStack = new Map<string, Source>();
  for (const source of sources) {
    const other = byStack.get(source.stack);
    if (other !== undefined) throw duplicateStack(source, other);
    byStack.set(source.stack, source);
  }
  return byStack;
}

function duplicateStack(source: Source, other: Source): SekishoError {
  return new SekishoError({
    code: 'STACK_DUPLICATE',
    what: 'two sources are the same stack',
    file: source.path,
    got: `stack ${source.stack} here and at ${other.path}`,
    expected: 'every stack once',
    fix: 'give each stack by one path only; if two different stacks share a name, rename one',
  });
}
