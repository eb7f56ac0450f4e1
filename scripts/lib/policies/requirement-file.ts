import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { bases, type Requirement, severities } from '../../../src/policy/catalog.ts';

export const acts = ['rsl', 'meti', 'saa', 'exp', 'uaa'] as const;

const words = z.string().trim().min(1);
const ids = z.array(words);

const requirement = z.strictObject({
  id: z.string().regex(/^(RSL|METI|SAA|EXP|UAA)(-[A-Z]+)?-\d{2}$/),
  title_en: words,
  title_ja: words,
  act: z.enum(acts),
  articles: z.array(words).min(1),
  basis: z.enum(bases),
  confidence: z.enum(['VERIFIED', 'SECONDARY', 'MEMORY']),
  severity: z.enum(severities),
  stages: z.array(z.enum(['synth', 'plan', 'people'])).min(1),
  text_en: words,
  text_ja: words,
  checks: z.array(z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_*]+)*$/)),
  maps: z.strictObject({ csf: ids, iso27001: ids, nist800171: ids, cis_gcp: ids, cis_gke: ids, cis_aws: ids }),
});

/** One file of `policies/requirements`: the requirements of one act. Its JSON Schema is `schema.json` beside the files. */
export const requirementFile = z.strictObject({
  act: z.enum(acts),
  title_en: words,
  title_ja: words,
  as_of: z.iso.date(),
  requirements: z.array(requirement).min(1),
});

/** The name of an act's file below `policies`. */
export function requirementPath(act: (typeof acts)[number]): string {
  return `requirements/${act}.yaml`;
}

/** Every requirement, sorted by id; throws when a file does not conform or an id occurs twice. */
export function readRequirements(policies: string): readonly Requirement[] {
  const all = acts.flatMap((act) => readAct(policies, act));
  const ids = all.map(({ id }) => id);
  const again = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (again.length > 0) throw new Error(`policies/requirements: expected unique ids, got ${again.join(', ')} again`);
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readAct(policies: string, act: (typeof acts)[number]): readonly Requirement[] {
  const path = requirementPath(act);
  const parsed = requirementFile.safeParse(parse(readFileSync(join(policies, path), 'utf8')));
  if (!parsed.success) throw new Error(`policies/${path}: ${z.prettifyError(parsed.error)}`);
  const foreign = parsed.data.requirements.filter((one) => one.act !== act).map(({ id }) => id);
  if (parsed.data.act !== act || foreign.length > 0) {
    throw new Error(
      `policies/${path}: expected act ${act} everywhere, got another in ${foreign.join(', ') || 'the head'}`,
    );
  }
  return parsed.data.requirements.map((one) => ({
    id: one.id,
    act: one.act,
    title: { en: one.title_en, ja: one.title_ja },
    text: { en: one.text_en, ja: one.text_ja },
    articles: one.articles,
    basis: one.basis,
    confidence: one.confidence,
    severity: one.severity,
    stages: one.stages,
  }));
}
