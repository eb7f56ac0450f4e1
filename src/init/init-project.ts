import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { builtInConfiguration } from '../configuration/built-in-configuration.ts';
import { reasonOf, SekishoError } from '../errors.ts';
import { buildEstate } from '../estate/build-estate.ts';
import { readCdktfJson } from '../gate/cdktf-json.ts';
import { judgeSources } from '../judge-sources.ts';
import { loadPolicy } from '../policy/load-policy.ts';
import { reportDocument } from '../report/document.ts';
import { jsonText } from '../report/json.ts';
import type { Language } from '../report/renderer.ts';
import { compareText } from '../verdict/compare.ts';
import type { Report } from '../verdict/report.ts';
import { withSources } from '../with-sources.ts';
import { configurationTemplate, type KnownProject } from './configuration-template.ts';
import { compilerOf, entryFile } from './entry-file.ts';
import { digestOf, type InitRecord, recordName } from './init-record.ts';
import { packageManagerOf, repositoryOf } from './surroundings.ts';
import { workflowTemplate } from './workflow-template.ts';
import { type WrapResult, wrapApp } from './wrap-app.ts';

const baselineName = 'sekisho-baseline.json';

export interface InitOptions {
  readonly projectRoot: string;
  readonly entry: string | null;
  readonly language: Language;
  readonly now: Date;
  readonly dryRun: boolean;
  readonly onProgress: (step: string) => void;
}

export interface InitResult {
  /** Paths relative to the project, in the order of writing. */
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly report: Report;
}

interface PlannedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Makes a cdktf project checked: wraps its App, writes `sekisho.yaml`, a baseline of what is found today, and a workflow. Everything is decided before
 * anything is written; a file that is there is never overwritten, and what was written is taken back when a later one fails.
 * Throws INIT_DONE, INIT_EXISTS, INIT_ENTRY, INIT_COMPILER, INIT_APP, INIT_FAILED, and whatever running and judging the app may throw.
 */
export async function initProject(options: InitOptions): Promise<InitResult> {
  const { projectRoot } = options;
  const { app } = readCdktfJson(projectRoot);
  refuseDone(projectRoot);
  const entry = entryFile(app, projectRoot, options.entry);
  const before = readFileSync(entry, 'utf8');
  const wrapped = wrappedText(wrapApp(before, baselineName, compilerOf(projectRoot)), relative(projectRoot, entry));
  const repository = repositoryOf(projectRoot);
  const workflow = join(repository.root, '.github/workflows/sekisho.yml');
  const targets = [join(projectRoot, 'sekisho.yaml'), join(projectRoot, baselineName), workflow];
  refuseExisting(targets, projectRoot);
  const { report, known } = await judgeToday(options);
  const created: PlannedFile[] = [
    { path: join(projectRoot, 'sekisho.yaml'), text: configurationTemplate(known, options.language) },
    { path: join(projectRoot, baselineName), text: jsonText(reportDocument(report, 'en')) },
    {
      path: workflow,
      text: workflowTemplate({
        packageManager: packageManagerOf(projectRoot),
        folder: repository.folder,
        baseline: baselineName,
      }),
    },
  ];
  const within = (path: string): string => relative(projectRoot, path).split(sep).join('/');
  if (!options.dryRun) write({ created, entry: { path: entry, text: wrapped, before }, projectRoot, within });
  return { created: created.map(({ path }) => within(path)), changed: [within(entry)], report };
}

/** The app as it is now, judged without configuration: what the first `sekisho.yaml` says nothing else about either. */
async function judgeToday(options: InitOptions): Promise<{ readonly report: Report; readonly known: KnownProject }> {
  const { projectRoot, now, onProgress } = options;
  return await withSources({ paths: [], projectRoot, onProgress }, (sources, root) => {
    const report = judgeSources(sources, {
      configuration: builtInConfiguration,
      policy: loadPolicy(),
      verdict: { now: now.toISOString(), partial: [] },
      projectRoot: root,
      onProgress,
    });
    const { estate } = buildEstate(sources);
    const projects = estate.resources.flatMap((one) => [one.values['project'], one.provider.values['project']]);
    const known = {
      stacks: estate.stacks.map(({ name }) => name).sort(compareText),
      projects: [...new Set(projects.filter((one) => typeof one === 'string'))].sort(compareText),
    };
    return { report, known };
  });
}

function wrappedText(result: WrapResult, entry: string): string {
  if (result.wrapped) return result.text;
  const got = {
    already: 'it imports `sekisho` already',
    'no-import': "no `import … from 'cdktf'`",
    'no-app': "no `new App(…)` of the `App` that it imports from 'cdktf'",
  }[result.reason];
  throw new SekishoError({
    code: 'INIT_APP',
    what: 'the app can not be wrapped by itself',
    file: entry,
    got,
    expected: "a program that imports App from 'cdktf' and makes one",
    fix: 'name the file that does (`sekisho init --entry FILE`), or write `new CheckedApp()` of `sekisho` there by hand',
  });
}

function refuseDone(projectRoot: string): void {
  if (!existsSync(join(projectRoot, recordName))) return;
  throw new SekishoError({
    code: 'INIT_DONE',
    what: 'this project was made checked before',
    file: recordName,
    expected: 'a project that `sekisho init` has not changed',
    fix: '`sekisho init --undo` takes it back; `sekisho check` judges',
  });
}

function refuseExisting(paths: readonly string[], projectRoot: string): void {
  const existing = paths.filter((path) => existsSync(path)).map((path) => relative(projectRoot, path));
  if (existing.length === 0) return;
  throw new SekishoError({
    code: 'INIT_EXISTS',
    what: 'a file that would be written is there already; nothing was changed',
    got: existing.join(', '),
    expected: 'none of these files, since none is ever overwritten',
    fix: 'move them away and run it again, or keep them and wrap the app by hand: `new CheckedApp()` of `sekisho`',
  });
}

interface Writing {
  readonly created: readonly PlannedFile[];
  readonly entry: PlannedFile & { readonly before: string };
  readonly projectRoot: string;
  readonly within: (path: string) => string;
}

function write({ created, entry, projectRoot, within }: Writing): void {
  const record: InitRecord = {
    schema: 'sekisho.init/v1',
    created: created.map(({ path, text }) => ({ path: within(path), sha256: digestOf(text) })),
    changed: [{ path: within(entry.path), before: entry.before, sha256: digestOf(entry.text) }],
  };
  const undo: (() => void)[] = [];
  try {
    for (const { path, text } of [...created, { path: join(projectRoot, recordName), text: jsonText(record) }]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: 'wx' });
      undo.push(() => {
        rmSync(path, { force: true });
      });
    }
    writeFileSync(entry.path, entry.text);
  } catch (cause) {
    for (const step of undo.reverse()) step();
    throw new SekishoError({
      code: 'INIT_FAILED',
      what: 'a file could not be written; what was written before it was taken back',
      got: reasonOf(cause),
      expected: 'a project folder that may be written to',
      fix: 'make room or correct the permissions, and run it again',
      cause,
    });
  }
}
