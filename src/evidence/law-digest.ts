import { digestOfValue } from './canonical.ts';

/** By what an estate is judged. */
export interface LawParts {
  /** Digest of the compiled policy. */
  readonly policy: string;
  /** Digest of `sekisho.yaml`, which holds waivers, attestations and keys too; null: there is none. */
  readonly configuration: string | null;
  /** Version of the program. */
  readonly tool: string;
}

/** One digest of the whole law, short enough to be pinned in the settings of a pipeline: a pull request can change each part, but not that. */
export function lawDigest({ policy, configuration, tool }: LawParts): string {
  return digestOfValue({ schema: 'sekisho.law/v1', policy, configuration, tool });
}
