import { getExpressionAst } from '@cdktf/hcl2json';
import type { Expression, Traversal } from '../../../../src/estate/expression/expression.ts';

/** What this test reads of HashiCorp's syntax tree. */
interface Node {
  readonly type?: string;
  readonly children?: readonly Node[];
  readonly meta?: {
    readonly traversal?: readonly { readonly segment: string }[];
    readonly keyVar?: string;
    readonly valVar?: string;
    readonly operator?: string;
    readonly name?: string;
  };
}

/** HashiCorp's parser, by way of hcl2json: the tree of an expression. Rejects what Terraform rejects. */
export async function parseWithHashicorp(expression: string): Promise<Node> {
  const tree = (await getExpressionAst('expression.tf', expression)) as Node | null;
  if (tree === null) throw new Error(`no tree for ${expression}`);
  return tree;
}

/** Every free name with its literal steps, sorted. */
export function hashicorpReferences(tree: Node, bound: readonly string[] = []): string[] {
  return referencesBelow(tree, bound).sort();
}

function referencesBelow(tree: Node, bound: readonly string[]): string[] {
  const inner = tree.type === 'for' ? [...bound, tree.meta?.keyVar ?? '', tree.meta?.valVar ?? ''] : bound;
  // The first child of a loop is its collection, which does not see the names that the loop binds.
  const children = (tree.children ?? []).map((child, index) => referencesBelow(child, index === 0 ? bound : inner));
  return [...ownReference(tree, bound), ...children.flat()];
}

function ownReference(tree: Node, bound: readonly string[]): string[] {
  const segments = tree.meta?.traversal?.map(({ segment }) => segment) ?? [];
  const isFree = tree.type === 'scopeTraversal' && !bound.includes(segments[0] ?? '');
  return isFree ? [segments.map(plain).join('|')] : [];
}

function plain(segment: string): string {
  return segment.startsWith('"') ? segment.slice(1, -1) : segment;
}

/** The same of ours. */
export function ourReferences(traversals: readonly Traversal[]): string[] {
  return traversals.map(({ root, steps }) => [root, ...steps].join('|')).sort();
}

/** Operators, conditionals and calls with what they apply to, without anything else. */
export function hashicorpShape(tree: Node): string {
  const children = (tree.children ?? []).map(hashicorpShape).filter((shape) => shape !== '');
  const names: Readonly<Record<string, string | undefined>> = {
    binaryOp: tree.meta?.operator,
    unaryOp: tree.meta?.operator,
    conditional: 'conditional',
    function: tree.meta?.name,
    scopeTraversal: tree.meta?.traversal?.[0]?.segment,
  };
  const name = names[tree.type ?? ''];
  if (name === undefined) return children.join(' ');
  return children.length === 0 ? name : `${name}(${children.join(' ')})`;
}

const operatorNames: Readonly<Record<string, string>> = {
  '||': 'logicalOr',
  '&&': 'logicalAnd',
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
};

/** The same of ours; only for trees of operators, conditionals, calls and names. */
export function ourShape(expression: Expression): string {
  if (expression.kind === 'traversal') return expression.traversal.root;
  if (expression.kind === 'unary') {
    return `${expression.operator === '-' ? 'negate' : 'logicalNot'}(${ourShape(expression.operand)})`;
  }
  if (expression.kind === 'binary') {
    return `${operatorNames[expression.operator] ?? '?'}(${ourShape(expression.left)} ${ourShape(expression.right)})`;
  }
  if (expression.kind === 'call') return `${expression.name}(${expression.arguments.map(ourShape).join(' ')})`;
  if (expression.kind !== 'conditional') throw new Error(`no shape for ${expression.kind}`);
  const parts = [expression.condition, expression.whenTrue, expression.whenFalse];
  return `conditional(${parts.map(ourShape).join(' ')})`;
}
