export type { OnPremisesCheck } from './on-premises-check.ts';
export { type EntryWeights, WeightedEntry, type WeightedEntryProps } from './weighted-entry.ts';
