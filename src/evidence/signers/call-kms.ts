import { reasonOf } from '../../errors.ts';
import { isJsonObject, type JsonObject } from '../../sources/recognise.ts';
import { kmsError } from './kms-signer.ts';

const timeoutMilliseconds = 15_000;
const attempts = 3;

export interface KmsCall {
  /** How the key was named, for messages. */
  readonly reference: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: string;
  /** Made anew for each attempt: a signature of AWS holds its time. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly fix: string;
}

/** One call with what a busy service needs: a limit of time, and two more attempts after 429, 5xx or a broken connection. */
export async function callKms(call: KmsCall): Promise<JsonObject> {
  let last = 'nothing';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await once(call);
    if (answer.document !== null) return answer.document;
    last = answer.failure;
    if (!answer.isTransient) break;
    if (attempt < attempts) await new Promise((done) => setTimeout(done, 250 * 2 ** attempt));
  }
  throw kmsError(call.reference, last, call.fix);
}

interface Answer {
  readonly document: JsonObject | null;
  readonly failure: string;
  readonly isTransient: boolean;
}

async function once({ url, method, body, headers }: KmsCall): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: headers(),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...(method === 'POST' ? { body } : {}),
    });
    const text = await response.text();
    const document = parsed(text);
    if (response.ok && document !== null) return { document, failure: '', isTransient: false };
    const isTransient = response.status === 429 || response.status >= 500;
    return { document: null, failure: `HTTP ${String(response.status)}: ${said(document)}`, isTransient };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? `: ${reasonOf(error.cause)}` : '';
    return { document: null, failure: `${reasonOf(error)}${cause}`, isTransient: true };
  }
}

function parsed(text: string): JsonObject | null {
  try {
    const document: unknown = JSON.parse(text);
    return isJsonObject(document) ? document : null;
  } catch {
    return null;
  }
}

/** The words of the service: Google has them in `error.message`, AWS in `__type` and `message`. */
function said(document: JsonObject | null): string {
  if (document === null) return 'no JSON';
  const error = isJsonObject(document['error']) ? document['error'] : document;
  const words = [error['status'], error['__type'], error['message'], error['Message']];
  return (
    words
      .filter((word) => typeof word === 'string')
      .join(': ')
      .slice(0, 500) || 'no reason given'
  );
}
