import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SekishoError } from '../errors.ts';
import { parseJson } from './parse-json.ts';
import { readBytes } from './read-bytes.ts';
import { isJsonObject, recognise } from './recognise.ts';

/** Written into an older output when a later synth was refused: what lies there is not what the app declares now. */
export const staleMarkName = 'sekisho-stale.json';
/** Written into a folder in which `sekisho check` collects an app's output that nobody has judged yet. */
export const collectMarkName = 'sekisho-collect.json';

export interface ManifestStack {
  readonly name: string;
  readonly directory: string;
}

/**
 * The stacks that cdktf's manifest lists, or null when `manifest.json` is somebody else's. Throws a SekishoError when the output is
 * stale, not yet judged, names no stack, or lacks the files of one.
 */
export function readStacksOfManifest(directory: string, collected: string | null): ManifestStack[] | null {
  const path = join(directory, 'manifest.json');
  const document = parseJson(readBytes(path));
  if (recognise(document) !== 'manifest' || !isJsonObject(document)) return null;
  refuseMarked(directory, collected);
  const stacks = isJsonObject(document['stacks']) ? document['stacks'] : {};
  const names = Object.keys(stacks).sort();
  if (names.length === 0) throw noStacks(path);
  return names.map((name) => ({ name, directory: stackDirectory(directory, name, stacks[name], path) }));
}

function stackDirectory(directory: string, name: string, stack: unknown, manifest: string): string {
  const working = isJsonObject(stack) ? stack['workingDirectory'] : undefined;
  const folder = typeof working === 'string' ? join(directory, working) : null;
  if (folder !== null && existsSync(join(folder, 'cdk.tf.json'))) return folder;
  throw new SekishoError({
    code: 'STACK_MISSING',
    what: `the manifest lists stack ${name}, whose cdk.tf.json is not there`,
    file: manifest,
    got: folder === null ? 'no workingDirectory' : `nothing at ${join(folder, 'cdk.tf.json')}`,
    expected: 'a complete output of `cdktf synth` (JSON, not HCL)',
    fix: 'run `cdktf synth` again, without --hcl',
    ja: {
      what: `manifest にスタック ${name} があるが、その cdk.tf.json がない`,
      expected: '`cdktf synth` の完全な出力（HCL でなく JSON）',
      fix: '--hcl なしで `cdktf synth` をやり直す',
    },
  });
}

function refuseMarked(directory: string, collected: string | null): void {
  if (existsSync(join(directory, staleMarkName))) {
    throw new SekishoError({
      code: 'OUTPUT_STALE',
      what: 'this output is older than the app: a later synth was refused',
      file: join(directory, staleMarkName),
      expected: 'the output of a synth that was let through',
      fix: 'mend what the refused synth named and run `cdktf synth` again',
      ja: {
        what: 'この出力はアプリより古い。その後の synth は拒否されている',
        expected: '通過した synth の出力',
        fix: '拒否された synth の指摘を直し、`cdktf synth` をやり直す',
      },
    });
  }
  const mark = join(directory, collectMarkName);
  if (!existsSync(mark)) return;
  const document = parseJson(readBytes(mark));
  if (collected !== null && isJsonObject(document) && document['nonce'] === collected) return;
  throw new SekishoError({
    code: 'OUTPUT_UNJUDGED',
    what: 'this output was collected for a check and has not been let through',
    file: mark,
    expected: 'the output of `cdktf synth`',
    fix: 'run `cdktf synth`',
    ja: {
      what: 'この出力は判定のために集められたもので、通過していない',
      expected: '`cdktf synth` の出力',
      fix: '`cdktf synth` を実行する',
    },
  });
}

function noStacks(path: string): SekishoError {
  return new SekishoError({
    code: 'NOTHING_TO_JUDGE',
    what: 'the manifest lists no stack',
    file: path,
    got: 'an empty `stacks`',
    expected: 'at least one stack',
    fix: 'create a TerraformStack in the app before app.synth()',
    ja: {
      what: 'manifest にスタックがない',
      got: '空の `stacks`',
      expected: '一つ以上のスタック',
      fix: 'アプリで app.synth() の前に TerraformStack を作る',
    },
  });
}
