import { reasonOf, SekishoError } from '../errors.ts';
import type { FileBytes } from './read-bytes.ts';
import { isJsonObject } from './recognise.ts';
import type { ConfigurationFile } from './source.ts';

/** Converts `*.tf` files to Terraform JSON with HashiCorp's parser. Throws a SekishoError with the parser's own place when one is invalid. */
export async function convertHcl(files: readonly FileBytes[]): Promise<ConfigurationFile[]> {
  if (files.length === 0) return [];
  // Loaded only here: it carries a Go runtime of 150 MB that JSON sources never need.
  const { parse } = await import('@cdktf/hcl2json');
  const converted: ConfigurationFile[] = [];
  for (const file of files) {
    const content: unknown = await convertOne(parse, file);
    if (!isJsonObject(content)) throw invalid(file.path, `a ${typeof content}`);
    converted.push({ path: file.path, content });
  }
  return converted;
}

type Parse = (filename: string, hcl: string) => Promise<Record<string, unknown>>;

async function convertOne(parse: Parse, file: FileBytes): Promise<unknown> {
  const text = file.bytes.toString('utf8');
  if (text.includes('\0')) throw invalid(file.path, 'a null byte');
  if (text.trim() === '') return {};
  try {
    return await parse(file.path, text);
  } catch (error) {
    throw invalid(file.path, reasonOf(error), error);
  }
}

function invalid(path: string, got: string, cause?: unknown): SekishoError {
  return new SekishoError({
    code: 'HCL_INVALID',
    what: 'the file is not valid Terraform',
    file: path,
    got,
    expected: 'a file that `terraform validate` accepts',
    fix: 'run `terraform fmt` and `terraform validate` there',
    ja: {
      what: 'Terraform の構文として正しくない',
      expected: '`terraform validate` が受け入れるファイル',
      fix: 'そこで `terraform fmt` と `terraform validate` を実行する',
    },
    ...(cause === undefined ? {} : { cause }),
  });
}
