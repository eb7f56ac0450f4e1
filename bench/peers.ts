import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { searchOpa } from '../scripts/lib/opa.ts';
import { hasGnuTime } from './sample.ts';

export const peerNames = ['conftest', 'opa', 'checkov', 'trivy'] as const;
export type PeerName = (typeof peerNames)[number];

/** Where a peer is and which version it has, or why there is none. */
export type Peer = { readonly path: string; readonly version: string } | { readonly missing: string };

const versionParameters: Readonly<Record<PeerName, readonly string[]>> = {
  conftest: ['--version'],
  opa: ['version'],
  checkov: ['--version'],
  trivy: ['--version'],
};

/** Looks for the peers on PATH; OPA also where the policy's build finds it. */
export function findPeers(): ReadonlyMap<PeerName, Peer> {
  const canMeasure = hasGnuTime();
  return new Map(
    peerNames.map((name) => [name, canMeasure ? findPeer(name) : { missing: 'no GNU time to measure it' }]),
  );
}

function findPeer(name: PeerName): Peer {
  const path = name === 'opa' ? opaPath() : onPath(name);
  if (path === null) return { missing: `${name} is not on PATH` };
  const run = spawnSync(path, versionParameters[name], { encoding: 'utf8' });
  if (run.status !== 0) return { missing: `${name} does not run` };
  // Conftest names the version of the OPA inside it on its second line.
  const [firstLine = ''] = run.stdout.split('\n');
  return { path, version: /\d+\.\d+\.\d+/.exec(firstLine)?.[0] ?? 'unknown' };
}

function opaPath(): string | null {
  const search = searchOpa();
  return 'path' in search ? search.path : null;
}

function onPath(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file)) ?? null;
}
