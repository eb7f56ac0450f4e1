import type { JsonObject } from './recognise.ts';

export type SourceKind = 'cdktf-app' | 'cdktf-out' | 'terraform-json' | 'terraform' | 'plan' | 'synth+plan';

/** One Terraform configuration file, as JSON: `*.tf.json` parsed, or `*.tf` converted by hcl2json. */
export interface ConfigurationFile {
  readonly path: string;
  readonly content: JsonObject;
}

/** One root module with what was found beside it. A stack of the estate comes from one source. */
export interface Source {
  readonly kind: SourceKind;
  readonly stack: string;
  /** The file or folder as a person named it. */
  readonly path: string;
  readonly directory: string;
  readonly configuration: readonly ConfigurationFile[];
  readonly plan: { readonly path: string; readonly document: JsonObject } | null;
  readonly files: readonly SourceFile[];
  /** What could not be read here, in words. */
  readonly blindSpots: readonly string[];
}

export interface SourceFile {
  readonly path: string;
  readonly kind: string;
  readonly sha256: string;
}

/** A folder's configuration by its absolute path, for module calls with local sources. */
export type LocalModules = ReadonlyMap<string, readonly ConfigurationFile[]>;

/** Everything that was read. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly localModules: LocalModules;
}
