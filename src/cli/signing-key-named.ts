import { SekishoError } from '../errors.ts';

/** What signs: as asked, else what SEKISHO_SIGNING_KEY names. Throws a SekishoError when nothing does. */
export function signingKeyNamed(asked: string | null): string {
  const named = asked ?? process.env['SEKISHO_SIGNING_KEY'] ?? '';
  if (named !== '') return named;
  throw new SekishoError({
    code: 'SIGNER_MISSING',
    what: 'nothing is named that could sign',
    expected: '`--key` or SEKISHO_SIGNING_KEY with a private key (PEM), gcpkms://… or awskms://…',
    fix: 'name the key',
  });
}
