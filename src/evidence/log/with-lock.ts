import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';

const patienceMilliseconds = 15_000;
const pauseMilliseconds = 25;
/** Between making a lock and writing its holder into it lie microseconds; who needs longer was killed. */
const namelessMilliseconds = 5_000;

/** Does the work while no other process does any under the same lock. The lock of a process of this machine that has ended is taken over. Throws when it stays taken. */
export async function withLock<Result>(path: string, work: () => Result): Promise<Result> {
  const own = `${hostname()} ${String(process.pid)} ${randomBytes(8).toString('hex')}`;
  const start = Date.now();
  while (!isTaken(path, own)) {
    const seen = holder(path);
    if (isAbandoned(path, seen)) takeAway(path, seen);
    else if (Date.now() - start > patienceMilliseconds) throw new Error(`${path} is held by ${seen}`);
    else await new Promise((done) => setTimeout(done, pauseMilliseconds));
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

function isTaken(path: string, own: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, own);
    return true;
  } catch (error) {
    // A lock that a full disk left without its holder would be nobody's for ever.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function isAbandoned(path: string, seen: string): boolean {
  if (seen === '')
    return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > namelessMilliseconds;
  const [host, pid] = seen.split(' ');
  if (host !== hostname() || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Renamed first: of two that find it abandoned, one takes it away; a new one that came in between is put back. */
function takeAway(path: string, seen: string): void {
  const away = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, away);
    if (holder(away) === seen) rmSync(away, { force: true });
    else renameSync(away, path);
  } catch {
    // Somebody else was faster.
  }
}

function holder(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
