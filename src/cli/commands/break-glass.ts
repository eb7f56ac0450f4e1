import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nearestWord } from '../../configuration/nearest-word.ts';
import { reasonOf, SekishoError } from '../../errors.ts';
import { breakGlassFolder } from '../../evidence/break-glass/read-break-glass.ts';
import {
  type BreakGlassRecord,
  breakGlassId,
  digestOfRecord,
  recordStatement,
  statementOfRecord,
  statementOfReview,
} from '../../evidence/break-glass/record.ts';
import { addSignature, openEnvelope, signEnvelope } from '../../evidence/dsse.ts';
import { parsePublicKey } from '../../evidence/keys.ts';
import { findSigner } from '../../evidence/signers/find-signer.ts';
import type { Signer } from '../../evidence/signers/signer.ts';
import { findProjectRoot } from '../../gate/project-root.ts';
import { type Law, readLaw } from '../../gate/terraform/judge-turn.ts';
import type { ExitCode } from '../../verdict/report.ts';
import { evidenceWords } from '../evidence-words.ts';
import type { CommonOptions } from '../options.ts';
import { runCommand } from '../run-command.ts';
import { signingKeyNamed } from '../signing-key-named.ts';

export interface OpenQuestion {
  readonly id: string;
  readonly stack: string;
  readonly person: string;
  readonly approver: string;
  readonly reason: string;
  readonly hours: string | null;
  readonly change: string | null;
  readonly key: string | null;
}

/** `sekisho break-glass open`: writes the record, signed by who applies. It lets nothing through yet. */
export async function openCommand(asked: OpenQuestion, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async () => {
    const law = readLaw(findProjectRoot(), process.env, new Date());
    const file = fileOf(law, asked.id);
    if (existsSync(file)) throw wrong('--id', asked.id, 'a name that no record has', 'choose another name');
    const record = recordOf(asked, law);
    const signer = await signerOf(asked.key, asked.person, law);
    write(file, await signEnvelope(statementOfRecord(record), signer));
    return { text: `${evidenceWords[options.language].opened(shown(file), record.approver)}\n`, exitCode: 0 };
  });
}

/** `sekisho break-glass approve`: adds the signature of the approver whom the record names. */
export async function approveCommand(id: string, key: string | null, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async () => {
    const law = readLaw(findProjectRoot(), process.env, new Date());
    const file = fileOf(law, id);
    const text = read(file);
    const { approver } = recordIn(text, file, law);
    const signer = await signerOf(key, approver, law);
    write(file, await addSignature(text, file, signer));
    return { text: `${evidenceWords[options.language].approved(shown(file))}\n`, exitCode: 0 };
  });
}

export interface ReviewQuestion {
  readonly id: string;
  readonly reviewer: string;
  readonly outcome: string;
  readonly key: string | null;
}

/** `sekisho break-glass review`: signs that somebody else than the person has looked at what was done. */
export async function reviewCommand(asked: ReviewQuestion, options: CommonOptions): Promise<ExitCode> {
  return await runCommand(options, async () => {
    const law = readLaw(findProjectRoot(), process.env, new Date());
    const record = recordIn(read(fileOf(law, asked.id)), fileOf(law, asked.id), law);
    if (isSame(asked.reviewer, record.person)) {
      throw wrong('--reviewer', asked.reviewer, `somebody else than ${record.person}`, 'have another person look');
    }
    const signer = await signerOf(asked.key, asked.reviewer, law);
    const statement = statementOfReview({
      schema: 'sekisho.break-glass-review/v1',
      id: asked.id,
      record: digestOfRecord(record),
      reviewer: asked.reviewer,
      outcome: asked.outcome,
      reviewed: law.now.toISOString(),
    });
    const file = fileOf(law, `${asked.id}.review`);
    write(file, await signEnvelope(statement, signer));
    return { text: `${evidenceWords[options.language].reviewed(shown(file))}\n`, exitCode: 0 };
  });
}

function recordOf(asked: OpenQuestion, { now, configuration }: Law): BreakGlassRecord {
  const { maximumHours } = configuration.evidence.breakGlass;
  const hours = asked.hours === null ? maximumHours : Number(asked.hours);
  if (!(hours > 0 && hours <= maximumHours)) {
    throw wrong('--hours', asked.hours ?? '', `more than 0, at most ${String(maximumHours)}`, 'ask for less time');
  }
  if (isSame(asked.person, asked.approver)) {
    throw wrong('--approver', asked.approver, `somebody else than ${asked.person}`, 'name a second person');
  }
  if (asked.change !== null && !/^[0-9a-f]{64}$/u.test(asked.change)) {
    throw wrong('--change', asked.change, '64 hexadecimal digits', 'copy it from the chain of decisions');
  }
  return {
    schema: 'sekisho.break-glass/v1',
    id: asked.id,
    stack: asked.stack,
    person: asked.person,
    approver: asked.approver,
    reason: asked.reason,
    opened: now.toISOString(),
    expires: new Date(now.getTime() + hours * 3_600_000).toISOString(),
    change: asked.change,
  };
}

/** The signer, when its key is that of the person by the configuration. */
async function signerOf(key: string | null, person: string, { configuration }: Law): Promise<Signer> {
  const { keys } = configuration.evidence.breakGlass;
  const known = keys.find(({ name }) => isSame(name, person));
  if (known === undefined) {
    const names = keys.map(({ name }) => name);
    const nearest = nearestWord(person, names);
    const fix = nearest === null ? 'add the key to sekisho.yaml beforehand, by review' : `did you mean ${nearest}?`;
    throw wrong('the person', person, `one of evidence.break_glass.keys: ${names.join(', ') || 'there is none'}`, fix);
  }
  const signer = await findSigner(signingKeyNamed(key), process.cwd(), process.env);
  if (parsePublicKey(known.publicKey, known.name).id === signer.id) return signer;
  throw wrong('--key', signer.id.slice(0, 16), `the key of ${known.name}`, 'each person signs with an own key');
}

function recordIn(text: string, file: string, { configuration }: Law): BreakGlassRecord {
  const keys = configuration.evidence.breakGlass.keys.map(({ name, publicKey }) => parsePublicKey(publicKey, name));
  const parsed = recordStatement.safeParse(openEnvelope(text, file, keys).payload);
  if (parsed.success) return parsed.data.predicate;
  throw wrong('the record', file, 'what `sekisho break-glass open` wrote', 'open it again');
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function fileOf({ projectRoot }: Law, id: string): string {
  const plain = id.replace(/\.review$/u, '');
  if (!breakGlassId.test(plain)) {
    throw wrong('the id', id, '3 to 64 lower-case letters, digits and hyphens', 'write e.g. 2026-11-24-dns');
  }
  return join(projectRoot, breakGlassFolder, `${id}.json`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw wrong('the record', reasonOf(error), 'a record that `sekisho break-glass open` wrote', 'correct the id');
  }
}

/** Replaced as a whole: half a record would be one that nobody believes. */
function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

function shown(file: string): string {
  return relative(process.cwd(), file);
}

function wrong(what: string, got: string, expected: string, fix: string): SekishoError {
  return new SekishoError({ code: 'BREAK_GLASS_INVALID', what: `${what} is not accepted`, got, expected, fix });
}
