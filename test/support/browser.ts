import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** Path of a browser that is installed here (`PUPPETEER_EXECUTABLE_PATH`, else on PATH); null when there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const given = environment['PUPPETEER_EXECUTABLE_PATH'];
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...(given === undefined ? [] : [given]), ...folders.flatMap((f) => names.map((n) => join(f, n)))];
  return candidates.find(isExecutable) ?? null;
}

/** A browser without a window. Without a sandbox, since CI runs in containers; it opens only what the tests wrote. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  return await launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
