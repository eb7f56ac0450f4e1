import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { atMost, type Line, type LineGroup, measured } from '../line.ts';
import { tsxParameters } from '../package-copy.ts';
import { medianOf, type Sample, type Subject, sampleRounds } from '../sample.ts';

const kinds = ['plain', 'patched', 'checked'] as const;
type Kind = (typeof kinds)[number];

/** All stacks of the app are in a zone, so that nothing is left unplaced and the app is let through. */
const configuration = `version: 1
zones:
  - name: bench
    data_class: business
    select: { projects: [], accounts: [], folders: [], stacks: [bench-*] }
    allowed_places: [asia-northeast1, ap-northeast-1]
    handlers: []
    room_networks: []
blocking_severities: [critical, high, medium]
waivers: []
attestations: []
`;

/** Synth of one app, run by tsx: plain cdktf, cdktf without token traces, and checked. */
export function synthLines(context: BenchContext): LineGroup {
  return {
    ids: ['P11', 'P12', 'P13'],
    measure: () => {
      const large = measureKinds(context, 3_000);
      const small = measureKinds(context, 300);
      return [
        againstPlain('P11', 'checked synth / plain cdktf app, CPU, 3,000', large, 0.45),
        againstPlain('P12', 'checked synth / plain cdktf app, CPU, 300', small, 0.75),
        guardLine(large),
      ];
    },
  };
}

function measureKinds(context: BenchContext, resources: number): Readonly<Record<Kind, Sample>> {
  const directory = context.workspace.folder('synth');
  writeFileSync(join(directory, 'bench.yaml'), configuration);
  const program = join(import.meta.dirname, '../programs/synth-app.ts');
  const subject = (kind: Kind): Subject => ({
    name: `synth ${String(resources)} ${kind}`,
    parameters: [...tsxParameters(), program, kind, String(resources), context.packageFolder, join(directory, kind)],
    directory,
    // A refused app would end with 1: it would not have been written.
    exitCodes: [0],
  });
  const samples = sampleRounds(kinds.map(subject), context.options.rounds);
  const medianOfKind = (kind: Kind): Sample => medianOf(samples.get(subject(kind).name) ?? []);
  return { plain: medianOfKind('plain'), patched: medianOfKind('patched'), checked: medianOfKind('checked') };
}

function againstPlain(
  id: string,
  what: string,
  { plain, checked }: Readonly<Record<Kind, Sample>>,
  target: number,
): Line {
  const wall = `wall ${checked.wallMs.toFixed(0)} / ${plain.wallMs.toFixed(0)}`;
  return measured(id, what, {
    value: checked.cpuMs / plain.cpuMs,
    figures: `${checked.cpuMs.toFixed(0)} / ${plain.cpuMs.toFixed(0)} ms (${wall})`,
    target: atMost(target),
  });
}

function guardLine({ patched, checked }: Readonly<Record<Kind, Sample>>): Line {
  return measured('P13', '(checked - patched) / patched, CPU, 3,000', {
    value: (checked.cpuMs - patched.cpuMs) / patched.cpuMs,
    figures: `(${checked.cpuMs.toFixed(0)} - ${patched.cpuMs.toFixed(0)}) / ${patched.cpuMs.toFixed(0)} ms`,
    target: atMost(0.12),
  });
}
