export { InternalEntry, type InternalEntryProps } from './internal-entry.ts';
