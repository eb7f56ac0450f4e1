import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The only OPA that builds the policy: another version gives another module. */
export const opaVersion = '1.22.1';

const executable = process.platform === 'win32' ? 'opa.exe' : 'opa';

/** Where OPA is, or why there is none that fits. */
export type OpaSearch = { readonly path: string } | { readonly missing: string };

/** Looks for OPA in `$OPA`, on PATH and in `go env GOPATH`/bin, and takes the first of exactly {@link opaVersion}. */
export function searchOpa(): OpaSearch {
  const rejected: string[] = [];
  for (const path of candidates()) {
    const version = versionOf(path);
    if (version === opaVersion) return { path };
    rejected.push(`${path} is ${version ?? 'not an OPA that runs'}`);
  }
  const why = rejected.length === 0 ? 'none in $OPA, on PATH or in `go env GOPATH`/bin' : rejected.join('; ');
  return { missing: `OPA ${opaVersion} was not found: ${why}` };
}

/** The path of OPA, or null after printing why on stderr. */
export function findOpa(): string | null {
  const search = searchOpa();
  if ('path' in search) return search.path;
  process.stderr.write(`${search.missing}\n`);
  return null;
}

/** Builds OPA with Go where there is Go (about 80 s), then looks again. */
export function installOpa(): OpaSearch {
  const before = searchOpa();
  if ('path' in before) return before;
  if (spawnSync('go', ['version']).status !== 0) return { missing: `${before.missing}; no Go to build it with` };
  const install = spawnSync('go', ['install', `github.com/open-policy-agent/opa@v${opaVersion}`], { encoding: 'utf8' });
  if (install.status !== 0) return { missing: `${before.missing}; go install failed: ${install.stderr.trim()}` };
  return searchOpa();
}

/** The stdout of one OPA command; throws what it printed when it fails. */
export function runOpa(opa: string, args: readonly string[], directory: string): string {
  const run = spawnSync(opa, args, { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (run.status === 0) return run.stdout;
  const said = [run.error?.message, run.stdout, run.stderr]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
  throw new Error(`opa ${args[0] ?? ''} failed in ${directory}:\n${said}`);
}

function candidates(): readonly string[] {
  const named = process.env['OPA'];
  if (named !== undefined && named !== '') return [named];
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const goPath = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' });
  const byGo =
    goPath.status === 0
      ? goPath.stdout
          .trim()
          .split(delimiter)
          .map((folder) => join(folder, 'bin'))
      : [];
  const files = [...onPath, ...byGo].map((folder) => join(folder, executable)).filter((file) => existsSync(file));
  return [...new Set(files)];
}

function versionOf(path: string): string | null {
  const run = spawnSync(path, ['version'], { encoding: 'utf8' });
  return run.status === 0 ? (/^Version:\s*(\S+)/m.exec(run.stdout)?.[1] ?? null) : null;
}
