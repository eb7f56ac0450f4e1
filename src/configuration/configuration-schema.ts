import { isIP } from 'node:net';
import { z } from 'zod';
import { severities } from '../policy/catalog.ts';
import { builtInConfiguration } from './built-in-configuration.ts';
import { dataClasses } from './configuration.ts';
import { evidenceSchema } from './evidence-schema.ts';

/** The shape of `sekisho.yaml`. Every `error` text says what is expected; `explain-issue.ts` makes the rest of the message. */

const text = z.string().regex(/\S/u, { error: 'a text that is not empty' });
const day = z.iso.date({ error: 'a day of the calendar, YYYY-MM-DD' });
const glob = z.string().regex(/^[^!\s]\S*$/u, { error: 'a glob without spaces that does not start with `!`' });
// A glob of a whole provider would allow what nobody has thought of.
const typeGlob = z.string().regex(/^[a-z0-9]+_[a-z0-9][a-z0-9_*?{},]*$/u, {
  error: 'a Terraform type, or a glob below a provider: google_kms_*',
});
const place = z.string().regex(/^[a-z0-9][a-z0-9-]*$/u, { error: 'a region in lower case, e.g. asia-northeast1' });
const member = z.string().regex(/^(?!domain:|deleted:)[A-Za-z][A-Za-z0-9+-]*:\S+$/u, {
  error: 'an IAM member that names somebody: user:…, group:…, serviceAccount:… or an ARN',
});
const network = z.string().refine(isNarrowNetwork, { error: 'a network in CIDR notation, not the whole internet' });

/** True for `203.0.113.16/28` and `2001:db8::/48`; false for /0, which is everywhere. */
function isNarrowNetwork(written: string): boolean {
  const match = /^([^/]+)\/(\d{1,3})$/u.exec(written);
  const [, address = '', length = ''] = match ?? [];
  const version = isIP(address);
  return version !== 0 && Number(length) > 0 && Number(length) <= (version === 4 ? 32 : 128);
}

const select = z
  .strictObject({
    projects: z.array(glob).optional().describe('Globs of Google Cloud project ids.'),
    accounts: z.array(glob).optional().describe('Globs of AWS account numbers, in quotes.'),
    folders: z.array(glob).optional().describe('Globs of Google Cloud folder numbers.'),
    stacks: z.array(glob).optional().describe('Globs of stack names.'),
  })
  .describe('What lies in the zone: whatever any of these globs matches. At least one glob is needed.');

const zone = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/u, { error: 'a name of lower-case letters, digits and hyphens' })
    .describe('The name that findings and `sekisho egress` use.'),
  data_class: z.enum(dataClasses).describe('What kind of data the zone holds; it decides which controls apply.'),
  select,
  allowed_places: z
    .array(place)
    .min(1, { error: 'at least one region' })
    .describe('Regions where data may be, in lower case: asia-northeast1, ap-northeast-1.'),
  allowed_resource_types: z
    .array(typeGlob)
    .min(1, { error: 'at least one type' })
    .optional()
    .describe(
      'Globs of the Terraform types that may exist in the zone. Without it, the closed list of the data class holds.',
    ),
  handlers: z
    .array(member)
    .optional()
    .describe('IAM members that may handle the data of the zone or, in a ttc zone, operate satellites.'),
  room_networks: z.array(network).optional().describe('Networks of the security room, in CIDR notation.'),
});

const { bookRetentionDays, waiverDays } = builtInConfiguration.thresholds;
const waiverLife = z.int().min(1, { error: 'at least 1 day' }).max(366, { error: 'at most 366 days' }).optional();

const thresholds = z.strictObject({
  book_retention_days: z
    .int()
    .min(1826, { error: 'at least 1826 days: the law asks for five years (Act 77/2016 Art.12(2))' })
    .optional()
    .describe(
      `Days that books are kept; the law asks for five years. Default ${bookRetentionDays}, which holds two leap days.`,
    ),
  waiver_days: z
    .strictObject({
      high: waiverLife.describe(`Default ${waiverDays.high}.`),
      medium: waiverLife.describe(`Default ${waiverDays.medium}.`),
      low: waiverLife.describe(`Default ${waiverDays.low}.`),
    })
    .optional()
    .describe('Longest life of a waiver in days from today, by severity. Critical controls can not be waived.'),
});

const waiver = z.strictObject({
  control: z
    .string()
    .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/u, { error: 'the id of a control, e.g. storage.public_access' })
    .describe('Id of the control, as `sekisho controls` lists it.'),
  stack: text.describe('Name of the stack, exactly.'),
  address: text.describe('Terraform address of the resource, exactly: no wildcards.'),
  attribute: text.optional().describe('Attribute path that the waiver is narrowed to.'),
  element: text.optional().describe('Member of the attribute that the waiver is narrowed to, e.g. one CIDR.'),
  article: text.describe('The article of law that the control serves, as the finding shows it.'),
  reason: text.describe('Why the law is kept although the control fails.'),
  author: text.describe('Who asks for the waiver.'),
  approver: text.describe('Who grants it: somebody else.'),
  evidence: text.describe('Where the decision can be read: a ticket, minutes, a document.'),
  expires: day.describe('Last day on which it holds, UTC.'),
});

const attestation = z.strictObject({
  requirement: text.describe('Id of the requirement in policies/requirements.'),
  statement: text.describe('What is vouched for.'),
  by: text.describe('Who vouches for it.'),
  evidence: text.describe('Where the proof can be read.'),
  attested_on: day.describe('Day of the check.'),
  valid_until: day.describe('Last day on which it holds, UTC.'),
});

export const configurationSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this format.'),
    zones: z.array(zone).describe('Sets of projects, accounts, folders or stacks with one data class each.'),
    blocking_severities: z
      .array(z.enum(severities))
      .optional()
      .describe('Severities that stop a change. Default critical, high, medium; critical can not be left out.'),
    thresholds: thresholds.optional().describe('Choices of policy, not of law.'),
    waivers: z.array(waiver).optional().describe('Findings that are set aside, each with its reason and its end.'),
    attestations: z.array(attestation).optional().describe('What people vouch for, because no machine can see it.'),
    evidence: evidenceSchema.optional(),
  })
  .describe('Configuration of Sekisho: zones, thresholds, waivers, attestations and evidence.');

export type WrittenConfiguration = z.infer<typeof configurationSchema>;
