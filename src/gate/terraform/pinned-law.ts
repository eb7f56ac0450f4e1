import { readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { reasonOf, SekishoError } from '../../errors.ts';

/** Digests of the law that may judge: what the settings of the pipeline say, never a file of the repository. */
const pinVariable = 'SEKISHO_PINNED_DIGEST';
const digest = /^[0-9a-f]{64}$/u;

/**
 * True when the law is one that is pinned, false when nothing is pinned. The variable holds digests (several while a new law comes into force), or the path of
 * a file with them that lies outside of the project. Throws a SekishoError when the law is another, and when the pin can't be read: that is not "no pin".
 */
export function refuseOtherLaw(
  environment: Readonly<NodeJS.ProcessEnv>,
  law: { readonly digest: string; readonly projectRoot: string },
): boolean {
  const named = environment[pinVariable];
  if (named === undefined) return false;
  const written = words(named);
  const pinned = written.every((word) => digest.test(word)) ? written : words(readPin(named.trim(), law.projectRoot));
  const wrong = pinned.find((word) => !digest.test(word));
  if (pinned.length === 0 || wrong !== undefined)
    throw unreadable(wrong ?? 'nothing', 'digests of 64 hexadecimal digits');
  if (pinned.includes(law.digest)) return true;
  throw new SekishoError({
    code: 'LAW_NOT_PINNED',
    what: 'policy, configuration or program are not those that may judge here',
    got: law.digest,
    expected: pinned.join(', '),
    fix: `judge with the law of the base branch; a new law comes into force when whoever keeps ${pinVariable} adds its digest (\`sekisho evidence pin\`)`,
  });
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/u).filter((word) => word !== '');
}

function readPin(path: string, projectRoot: string): string {
  if (path === '') return '';
  if (!isAbsolute(path)) throw unreadable(path, 'digests, or an absolute path');
  let file: string;
  let text: string;
  try {
    file = realpathSync(path);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(reasonOf(error), 'a file that can be read');
  }
  const inside = relative(realpathSync(resolve(projectRoot)), file);
  if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) {
    throw unreadable(path, 'a file outside of the project, which a pull request can not change');
  }
  return text;
}

function unreadable(got: string, expected: string): SekishoError {
  return new SekishoError({
    code: 'PIN_UNREADABLE',
    what: `${pinVariable} names no law`,
    got,
    expected,
    fix: 'set it in the settings of the pipeline (an environment with reviewers) to what `sekisho evidence pin` prints on the base branch',
  });
}
