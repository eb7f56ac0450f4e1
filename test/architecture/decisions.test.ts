import { describe, expect, it } from 'vitest';
import { readText, repositoryFiles } from '../support/repository.ts';

const decisions = repositoryFiles().filter((file) => /^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/.test(file));

describe('decisions in docs/adr', () => {
  it('are there, numbered without a gap', () => {
    const numbers = decisions
      .map((file) => Number(file.slice('docs/adr/'.length, 'docs/adr/'.length + 4)))
      .sort((a, b) => a - b);
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it.each(decisions)('%s has a title with its number and the four sections, none of them empty', (file) => {
    const [title = '', ...sections] = readText(file).split(/^## /m);
    expect(title).toMatch(new RegExp(`^# ${file.slice('docs/adr/'.length, 'docs/adr/'.length + 4)}\\. \\S`));
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'Status',
      'Context',
      'Decision',
      'Consequences',
    ]);
    expect(sections.filter((section) => section.split('\n').slice(1).join('').trim() === '')).toEqual([]);
  });

  it('are all listed in the index', () => {
    const index = readText('docs/adr/README.md');
    expect(decisions.filter((file) => !index.includes(`(${file.slice('docs/adr/'.length)})`))).toEqual([]);
  });
});
