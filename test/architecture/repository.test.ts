import { describe, expect, it } from 'vitest';
import { readText, repositoryFiles } from '../support/repository.ts';

/** Registries that everybody has; any other is somebody's own. */
const publicRegistries = ['registry.npmjs.org', 'registry.terraform.io', 'registry.opentofu.org', 'proxy.golang.org'];

const texts = repositoryFiles()
  .filter((file) => file !== 'package-lock.json' && !file.endsWith('.wasm'))
  .map((file) => ({ file, text: readText(file) }));

/** `FILE:LINE: what was found`, for every match. */
function findings(pattern: RegExp, isFine: (found: string) => boolean = () => false): readonly string[] {
  return texts.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !isFine(match[1] ?? match[0]))
      .map((match) => `${file}:${text.slice(0, match.index).split('\n').length}: ${match[0]}`),
  );
}

describe('the repository', () => {
  it('names no path of the machine on which somebody worked', () => {
    expect(findings(/(?<![\w.~@:-])\/(?:root|work|home\/[a-z]\w*|Users\/[A-Za-z]\w*)\/[\w.-]+/g)).toEqual([]);
  });

  it('names no registry but public ones', () => {
    const named = findings(
      /https?:\/\/([\w.-]*(?:registry|proxy|mirror|artifactory|nexus)[\w.-]*\.[a-z]{2,})/g,
      (host) => publicRegistries.includes(host),
    );
    expect(named).toEqual([]);
    expect(texts.filter(({ file }) => file.endsWith('.npmrc'))).toEqual([]);
  });

  it('holds no key, token or password', () => {
    expect(
      findings(/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}\b|\bnpm_\w{36}\b/g),
    ).toEqual([]);
  });

  it('has no template text left in a control', () => {
    expect(
      texts
        .filter(({ file, text }) => file.startsWith('policies/') && text.includes('replace-me'))
        .map(({ file }) => file),
    ).toEqual([]);
  });
});
