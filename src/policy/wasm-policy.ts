import * as opaWasm from '@open-policy-agent/opa-wasm';
import { reasonOf, SekishoError } from '../errors.ts';

/** What the ESM file of opa-wasm 1.10.0 really has: its types name `loadPolicySync` itself, but it is on the default export only. */
interface OpaWasmModule {
  readonly default: Pick<typeof opaWasm, 'loadPolicySync'>;
}

/** What one entrypoint came to: its document, or why it threw. */
export type Evaluated = { readonly document: unknown } | { readonly error: string };

const pageBytes = 65_536;
/**
 * The value heap takes 8.5 to 9 bytes for each byte of JSON, and controls need room for their sets; memory that grows in steps costs a collection
 * at each. Pages that nobody touches cost nothing, so room is asked for generously.
 */
const heapFactor = 40;
const basePages = 32;
/** 4 GiB, all that WebAssembly can address. */
const maximumPages = 65_536;

/** The compiled policy with an estate loaded: the only place that knows opa-wasm. */
export class WasmPolicy {
  private readonly policy: opaWasm.LoadedPolicy;

  /** Loads the module and hands it `data` once. Throws a SekishoError when the module can't be loaded or needs host built-ins. */
  constructor(module: Uint8Array<ArrayBuffer>, data: Uint8Array) {
    const initial = Math.min(Math.ceil((data.byteLength * heapFactor) / pageBytes) + basePages, maximumPages);
    try {
      if (!isOpaWasmModule(opaWasm)) throw new Error('opa-wasm has no loadPolicySync on its default export');
      this.policy = opaWasm.default.loadPolicySync(module, { initial });
      // Only an exact ArrayBuffer arrives: a Buffer or Uint8Array would be serialised as an object of numbers, and nothing would be judged.
      this.policy.setData(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
    } catch (thrown) {
      throw new SekishoError({
        code: 'POLICY_BROKEN',
        what: 'the compiled policy cannot be loaded',
        got: reasonOf(thrown),
        expected: 'policies/compiled/policy.wasm as `npm run policies:build` makes it',
        fix: 'restore the file from version control, or build it again',
        cause: thrown,
      });
    }
  }

  get entrypoints(): readonly string[] {
    const entrypoints: unknown = this.policy.entrypoints;
    return typeof entrypoints === 'object' && entrypoints !== null ? Object.keys(entrypoints).sort() : [];
  }

  /** Evaluates one entrypoint. A throw stays in the result, so that one control can't hide another's findings. */
  evaluate(entrypoint: string): Evaluated {
    try {
      const results: unknown = this.policy.evaluate(undefined, entrypoint);
      if (!Array.isArray(results) || results.length !== 1) return { error: 'the control is undefined' };
      const first: unknown = results[0];
      if (typeof first !== 'object' || first === null || !('result' in first))
        return { error: 'the control gave no result' };
      return { document: first.result };
    } catch (thrown) {
      return { error: reasonOf(thrown) };
    }
  }
}

function isOpaWasmModule(module: object): module is OpaWasmModule {
  if (!('default' in module) || typeof module.default !== 'object' || module.default === null) return false;
  return 'loadPolicySync' in module.default && typeof module.default.loadPolicySync === 'function';
}
