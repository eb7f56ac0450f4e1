import { resolve } from 'node:path';
import { findSigner } from '../../evidence/signers/find-signer.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { configurationVariable, readLaw } from '../../gate/terraform/judge-turn.ts';
import type { ExitCode } from '../../verdict/report.ts';
import type { CommonOptions } from '../options.ts';
import { runCommand } from '../run-command.ts';
import { signingKeyNamed } from '../signing-key-named.ts';

/** `sekisho evidence pin`: the digest of the law here. It is computed even where another is pinned, since it is what a new pin is made from. */
export async function pinCommand(config: string | null, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, () => {
    const { SEKISHO_PINNED_DIGEST: _, ...environment } = process.env;
    const named = config === null ? environment : { ...environment, [configurationVariable]: resolve(config) };
    const { digest, policy, configuration } = readLaw(findProjectRoot(), named, new Date());
    const document = { schema: 'sekisho.pin/v1', digest, policy: policy.sha256, configuration: configuration.sha256 };
    const text = options.format === 'json' ? `${JSON.stringify(document, null, 2)}\n` : `${digest}\n`;
    return Promise.resolve({ text, exitCode: 0 });
  });
}

/** `sekisho evidence public-key`: the public half of what signs. */
export async function publicKeyCommand(key: string | null, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async () => {
    const signer = await findSigner(signingKeyNamed(key), process.cwd(), process.env);
    return { text: signer.publicKey, exitCode: 0 };
  });
}
