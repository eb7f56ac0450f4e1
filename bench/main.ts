/**
 * `npm run bench`: what the checkpoint costs, as ratios of processes that ran in turn on the same machine. It reports; a missed target is no failure. Exit
 * code 1 only when it can't run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../scripts/checks/run-command.ts';
import type { BenchContext } from './bench-context.ts';
import type { Line, LineGroup } from './line.ts';
import { checkLines } from './lines/check-lines.ts';
import { egressLines } from './lines/egress-lines.ts';
import { engineLines } from './lines/engine-lines.ts';
import { peerLines } from './lines/peer-lines.ts';
import { policyLines, sizeLines } from './lines/product-lines.ts';
import { standInLines } from './lines/stand-in-lines.ts';
import { synthLines } from './lines/synth-lines.ts';
import { readOptions } from './options.ts';
import { buildPackageCopy } from './package-copy.ts';
import { findPeers, type Peer, type PeerName } from './peers.ts';
import { renderTable } from './table.ts';
import { Workspace } from './workspace.ts';

const workspace = new Workspace();
try {
  await bench(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  console.error(`bench could not run: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  workspace.remove();
}

async function bench(parameters: readonly string[]): Promise<void> {
  const peers = findPeers();
  const packageFolder = workspace.folder('package');
  const context = { workspace, packageFolder, projectRoot };
  const ids = groupsOf({ ...context, options: readOptions([], []) }, peers).flatMap((group) => group.ids);
  const options = readOptions(parameters, ids);
  process.stderr.write('building the package\n');
  await buildPackageCopy(projectRoot, packageFolder);
  const { only } = options;
  const lines = groupsOf({ ...context, options }, peers).flatMap((group) => measureGroup(group, only));
  const asked = lines.filter((line) => only === null || only.has(line.id));
  const versions = versionsOf(peers);
  console.log(renderTable(asked));
  console.log(
    `\n${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  );
  if (options.jsonFile !== null)
    writeFileSync(options.jsonFile, `${JSON.stringify({ versions, lines: asked }, null, 2)}\n`);
}

function groupsOf(context: BenchContext, peers: ReadonlyMap<PeerName, Peer>): readonly LineGroup[] {
  return [
    checkLines(context),
    engineLines(context),
    egressLines(context),
    peerLines(context, peers),
    synthLines(context),
    standInLines(context),
    policyLines(context),
    sizeLines(context),
  ];
}

function measureGroup(group: LineGroup, only: ReadonlySet<string> | null): readonly Line[] {
  if (only !== null && !group.ids.some((id) => only.has(id))) return [];
  process.stderr.write(`measuring ${group.ids.join(', ')}\n`);
  return group.measure();
}

function versionsOf(peers: ReadonlyMap<PeerName, Peer>): Readonly<Record<string, string>> {
  const versions: Record<string, string> = { node: process.versions.node, sekisho: versionOf(null) };
  for (const name of ['cdktf', '@open-policy-agent/opa-wasm', 'tsx']) versions[name] = versionOf(name);
  for (const [name, peer] of peers) versions[name] = 'missing' in peer ? 'missing' : peer.version;
  return versions;
}

function versionOf(packageName: string | null): string {
  const folder = packageName === null ? projectRoot : join(projectRoot, 'node_modules', packageName);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    .version;
}
