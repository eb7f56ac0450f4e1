import { SekishoError } from '../errors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import type { ResourceIndex } from '../estate/resource-index.ts';
import type { Control } from './catalog.ts';
import { type ControlDocument, parseControlDocument } from './control-document.ts';
import { dischargeChain } from './discharge-chain.ts';
import type { LoadedPolicy } from './load-policy.ts';
import { needsPlacing, type PreparedEstate } from './prepare-estate.ts';
import type { RawControl } from './raw-evaluation.ts';
import { WasmPolicy } from './wasm-policy.ts';

const nothing = { resources: [], violations: [], unknowns: [], discharges: [], error: null };

/** One evaluation: which controls to run, of which policy, over which estate in both its forms. */
export interface Evaluation {
  readonly policy: LoadedPolicy;
  readonly controls: readonly Control[];
  readonly prepared: PreparedEstate;
  readonly estate: Estate;
  readonly index: ResourceIndex;
}

/**
 * Runs every control of the catalog that this stage has, each by its own entrypoint, over one prepared estate. A control that throws,
 * is missing, or returns anything else than its three documents is an error of its own. Throws a SekishoError when the estate did not arrive.
 */
export function evaluateControls({ policy, controls, prepared, estate, index }: Evaluation): RawControl[] {
  const wasm = new WasmPolicy(policy.module, prepared.bytes);
  refuseLostEstate(wasm, prepared.sent);
  const entrypoints = new Set(wasm.entrypoints);
  return controls
    .filter((control) => control.stages.includes(estate.stage))
    .map((control) => runControl(control, { wasm, entrypoints, prepared, index }));
}

/** What every control of one evaluation is run with. */
interface Run {
  readonly wasm: WasmPolicy;
  readonly entrypoints: ReadonlySet<string>;
  readonly prepared: PreparedEstate;
  readonly index: ResourceIndex;
}

function runControl(control: Control, { wasm, entrypoints, prepared, index }: Run): RawControl {
  const own = { id: control.id, needsZoneButUnplaced: needsPlacing(control, prepared.unplacedTypes) };
  // Not one resource of its types: there is nothing that it could say.
  if (control.types.length > 0 && !control.types.some((type) => prepared.presentTypes.has(type)))
    return { ...own, ...nothing };
  const entrypoint = `controls/${control.id.replaceAll('.', '/')}`;
  if (!entrypoints.has(entrypoint))
    return { ...own, ...nothing, error: `the compiled policy has no entrypoint ${entrypoint}` };
  const evaluated = wasm.evaluate(entrypoint);
  if ('error' in evaluated) return { ...own, ...nothing, error: evaluated.error };
  const parsed = parseControlDocument(evaluated.document);
  if (typeof parsed === 'string') return { ...own, ...nothing, error: parsed };
  return { ...own, ...withChains(parsed, index) };
}

function withChains(document: ControlDocument, index: ResourceIndex): Omit<RawControl, 'id' | 'needsZoneButUnplaced'> {
  const known = (id: string): Resource | undefined => index.get(id);
  const stranger = [
    ...document.resources,
    ...[...document.violations, ...document.unknowns].map((finding) => finding.resource),
  ].find((id) => known(id) === undefined);
  const discharges = document.discharges.flatMap(({ resource, attribute }) => {
    const chain = dischargeChain(known(resource), attribute, index);
    return chain === null ? [] : [{ resource, attribute, chain }];
  });
  const unproven = document.discharges.length - discharges.length;
  const error =
    stranger !== undefined
      ? `it names ${stranger}, which is not in the estate`
      : unproven > 0
        ? 'it calls a value proven by reference that no reference proves'
        : null;
  return { ...document, discharges, error };
}

/** The `Buffer` trap: data that did not arrive as JSON leaves every control without resources, which would look like a pass. */
function refuseLostEstate(wasm: WasmPolicy, sent: number): void {
  const evaluated = wasm.evaluate('canary');
  const counted = 'document' in evaluated ? countOf(evaluated.document) : evaluated.error;
  if (counted === sent) return;
  throw new SekishoError({
    code: 'ESTATE_LOST',
    what: 'the policy does not see the estate that was read',
    got: `the policy counts ${JSON.stringify(counted)} resources`,
    expected: String(sent),
    fix: 'build the policy again with `npm run policies:build`; if that does not help, please report it',
  });
}

function countOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'resources' in document ? document.resources : document;
}
