import { envelopeInvalid, openEnvelope, signEnvelope } from './dsse.ts';
import type { Key } from './keys.ts';
import type { Signer } from './signers/signer.ts';
import { type Statement, statementSchema } from './statement.ts';

/** Signs a statement; the text of a DSSE envelope. */
export async function seal(statement: Statement, signer: Signer): Promise<string> {
  return await signEnvelope(statement, signer);
}

/**
 * The statement in an envelope that one of the keys has signed. Throws a SekishoError when none has, when a byte of it was changed, and when it says anything
 * that this version does not know: what is not understood is not believed.
 */
export function unseal(text: string, file: string, keys: readonly Key[]): Statement {
  const statement = statementSchema.safeParse(openEnvelope(text, file, keys).payload);
  if (statement.success) return statement.data;
  throw envelopeInvalid(file, `a statement of another kind: ${statement.error.issues[0]?.path.join('.') ?? ''}`);
}
