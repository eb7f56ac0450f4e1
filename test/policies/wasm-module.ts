import { TextDecoder } from 'node:util';

interface Memory {
  readonly buffer: ArrayBuffer;
}
interface Exports {
  readonly builtins: () => number;
  readonly entrypoints: () => number;
  readonly opa_json_dump: (address: number) => number;
}

/** The part of the global that is used here; TypeScript's ES libraries don't declare it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
};

/** What a compiled policy says of itself: the built-ins that its host must provide, and its entrypoints, by name. */
export function describeModule(wasm: Uint8Array): { readonly builtins: object; readonly entrypoints: object } {
  const memory = new WebAssembly.Memory({ initial: 100 });
  const never = (): never => {
    throw new Error('expected no call of the host');
  };
  const host = ['opa_abort', 'opa_println', ...[0, 1, 2, 3, 4].map((count) => `opa_builtin${count}`)];
  const env = { memory, ...Object.fromEntries(host.map((name) => [name, never])) };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env });
  const read = (address: number): object => {
    const bytes = new Uint8Array(memory.buffer, exports.opa_json_dump(address));
    return JSON.parse(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)))) as object;
  };
  return { builtins: read(exports.builtins()), entrypoints: read(exports.entrypoints()) };
}
