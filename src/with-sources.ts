import { findModules } from './sources/find-modules.ts';
import { loadSources } from './sources/load-sources.ts';
import type { Sources } from './sources/source.ts';

/** Where an estate is read from. */
export interface EstatePlace {
  /** Sources of any kind, one estate together; none: the app that `cdktf.json` names. */
  readonly paths: readonly string[];
  /** Files that `--shard` wrote; given, they are the sources. */
  readonly merge?: readonly string[];
  readonly projectRoot: string;
  readonly onProgress?: ((step: string) => void) | undefined;
}

/**
 * Reads an estate and gives it to `use`, with the folder that its paths are relative to. An app is run into a private folder, which is gone
 * afterwards. Throws a SekishoError (exit code 3) for whatever can't be read.
 */
export async function withSources<Result>(
  place: EstatePlace,
  use: (sources: Sources, projectRoot: string) => Result,
): Promise<Result> {
  const { paths, merge = [], projectRoot, onProgress } = place;
  if (merge.length > 0) {
    onProgress?.('reading');
    const { mergeShards } = await import('./shards/merge-shards.ts');
    const { readShard } = await import('./shards/read-shard.ts');
    return use(
      mergeShards(
        merge.map((file) => readShard(file)),
        projectRoot,
      ),
      projectRoot,
    );
  }
  if (paths.length > 0) {
    onProgress?.('reading');
    return use(await loadSources(findModules(paths)), projectRoot);
  }
  onProgress?.('running the app');
  const { collectApp } = await import('./gate/collect.ts');
  return await collectApp(projectRoot, async ({ directory, nonce }) => {
    onProgress?.('reading');
    return use(await loadSources(findModules([directory], { collected: nonce })), directory);
  });
}
