import type { DeclaredEstate } from './declared-estate.ts';

/** How many managed resources each stack has, by environment; what all environments share is under `all`. */
export type ResourceCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Names under which resources are counted, in the order in which they are shown. */
const countedEnvironments = ['dev', 'stg', 'prd', 'all'] as const;

/** Counts the managed resources of an estate by the name of the stack without its environment, then by environment. */
export function countResources({ resources }: Pick<DeclaredEstate, 'resources'>): ResourceCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const { resource } of resources) {
    if (resource.mode !== 'managed') continue;
    const [, system = resource.stack, environment = 'all'] = /^(.*)-(dev|stg|prd)$/u.exec(resource.stack) ?? [];
    const ofSystem = counts.get(system) ?? new Map<string, number>();
    counts.set(system, ofSystem.set(environment, (ofSystem.get(environment) ?? 0) + 1));
  }
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The counts as a table in Markdown, with sums. */
export function renderCounts(counts: ResourceCounts): string {
  const row = (name: string, of: (environment: string) => number): string =>
    `| ${[name, ...countedEnvironments.map((environment) => numberText(of(environment)))].join(' | ')} |`;
  const sum = (environment: string): number =>
    [...counts.values()].reduce((total, ofSystem) => total + (ofSystem.get(environment) ?? 0), 0);
  return [
    `| stack | ${countedEnvironments.join(' | ')} |`,
    `|---|${countedEnvironments.map(() => '--:|').join('')}`,
    ...[...counts].map(([system, ofSystem]) => row(system, (environment) => ofSystem.get(environment) ?? 0)),
    row('**sum**', sum),
  ].join('\n');
}

function numberText(count: number): string {
  return count === 0 ? '' : String(count);
}
