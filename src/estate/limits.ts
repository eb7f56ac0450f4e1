import { SekishoError } from '../errors.ts';

/** Deeper than any Terraform document; keeps recursion within the stack here and in WebAssembly. */
export const maximumDepth = 200;

/** The error for a document that is nested deeper than {@link maximumDepth}. */
export function tooDeep(path: string): SekishoError {
  return new SekishoError({
    code: 'JSON_TOO_DEEP',
    what: 'the document is nested too deeply',
    file: path,
    got: `more than ${String(maximumDepth)} levels`,
    expected: `at most ${String(maximumDepth)} levels`,
    fix: 'check that the file was written by terraform or cdktf',
  });
}
