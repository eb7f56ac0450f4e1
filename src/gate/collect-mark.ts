import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { collectMarkName } from '../sources/manifest.ts';
import { isJsonObject } from '../sources/recognise.ts';
import { noticeOnce } from './cdktf-internals.ts';

/** Set by `sekisho check` for the app that it runs; its value is the nonce in the folder's mark. */
export const collectVariable = 'SEKISHO_COLLECT';

/**
 * The folder in which the app's output is collected for somebody else to judge, or null. Only a folder whose mark names the very nonce of the environment
 * counts: the variable alone changes nothing, and says so on stderr. The mark stays, so that whoever finds the folder later refuses it as not judged.
 */
export function findCollectFolder(environment: Readonly<NodeJS.ProcessEnv> = process.env): string | null {
  const nonce = environment[collectVariable];
  if (nonce === undefined) return null;
  const outdir = environment['CDKTF_OUTDIR'];
  if (outdir !== undefined && nonce !== '' && readNonce(outdir) === nonce) return resolve(outdir);
  noticeOnce(
    `sekisho: ${collectVariable} is set without the folder that \`sekisho check\` makes for it: ignored, the app is judged here`,
  );
  return null;
}

function readNonce(directory: string): string | null {
  const path = join(directory, collectMarkName);
  if (!existsSync(path)) return null;
  try {
    const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const nonce = isJsonObject(document) ? document['nonce'] : undefined;
    return typeof nonce === 'string' ? nonce : null;
  } catch {
    return null;
  }
}
