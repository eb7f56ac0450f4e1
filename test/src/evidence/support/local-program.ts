import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A port of this machine that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

export interface LocalAws {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts moto's server, a local AWS; null where it is not installed (`pip install 'moto[server]'`). */
export async function startAws(): Promise<LocalAws | null> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const failed = once(child, 'error').then(() => true);
  const url = `http://127.0.0.1:${String(port)}`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const isMissing = await Promise.race([failed, delay(100, false)]);
    if (isMissing) return null;
    if (await answers(url)) return { url, stop: () => stop(child) };
  }
  await stop(child);
  throw new Error('moto_server does not answer');
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/`)).status < 500;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'close');
}
