import { SekishoError } from '../../errors.ts';
import type { Evidence } from '../../evidence/statement.ts';
import { parseJson } from '../../sources/parse-json.ts';
import { isJsonObject } from '../../sources/recognise.ts';
import { captureTerraform, type Terraform } from './run-terraform.ts';

const stateLimit = 256 * 1024 * 1024;

export interface StateOf {
  readonly state: Evidence['state'];
  readonly resources: number;
}

/** Which state a folder has now, as `state pull` gives it; it stays in memory, since it holds secrets. Throws a SekishoError when it can't be read. */
export async function stateOf(terraform: Terraform, globals: readonly string[] = []): Promise<StateOf> {
  const pulled = await captureTerraform(terraform, [...globals, 'state', 'pull'], { limit: stateLimit });
  if (pulled.exitCode !== 0) throw unreadable(pulled.stderr.trim());
  if (pulled.stdout.toString('utf8').trim() === '') return { state: null, resources: 0 };
  const document = parseJson({ path: 'state', bytes: pulled.stdout, sha256: '' });
  const { lineage, serial, resources } = isJsonObject(document) ? document : {};
  if (typeof lineage !== 'string' || typeof serial !== 'number')
    throw unreadable('a document without lineage and serial');
  const listed: readonly unknown[] = Array.isArray(resources) ? resources : [];
  return { state: { lineage, serial }, resources: listed.length };
}

function unreadable(got: string): SekishoError {
  return new SekishoError({
    code: 'STATE_UNREADABLE',
    what: 'the state can not be read, so nobody can say what the plan was made from',
    got,
    expected: 'a state as `terraform state pull` gives it',
    fix: 'run `terraform state pull` in the folder of the stack to see why',
  });
}
