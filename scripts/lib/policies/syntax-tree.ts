/** A term of OPA's syntax tree. There are a hundred thousand of them, so they are told apart by hand. */
export interface Term {
  readonly type: string;
  readonly value: unknown;
}

export function isTerm(node: unknown): node is Term {
  return (
    typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string' && 'value' in node
  );
}

/** The text of a string literal, else null. */
export function literalOf(node: unknown): string | null {
  return isTerm(node) && node.type === 'string' && typeof node.value === 'string' ? node.value : null;
}

/** The parts of a term of one type, such as the segments of a `ref`; null for another term. */
export function partsOf(node: unknown, type: string): readonly unknown[] | null {
  return isTerm(node) && node.type === type && Array.isArray(node.value) ? node.value : null;
}

/** `data.lib.finding.of` of a reference; empty for anything else. */
export function nameOf(node: unknown): string {
  const segments = partsOf(node, 'ref') ?? [];
  return segments.map((segment) => (isTerm(segment) ? String(segment.value) : '')).join('.');
}

/** Shows every node of a tree, but for the places in the source. */
export function visit(node: unknown, see: (node: unknown) => void): void {
  see(node);
  if (Array.isArray(node)) {
    for (const one of node) visit(one, see);
  } else if (typeof node === 'object' && node !== null) {
    for (const [key, one] of Object.entries(node)) if (key !== 'location' && key !== 'annotations') visit(one, see);
  }
}
