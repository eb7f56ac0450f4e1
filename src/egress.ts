import { builtInConfiguration } from './configuration/built-in-configuration.ts';
import { type EgressQuestion, proveEgress } from './prove-egress.ts';
import { findModules } from './sources/find-modules.ts';
import { loadSources } from './sources/load-sources.ts';
import type { EgressReport } from './verdict/egress-report.ts';

export interface EgressOptions extends Pick<EgressQuestion, 'now' | 'toolVersion' | 'onProgress' | 'redundant'> {
  /** A zone, or the first of the sources when it is a file or folder; null for neither. */
  readonly zone: string | null;
  /** Sources of any kind, one estate together; none: the app that `cdktf.json` names. */
  readonly paths: readonly string[];
  /** Path of `sekisho.yaml`; null when there is none. */
  readonly configuration: string | null;
  readonly assumeZone: string | null;
  readonly partial: readonly string[];
  readonly projectRoot: string;
}

/** Reads the sources as one estate and proves, or fails to, that nothing leaves. Throws a SekishoError (exit code 3) for whatever can't be read. */
export async function proveSources(options: EgressOptions): Promise<EgressReport> {
  const question = await questionOf(options);
  if (options.paths.length > 0) {
    options.onProgress?.('reading');
    return proveEgress(await loadSources(findModules(options.paths)), question);
  }
  options.onProgress?.('running the app');
  const { collectApp } = await import('./gate/collect.ts');
  return await collectApp(options.projectRoot, async ({ directory, nonce }) => {
    options.onProgress?.('reading');
    return proveEgress(await loadSources(findModules([directory], { collected: nonce })), question);
  });
}

async function questionOf(options: EgressOptions): Promise<EgressQuestion> {
  const { zone, assumeZone, now, partial, toolVersion, onProgress, redundant = false } = options;
  const { readConfiguration } = await import('./configuration/read-configuration.ts');
  const { assumedZone } = await import('./configuration/assumed-zone.ts');
  const configuration =
    options.configuration === null ? builtInConfiguration : readConfiguration(options.configuration);
  const assumed = assumeZone === null ? null : assumedZone(assumeZone, configuration);
  return { configuration, zone, assumedZone: assumed, now, partial, toolVersion, onProgress, redundant };
}
