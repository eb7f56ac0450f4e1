import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { nearestWord } from '../../configuration/nearest-word.ts';
import { SekishoError } from '../../errors.ts';
import { findSigner } from '../../evidence/signers/find-signer.ts';
import { keyVariable, trustedKeys } from '../../evidence/trusted-keys.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { configurationVariable, type Law, readLaw } from '../../gate/terraform/judge-turn.ts';
import { type PlannedEstate, type PlannedStack, planEstate } from '../../gate/terraform/plan-estate.ts';
import { findRealTerraform } from '../../gate/terraform/real-terraform.ts';
import type { ReviewedPlans } from '../../gate/terraform/reviewed-plans.ts';
import { type Output, readOutput } from '../../gate/terraform/root-module.ts';
import { staleError } from '../../gate/terraform/stale-error.ts';
import { renderers } from '../../report/renderers.ts';
import { renderHeadline } from '../../report/text.ts';
import { parseJson } from '../../sources/parse-json.ts';
import { readBytes } from '../../sources/read-bytes.ts';
import { isJsonObject } from '../../sources/recognise.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { writeStream } from '../deliver.ts';
import { gateCommandWords } from '../gate-words.ts';
import { lookOf } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import type { Progress } from '../progress.ts';
import { type CommandOutcome, runCommand } from '../run-command.ts';

export interface PlanQuestion {
  /** Empty: all. */
  readonly stacks: readonly string[];
  readonly config: string | null;
  readonly out: string | null;
  readonly key: string | null;
  /** Folder with the evidence of the pull request. */
  readonly reviewed: string | null;
  readonly approvers: readonly string[];
}

/** `sekisho plan`: plans every stack, judges all as one estate, and keeps plans, JSON and evidence. */
export async function planCommand(asked: PlanQuestion, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, (progress) => work(asked, options, progress));
}

async function work(asked: PlanQuestion, options: CommonOptions, progress: Progress): Promise<CommandOutcome> {
  const words = gateCommandWords[options.language];
  const projectRoot = findProjectRoot();
  const output = findOutput(projectRoot);
  const environment =
    asked.config === null ? process.env : { ...process.env, [configurationVariable]: resolve(asked.config) };
  const law = readLaw(projectRoot, environment, new Date());
  const keyFile = asked.key ?? process.env['SEKISHO_SIGNING_KEY'] ?? null;
  const planned = await planEstate({
    output,
    stacks: askedStacks(asked.stacks, output),
    folder: resolve(projectRoot, asked.out ?? join('.sekisho', 'plan')),
    binary: findRealTerraform(process.env, process.argv[1] ?? ''),
    environment: process.env,
    law,
    signer: keyFile === null ? null : await findSigner(keyFile, process.cwd(), process.env),
    reviewed: asked.reviewed === null ? null : reviewedPlans(asked.reviewed, law),
    approvers: asked.approvers,
    onProgress: (stack, step) => {
      if (step === 'init' || step === 'plan') progress.step(`${words.steps[step]} ${stack}`);
    },
  });
  progress.end();
  if (!options.quiet) await writeStream(process.stderr, listOf(planned, asked, keyFile !== null, options));
  const look = {
    ...lookOf(options, options.output === null ? process.stdout : null),
    quiet: options.quiet,
    catalog: law.policy.catalog,
    rerun: '',
  };
  return {
    text: renderers[options.format](planned.report, look),
    exitCode: planned.report.exitCode,
    headline: renderHeadline(planned.report, { ...look, ...lookOf(options, process.stderr) }),
  };
}

function reviewedPlans(folder: string, law: Law): ReviewedPlans {
  const keys = trustedKeys({
    files: process.env[keyVariable] ?? '',
    base: process.cwd(),
    written: law.configuration.evidence.keys,
    isPinned: law.isPinned,
    now: law.now,
  });
  if (keys.length > 0) return { folder: resolve(folder), keys };
  throw new SekishoError({
    code: 'KEY_MISSING',
    what: 'without a public key nobody can say who wrote the evidence of the review',
    file: folder,
    expected: `${keyVariable}, or \`evidence.keys\` of a configuration that is pinned`,
    fix: 'name the key; take it from a place that the author of the change can not change',
  });
}

function listOf(planned: PlannedEstate, asked: PlanQuestion, signs: boolean, options: CommonOptions): string {
  const words = gateCommandWords[options.language];
  const lineOf = ({ name, plan, notYet, evidence }: PlannedStack): readonly string[] => {
    if (plan === null) return [notYet === null ? words.notAsked(name) : words.notYet(name, notYet)];
    const own = words.planned(name, relative(process.cwd(), plan.path));
    return evidence === null ? [own] : [own, words.evidenceAt(relative(process.cwd(), evidence))];
  };
  const lines = planned.stacks.flatMap(lineOf);
  return `${[...lines, ...(signs ? [] : [words.noEvidence])].join('\n')}\n`;
}

/** The stacks that were asked for by name; all where none was. Throws a SekishoError for a name that is none. */
export function askedStacks(asked: readonly string[], output: Output): readonly string[] {
  const names = output.stacks.map((stack) => stack.name);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return asked.length === 0 ? names : asked;
  const nearest = nearestWord(unknown, names);
  throw new SekishoError({
    code: 'STACK_UNKNOWN',
    what: `there is no stack \`${unknown}\``,
    got: unknown,
    expected: names.join(', '),
    fix: nearest === null ? 'name one of these, or none for all' : `did you mean \`${nearest}\`?`,
  });
}

/** The output of the project: where CDKTF_OUTDIR or cdktf.json say, else `cdktf.out`. Throws a SekishoError when it is missing or stale. */
export function findOutput(projectRoot: string): Output {
  const file = join(projectRoot, 'cdktf.json');
  const document = existsSync(file) ? parseJson(readBytes(file)) : {};
  const declared = isJsonObject(document) ? document['output'] : undefined;
  const usual = typeof declared === 'string' ? declared : 'cdktf.out';
  const directory = resolve(projectRoot, process.env['CDKTF_OUTDIR'] ?? usual);
  const output = existsSync(join(directory, 'manifest.json')) ? readOutput(directory) : null;
  if (output === null) {
    throw new SekishoError({
      code: 'OUTPUT_MISSING',
      what: 'there is no output of cdktf to plan',
      file: directory,
      got: 'no manifest.json of cdktf there',
      expected: 'what `cdktf synth` writes',
      fix: 'run `npx cdktf synth` first',
    });
  }
  const stale = staleError(output);
  if (stale !== null) throw stale;
  return output;
}
