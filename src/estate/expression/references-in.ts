import type { Expression, ForExpression, Link, Traversal } from './expression.ts';

/** Every name that the expression refers to, with its literal steps, in reading order; names bound by `for` are left out. */
export function referencesIn(expression: Expression): readonly Traversal[] {
  const found = cache.get(expression);
  if (found !== undefined) return found;
  const traversals: Traversal[] = [];
  visit(expression, new Set(), traversals);
  cache.set(expression, traversals);
  return traversals;
}

/** Trees are shared by everything that has the same text, and their references are asked for at every use. */
const cache = new WeakMap<Expression, readonly Traversal[]>();

type Names = ReadonlySet<string>;

function visit(expression: Expression, bound: Names, found: Traversal[]): void {
  if (expression.kind === 'traversal') {
    if (!bound.has(expression.traversal.root)) found.push(expression.traversal);
  } else if (expression.kind === 'for') visitFor(expression, bound, found);
  else {
    for (const child of childrenOf(expression)) visit(child, bound, found);
  }
}

function visitFor(loop: ForExpression, bound: Names, found: Traversal[]): void {
  visit(loop.collection, bound, found);
  const inner = new Set(bound).add(loop.valueName);
  if (loop.keyName !== null) inner.add(loop.keyName);
  for (const part of [loop.key, loop.value, loop.condition]) {
    if (part !== null) visit(part, inner, found);
  }
}

function childrenOf(expression: Exclude<Expression, ForExpression>): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'traversal':
      return [];
    case 'template':
      return expression.parts;
    case 'access':
      return [expression.source, ...keysIn(expression.links)];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'call':
      return expression.arguments;
    case 'tuple':
      return expression.elements;
    case 'object':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
  }
}

function keysIn(links: readonly Link[]): Expression[] {
  return links.flatMap((link) => {
    if (link.kind === 'index') return [link.key];
    return link.kind === 'splat' ? keysIn(link.each) : [];
  });
}
