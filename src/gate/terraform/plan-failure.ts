import { SekishoError } from '../../errors.ts';

/** Why a stack has no plan. */
export type PlanFailure =
  /** It needs what another stack has not applied yet: it is judged by its configuration. */
  { readonly kind: 'not-yet'; readonly reason: string } | { readonly kind: 'failed'; readonly error: SekishoError };

interface Known {
  readonly pattern: RegExp;
  readonly code: string;
  readonly what: string;
  readonly fix: string;
}

const known: readonly Known[] = [
  {
    pattern: /Error acquiring the state lock/u,
    code: 'STATE_LOCKED',
    what: 'the state is locked: another run works on it, or one was killed',
    fix: 'wait until it ends; if it was killed, look at who held the lock and run `terraform force-unlock ID` in the folder of the stack',
  },
  {
    pattern:
      /No valid credential sources? found|could not find default credentials|Attempted to load application default credentials|No credentials loaded|NoCredentialProviders|invalid_grant|Invalid provider configuration[\s\S]*credential/iu,
    code: 'CREDENTIALS_MISSING',
    what: 'the provider or backend has no credentials that work',
    fix: 'log in (`gcloud auth application-default login`, `aws sso login`), or give the job its identity, and plan again',
  },
  {
    pattern: /Failed to query available provider packages|Could not retrieve the list of available versions/u,
    code: 'PROVIDER_UNREACHABLE',
    what: 'a provider could not be fetched',
    fix: 'check the network, or name a mirror in TF_CLI_CONFIG_FILE',
  },
];

/** An output of another stack that is not in its state yet. */
const producerMissing =
  /Unable to find remote state|This object does not have an attribute named "cross-stack-output-/u;

/** Reads what terraform said when it could not plan. */
export function planFailureOf(stack: string, said: string, hasProducers: boolean): PlanFailure {
  const text = summary(said);
  if (hasProducers && producerMissing.test(text)) return { kind: 'not-yet', reason: firstLine(text) };
  const match = known.find(({ pattern }) => pattern.test(text));
  const parts = match ?? {
    code: 'PLAN_FAILED',
    what: 'terraform could not plan the stack',
    fix: 'run `terraform plan` in the folder of the stack to see all that it says',
  };
  const { code, what, fix } = parts;
  return { kind: 'failed', error: new SekishoError({ code, what, file: stack, got: text, expected: 'a plan', fix }) };
}

/** Terraform's errors without frames and colours, and no longer than a screen. */
function summary(said: string): string {
  const plain = said.replaceAll(/\u001b\[[0-9;]*m/gu, '');
  const lines = plain.split('\n').map((line) => line.replace(/^[│╷╵]\s?/u, '').trim());
  const start = lines.findIndex((line) => line.startsWith('Error:'));
  return lines
    .slice(Math.max(0, start))
    .filter((line) => line !== '')
    .slice(0, 12)
    .join(' / ');
}

function firstLine(text: string): string {
  return text.split(' / ')[0] ?? text;
}
