import type { BenchOptions } from './options.ts';
import type { Workspace } from './workspace.ts';

/** What every group of lines needs. */
export interface BenchContext {
  readonly options: BenchOptions;
  readonly workspace: Workspace;
  /** The built package as it is shipped, apart from what is edited meanwhile. */
  readonly packageFolder: string;
  readonly projectRoot: string;
}
