export { type EntryMachines, WebEntry, type WebEntryBackend, type WebEntryProps } from './web-entry.ts';
