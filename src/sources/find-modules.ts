import { statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { SekishoError } from '../errors.ts';
import { type Folder, isCdktfOutput, parseConfiguration, readFolder, subFolders } from './folder.ts';
import { readStacksOfManifest } from './manifest.ts';
import { parseJson } from './parse-json.ts';
import { readBytes } from './read-bytes.ts';
import { isJsonObject, type JsonObject, recognise } from './recognise.ts';
import type { SourceKind } from './source.ts';

/** A root module as found on disk, before `*.tf` files are converted. */
export interface FoundModule {
  readonly kind: SourceKind;
  readonly path: string;
  readonly stack: string;
  readonly folder: Folder;
  readonly plan: { readonly path: string; readonly document: JsonObject } | null;
}

export interface FindOptions {
  /** Nonce of an output that `sekisho check` had an app write; such a folder is refused to everybody else. */
  readonly collected?: string;
  /** True for an output that this process has just written itself. */
  readonly fromEncoder?: boolean;
}

/** Finds every root module and plan below the paths. Reads synchronously. Throws a SekishoError for whatever can't be read for what it claims to be. */
export function findModules(paths: readonly string[], options: FindOptions = {}): FoundModule[] {
  const found = paths.flatMap((path) => findInPath(path, options));
  return nameStacks(found);
}

function findInPath(path: string, options: FindOptions): FoundModule[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new SekishoError({
      code: 'PATH_MISSING',
      what: 'there is no such file or folder',
      file: path,
      expected: 'a cdktf.out, a folder with *.tf or *.tf.json, a cdk.tf.json, or a plan from `terraform show -json`',
      fix: 'check the path',
      ja: {
        what: 'そのファイル又はフォルダはない',
        expected: 'cdktf.out、*.tf 又は *.tf.json のフォルダ、cdk.tf.json、`terraform show -json` の plan',
        fix: 'パスを確かめる',
      },
    });
  }
  if (stat.isDirectory()) return refuseEmpty(path, findInFolder(path, path, options));
  return [readSingleFile(path)];
}

function findInFolder(root: string, directory: string, options: FindOptions): FoundModule[] {
  if (isCdktfOutput(directory)) {
    const folders = readStacksOfManifest(directory, options.collected ?? null);
    if (folders !== null) {
      return folders.flatMap((stack) =>
        modulesOf(
          readFolder(stack.directory, { fromEncoder: options.fromEncoder ?? false }),
          stack.directory,
          stack.name,
          options.collected === undefined ? 'cdktf-out' : 'cdktf-app',
        ),
      );
    }
  }
  const own = modulesOf(readFolder(directory), directory, null, 'terraform-json');
  return [...own, ...subFolders(directory).flatMap((folder) => findInFolder(root, folder, options))];
}

/** A folder with configuration is one module, joined with its plan; a folder of plans alone is one module each. */
function modulesOf(folder: Folder, path: string, stack: string | null, kind: SourceKind): FoundModule[] {
  const hasConfiguration = folder.json.length > 0 || folder.hcl.length > 0;
  if (!hasConfiguration) {
    return folder.plans.map((plan) => ({
      kind: 'plan',
      path: plan.path,
      stack: stack ?? (folder.plans.length === 1 ? basename(folder.directory) : basename(plan.path, '.json')),
      folder: { ...folder, files: folder.files.filter((file) => file.path === plan.path) },
      plan,
    }));
  }
  if (folder.plans.length > 1) throw severalPlans(folder);
  const plan = folder.plans[0] ?? null;
  return [
    { kind: plan === null ? kindOf(folder, kind) : 'synth+plan', path, stack: stack ?? stackOf(folder), folder, plan },
  ];
}

function kindOf(folder: Folder, kind: SourceKind): SourceKind {
  return folder.hcl.length > 0 ? 'terraform' : kind;
}

/** The stack's name as cdktf wrote it into the configuration, else the folder's name. */
function stackOf(folder: Folder): string {
  for (const file of folder.json) {
    const comment = file.content['//'];
    const metadata = isJsonObject(comment) ? comment['metadata'] : undefined;
    const name = isJsonObject(metadata) ? metadata['stackName'] : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return basename(resolve(folder.directory));
}

function readSingleFile(path: string): FoundModule {
  const directory = dirname(path);
  const empty = { directory, json: [], hcl: [], variableFiles: [], plans: [], files: [] };
  const file = readBytes(path);
  if (path.endsWith('.tf')) {
    const folder = { ...empty, hcl: [file], files: [{ path, kind: 'configuration', sha256: file.sha256 }] };
    return { kind: 'terraform', path, stack: stackOf(folder), folder, plan: null };
  }
  refuseBinaryPlan(path, file.bytes);
  const document = parseJson(file);
  const kind = recognise(document);
  if (kind === 'plan' && isJsonObject(document)) {
    const beside = configurationBeside(directory);
    const files = [...beside.files, { path, kind: 'plan', sha256: file.sha256 }];
    const folder = { ...beside, plans: [{ path, document }], files };
    const joined = folder.json.length > 0 || folder.hcl.length > 0;
    return { kind: joined ? 'synth+plan' : 'plan', path, stack: stackOf(folder), folder, plan: { path, document } };
  }
  if (kind !== 'configuration') throw notRecognised(path, kind);
  const content = parseConfiguration(file);
  const folder = { ...empty, json: [{ path, content }], files: [{ path, kind: 'configuration', sha256: file.sha256 }] };
  return { kind: 'terraform-json', path, stack: stackOf(folder), folder, plan: null };
}

/** A plan given by its file joins the configuration of its folder (it was planned from there). */
function configurationBeside(directory: string): Folder {
  return readFolder(directory, { plans: false });
}

/** Stacks read from folders of the same name get the path between them and the working directory. */
function nameStacks(modules: readonly FoundModule[]): FoundModule[] {
  const byName = groupByStack(modules);
  return modules.map((module) => {
    const same = byName.get(module.stack) ?? [];
    const named = module.folder.json.some((file) => '//' in file.content);
    if (same.length === 1 || named) return module;
    const path = relative(
      process.cwd(),
      module.plan !== null && module.kind === 'plan' ? module.plan.path : module.folder.directory,
    );
    return { ...module, stack: path === '' ? module.stack : path.split('\\').join('/') };
  });
}

function groupByStack(modules: readonly FoundModule[]): Map<string, FoundModule[]> {
  const groups = new Map<string, FoundModule[]>();
  for (const module of modules) groups.set(module.stack, [...(groups.get(module.stack) ?? []), module]);
  return groups;
}

function refuseEmpty(path: string, modules: FoundModule[]): FoundModule[] {
  if (modules.length > 0) return modules;
  throw new SekishoError({
    code: 'NOTHING_TO_JUDGE',
    what: 'the folder holds nothing that can be judged',
    file: path,
    got: 'no *.tf, *.tf.json, cdk.tf.json or plan JSON in it or below it',
    expected: 'a cdktf.out, a Terraform folder, or a plan from `terraform show -json`',
    fix: 'run `cdktf synth` first, or name another path',
    ja: {
      what: 'フォルダに判定できるものがない',
      got: '中にも下にも *.tf、*.tf.json、cdk.tf.json、plan の JSON がない',
      expected: 'cdktf.out、Terraform のフォルダ、又は `terraform show -json` の plan',
      fix: '先に `cdktf synth` を実行するか、別のパスを指定する',
    },
  });
}

function severalPlans(folder: Folder): SekishoError {
  return new SekishoError({
    code: 'PLAN_AMBIGUOUS',
    what: 'one configuration has several plans beside it',
    file: folder.directory,
    got: folder.plans.map((plan) => basename(plan.path)).join(', '),
    expected: 'one plan JSON in the folder of the configuration that it was planned from',
    fix: 'delete the older ones, or name one plan file',
    ja: {
      what: '一つの構成の隣に複数の plan がある',
      expected: '元になった構成のフォルダに plan の JSON 一つ',
      fix: '古いものを削除するか、一つの plan を指定する',
    },
  });
}

function refuseBinaryPlan(path: string, bytes: Buffer): void {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return;
  throw new SekishoError({
    code: 'PLAN_BINARY',
    what: "the file is Terraform's binary plan",
    file: path,
    got: 'a zip archive',
    expected: 'the JSON of the plan',
    fix: `run \`terraform show -json ${basename(path)} > ${join(dirname(path), 'plan.json')}\` and check that`,
    ja: {
      what: 'Terraform のバイナリ形式の plan である',
      got: 'zip 書庫',
      expected: 'plan の JSON',
      fix: `\`terraform show -json ${basename(path)} > ${join(dirname(path), 'plan.json')}\` を実行し、それを判定する`,
    },
  });
}

function notRecognised(path: string, kind: string): SekishoError {
  return new SekishoError({
    code: kind === 'state' ? 'STATE_NOT_PLAN' : 'INPUT_UNKNOWN',
    what:
      kind === 'state'
        ? 'the file is a Terraform state, not a plan'
        : 'the file is neither a plan nor a Terraform configuration',
    file: path,
    got: kind === 'state' ? 'a state' : 'JSON of another kind',
    expected: 'a plan from `terraform show -json PLANFILE`, or a Terraform JSON configuration',
    fix: 'run `terraform plan -out=plan` and `terraform show -json plan > plan.json`',
    ja: {
      what: kind === 'state' ? 'plan ではなく Terraform の state である' : 'plan でも Terraform の構成でもない',
      got: kind === 'state' ? 'state' : '別の種類の JSON',
      expected: '`terraform show -json PLANFILE` の plan、又は Terraform の JSON 構成',
      fix: '`terraform plan -out=plan` と `terraform show -json plan > plan.json` を実行する',
    },
  });
}
