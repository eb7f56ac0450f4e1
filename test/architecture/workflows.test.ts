import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText, repositoryFiles } from '../support/repository.ts';

const workflows = repositoryFiles().filter((file) => /^\.github\/workflows\/.+\.ya?ml$/.test(file));
const shape = z.object({ permissions: z.record(z.string(), z.string()), jobs: z.record(z.string(), z.unknown()) });

describe('workflows', () => {
  it('are there', () => {
    expect(workflows).toContain('.github/workflows/ci.yml');
  });

  it.each(workflows)('%s pins every action by digest, with its version beside it', (file) => {
    const uses = readText(file)
      .split('\n')
      .filter((line) => /^\s*(?:- )?uses:/.test(line));
    const loose = uses.filter((line) => !/uses: (?:\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(line));
    expect(loose).toEqual([]);
  });

  it.each(workflows)('%s may only read unless a job asks for more', (file) => {
    const { permissions } = shape.parse(parse(readText(file)));
    expect(Object.values(permissions).filter((right) => right !== 'read' && right !== 'none')).toEqual([]);
  });

  it.each(workflows)('%s puts no text of a pull request into a shell', (file) => {
    expect(readText(file)).not.toMatch(
      /\$\{\{\s*github\.(?:event\.(?:pull_request|issue|comment)\.(?:title|body)|head_ref)/,
    );
    expect(readText(file)).not.toContain('pull_request_target');
  });
});
