export { WebEntry, type WebEntryBackend, type WebEntryProps } from './web-entry.ts';
