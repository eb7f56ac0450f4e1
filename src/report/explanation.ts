import { distance } from 'fastest-levenshtein';
import { SekishoError } from '../errors.ts';
import type { Catalog, Control, Requirement } from '../policy/catalog.ts';
import type { FindingDocument } from './document.ts';

/** What an id that somebody asked about stands for, with everything that belongs to it. */
export type Explanation =
  | { readonly kind: 'control'; readonly control: Control; readonly requirements: readonly Requirement[] }
  | { readonly kind: 'requirement'; readonly requirement: Requirement; readonly controls: readonly Control[] }
  | {
      readonly kind: 'article';
      readonly article: string;
      readonly requirements: readonly Requirement[];
      readonly controls: readonly Control[];
    }
  | {
      readonly kind: 'exit';
      readonly exit: string;
      readonly controls: readonly Control[];
      readonly requirements: readonly Requirement[];
    }
  | {
      readonly kind: 'finding';
      /** All that have the fingerprint: one place can be wrong in two ways. */
      readonly findings: readonly FindingDocument[];
      readonly control: Control | null;
      readonly requirements: readonly Requirement[];
    };

/** True for 8 to 64 hex digits: a fingerprint or the beginning of one, which only a report can explain. */
export function isFingerprint(id: string): boolean {
  return /^[0-9a-f]{8,64}$/iu.test(id);
}

/** The finding whose fingerprint begins with `id`. Throws FINGERPRINT_UNKNOWN, FINGERPRINT_AMBIGUOUS. */
export function explainFinding(id: string, findings: readonly FindingDocument[], catalog: Catalog): Explanation {
  const found = findings.filter((finding) => finding.fingerprint.startsWith(id.toLowerCase()));
  const [first] = found;
  if (first === undefined) throw unknownFingerprint(id, findings.length);
  const prints = [...new Set(found.map((finding) => finding.fingerprint))];
  if (prints.length > 1) throw ambiguous(id, prints);
  const control = catalog.controls.find((one) => one.id === first.control) ?? null;
  return { kind: 'finding', findings: found, control, requirements: requirementsOf(first.requirements, catalog) };
}

/**
 * A control, a requirement, an exit, or an article or the beginning of one (`Act 77/2016 Art.18`). `exits` are those that the proof names, whether a control is
 * bound to them yet or not. Throws ID_UNKNOWN with the nearest ids.
 */
export function explainId(id: string, catalog: Catalog, exits: ReadonlySet<string>): Explanation {
  const asked = normalise(id);
  const control = catalog.controls.find((one) => normalise(one.id) === asked);
  if (control !== undefined) {
    return { kind: 'control', control, requirements: requirementsOf(control.requirements, catalog) };
  }
  const requirement = catalog.requirements.find((one) => normalise(one.id) === asked);
  if (requirement !== undefined)
    return { kind: 'requirement', requirement, controls: servants([requirement], catalog) };
  return explainExit(id, catalog, exits) ?? explainArticle(id, catalog) ?? fail(id, catalog);
}

function explainExit(id: string, catalog: Catalog, exits: ReadonlySet<string>): Explanation | null {
  const exit = id.toUpperCase();
  const controls = catalog.controls.filter((control) => control.exits.includes(exit));
  if (controls.length === 0 && !exits.has(exit)) return null;
  const ids = [...new Set(controls.flatMap((control) => control.requirements))];
  return { kind: 'exit', exit, controls, requirements: requirementsOf(ids, catalog) };
}

function explainArticle(id: string, catalog: Catalog): Explanation | null {
  const fragment = normalise(id);
  if (fragment.length < 3) return null;
  const requirements = catalog.requirements.filter(({ articles }) => articles.some((text) => cites(text, fragment)));
  if (requirements.length === 0) return null;
  return { kind: 'article', article: id, requirements, controls: servants(requirements, catalog) };
}

/** True when the article holds the fragment as whole words and numbers: `art.1` is not in `Art.18`. */
function cites(article: string, fragment: string): boolean {
  const text = normalise(article);
  for (let at = text.indexOf(fragment); at >= 0; at = text.indexOf(fragment, at + 1)) {
    const around = [text[at - 1] ?? ' ', text[at + fragment.length] ?? ' '];
    if (around.every((neighbour) => !/[\p{L}\p{N}]/u.test(neighbour))) return true;
  }
  return false;
}

function servants(requirements: readonly Requirement[], catalog: Catalog): readonly Control[] {
  const ids = new Set(requirements.map((requirement) => requirement.id));
  return catalog.controls.filter((control) => control.requirements.some((id) => ids.has(id)));
}

function requirementsOf(ids: readonly string[], catalog: Catalog): readonly Requirement[] {
  return catalog.requirements.filter((requirement) => ids.includes(requirement.id));
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\barticle\s*/gu, 'art.')
    .replace(/\bart\.\s+/gu, 'art.')
    .replace(/\s+/gu, ' ')
    .trim();
}

function fail(id: string, catalog: Catalog): never {
  const nearest = nearestIds(id, catalog);
  throw new SekishoError({
    code: 'ID_UNKNOWN',
    what: `nothing is known by \`${id}\``,
    expected:
      "a control (`storage.public_access`), a requirement (`RSL-PROV-01`), an article (`Act 77/2016 Art.18`), an exit (`E2`) or at least 8 digits of a finding's fingerprint",
    fix:
      nearest.length === 0
        ? '`sekisho controls` lists every control with its requirements'
        : `did you mean ${nearest.map((near) => `\`${near}\``).join(', ')}?`,
  });
}

/** At most three ids that look like what was asked: those that contain it, then those that differ least. */
function nearestIds(id: string, catalog: Catalog): readonly string[] {
  const asked = id.toLowerCase();
  const known = [
    ...catalog.controls.map((control) => control.id),
    ...catalog.requirements.flatMap((requirement) => [requirement.id, ...requirement.articles]),
    ...catalog.controls.flatMap((control) => control.exits),
  ];
  return [...new Set(known)]
    .map((candidate) => {
      const text = candidate.toLowerCase();
      const away = asked.length >= 3 && text.includes(asked) ? 0 : distance(asked, text);
      return { candidate, away, limit: Math.max(asked.length, text.length) / 2 };
    })
    .filter(({ away, limit }) => away <= limit)
    .sort((one, other) => one.away - other.away || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function unknownFingerprint(id: string, count: number): SekishoError {
  return new SekishoError({
    code: 'FINGERPRINT_UNKNOWN',
    what: `no finding has the fingerprint \`${id}\``,
    got: `${count} findings, none of which begins with it`,
    expected: 'a fingerprint, or its first 8 digits or more, of the same input',
    fix: 'give the sources that the finding came from (`sekisho explain ID plan.json`) or the report that has it (`--report report.json`); a finding that is mended is gone',
  });
}

function ambiguous(id: string, prints: readonly string[]): SekishoError {
  return new SekishoError({
    code: 'FINGERPRINT_AMBIGUOUS',
    what: `${prints.length} findings begin with \`${id}\``,
    got: prints
      .slice(0, 5)
      .map((print) => print.slice(0, 20))
      .join(', '),
    expected: 'enough digits to tell them apart',
    fix: 'give more digits of the fingerprint',
  });
}
