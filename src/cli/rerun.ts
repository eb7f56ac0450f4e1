import type { EstateOptions } from './options.ts';

/** The arguments that judge the same estate again, as a person would type them. */
export function rerunArguments(paths: readonly string[], options: EstateOptions): string {
  const parts = [
    ...paths,
    ...(options.config === null ? [] : ['--config', options.config]),
    ...(options.assumeZone === null ? [] : ['--assume-zone', options.assumeZone]),
    ...(options.now === null ? [] : ['--now', options.now]),
  ];
  return parts.map(quote).join(' ');
}

/** Quotes for a POSIX shell what it would read as more than a word. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
