import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { reasonOf, SekishoError } from '../errors.ts';
import { parseJson, refuseDeepNesting, refuseDuplicateKeys } from './parse-json.ts';
import { type FileBytes, readBytes } from './read-bytes.ts';
import { isJsonObject, type JsonObject, recognise } from './recognise.ts';
import type { ConfigurationFile, SourceFile } from './source.ts';

const ignoredFolders = new Set(['.terraform', 'node_modules', '.git']);

/** The Terraform files of one folder, `*.tf` not yet converted. */
export interface Folder {
  readonly directory: string;
  readonly json: readonly ConfigurationFile[];
  readonly hcl: readonly FileBytes[];
  readonly variableFiles: readonly string[];
  readonly plans: readonly { readonly path: string; readonly document: JsonObject }[];
  readonly files: readonly SourceFile[];
}

export interface ReadFolderOptions {
  /** False leaves plans out. */
  readonly plans?: boolean;
  /** True for files that this process has just written. */
  readonly fromEncoder?: boolean;
}

/** Lists a folder, sorted by name. Throws a SekishoError when it can't be read. */
function listFolder(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new SekishoError({
      code: 'FILE_UNREADABLE',
      what: 'the folder cannot be read',
      file: directory,
      got: reasonOf(error),
      expected: 'a readable folder',
      ja: { what: 'フォルダを読めない', expected: '読み取れるフォルダ' },
      cause: error,
    });
  }
}

/** Sub-folders in which Terraform may keep root modules; `.terraform`, `node_modules` and hidden ones are skipped. */
export function subFolders(directory: string): string[] {
  return listFolder(directory)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignoredFolders.has(entry.name))
    .map((entry) => join(directory, entry.name));
}

/**
 * Reads the Terraform files of one folder, without its sub-folders, and the plans beside them unless told not to. Throws when one of them can't be
 * read for what it claims to be.
 */
export function readFolder(directory: string, options: ReadFolderOptions = {}): Folder {
  const { plans: withPlans = true, fromEncoder = false } = options;
  const json: ConfigurationFile[] = [];
  const hcl: FileBytes[] = [];
  const variableFiles: string[] = [];
  const plans: { path: string; document: JsonObject }[] = [];
  const files: SourceFile[] = [];
  for (const entry of listFolder(directory)) {
    const path = join(directory, entry.name);
    if (!isFile(entry, path)) continue;
    refuseOverride(path);
    if (entry.name.endsWith('.tf.json')) {
      const file = readBytes(path);
      json.push({ path, content: parseConfiguration(file, fromEncoder) });
      files.push({ path, kind: 'configuration', sha256: file.sha256 });
    } else if (entry.name.endsWith('.tf')) {
      const file = readBytes(path);
      hcl.push(file);
      files.push({ path, kind: 'configuration', sha256: file.sha256 });
    } else if (isVariableFile(entry.name)) variableFiles.push(path);
    else if (withPlans && entry.name.endsWith('.json')) {
      const file = readBytes(path);
      const document = tryParsePlan(file);
      if (document === null) continue;
      plans.push({ path, document });
      files.push({ path, kind: 'plan', sha256: file.sha256 });
    }
  }
  return { directory, json, hcl, variableFiles, plans, files };
}

/**
 * Parses a Terraform JSON configuration file strictly. Throws when it holds anything else, or one key twice; what this process has just written with
 * an encoder (`fromEncoder`) can hold no key twice.
 */
export function parseConfiguration(file: FileBytes, fromEncoder = false): JsonObject {
  const content = parseJson(file);
  const empty = isJsonObject(content) && Object.keys(content).length === 0;
  if (!isJsonObject(content) || !(empty || recognise(content) === 'configuration'))
    throw notConfiguration(file.path, content);
  refuseDeepNesting(content, file.path);
  if (!fromEncoder) refuseDuplicateKeys(file);
  return content;
}

/** True where a folder holds cdktf's manifest. */
export function isCdktfOutput(directory: string): boolean {
  return existsSync(join(directory, 'manifest.json'));
}

function isFile(entry: Dirent, path: string): boolean {
  if (entry.isFile()) return true;
  return entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isVariableFile(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name);
}

/** A file that mentions what every plan mentions must parse as one: a plan that was cut off is an error, not an unknown file. */
function tryParsePlan(file: FileBytes): JsonObject | null {
  const claims = ['"resource_changes"', '"planned_values"'].some((key) => file.bytes.includes(key));
  if (!claims || !file.bytes.includes('"format_version"')) return null;
  const document = parseJson(file);
  return isJsonObject(document) && recognise(document) === 'plan' ? document : null;
}

function refuseOverride(path: string): void {
  const name = basename(path);
  if (!/^(override|.*_override)\.tf(\.json)?$/.test(name)) return;
  throw new SekishoError({
    code: 'OVERRIDE_FILE',
    what: 'Terraform override files change other files when Terraform runs, so what stands there would not be what was judged',
    file: path,
    got: name,
    expected: 'a configuration without override files',
    fix: 'move its content into the files that it overrides',
    ja: {
      what: 'override ファイルは実行時に他のファイルを変えるため、判定した内容と異なるものが実行される',
      expected: 'override ファイルのない構成',
      fix: '内容を、上書きするファイルに移す',
    },
  });
}

function notConfiguration(path: string, content: unknown): SekishoError {
  const keys = isJsonObject(content) ? Object.keys(content).slice(0, 5).join(', ') : typeof content;
  return new SekishoError({
    code: 'CONFIGURATION_INVALID',
    what: 'the file is not a Terraform JSON configuration',
    file: path,
    got: `a document with ${keys}`,
    expected: 'only Terraform blocks at the top: terraform, provider, resource, data, variable, locals, output, module',
    fix: 'give the cdk.tf.json that cdktf synth wrote, or the *.tf.json that terraform reads',
    ja: {
      what: 'Terraform の JSON 構成でない',
      got: `${keys} を持つ文書`,
      expected:
        '最上位は Terraform のブロックだけ: terraform, provider, resource, data, variable, locals, output, module',
      fix: 'cdktf synth が書いた cdk.tf.json、又は terraform が読む *.tf.json を与える',
    },
  });
}
