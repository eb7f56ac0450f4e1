import { posix } from 'node:path';
import type { Catalog } from '../policy/catalog.ts';
import type { FindingDocument, ReportDocument } from './document.ts';

/** A file of the repository, as a path from its root, and a line in it. */
export interface RepositoryPlace {
  readonly file: string;
  readonly line: number;
  /** False when the finding has no line of its own, so that the file is only where its stack was read from. */
  readonly exact: boolean;
}

/** Where what belongs to no file of the input is decided: zones, attestations, waivers. */
const configurationFile = 'sekisho.yaml';

/**
 * Where a finding can be shown: its line in the stacks, else the line in the constructs, else the file that its stack was read from. There
 * always is one, because code scanning refuses a whole file for one result without a place.
 */
export function repositoryPlace(
  finding: FindingDocument,
  report: ReportDocument,
  catalog: Catalog | null,
): RepositoryPlace {
  for (const location of [finding.location, finding.createdBy]) {
    const file = location === null ? null : repositoryPath(location.file);
    if (location !== null && file !== null) return { file, line: lineNumber(location.line), exact: true };
  }
  const sources = finding.stack === '(policy)' ? policySources(finding, catalog) : [];
  const inputs = finding.stack.startsWith('(') ? [] : inputsOf(finding.stack, report);
  const file = [...sources, ...inputs].map(repositoryPath).find((path) => path !== null);
  return { file: file ?? configurationFile, line: 1, exact: false };
}

/** A path below the repository's root in its plain form, or null: an absolute path, or one that leads out, is no place in the repository. */
export function repositoryPath(file: string): string | null {
  const slashed = file.replace(/\\/gu, '/');
  if (slashed === '' || slashed.startsWith('/') || /^[a-z][a-z0-9+.-]*:/iu.test(slashed)) return null;
  const path = posix.normalize(slashed);
  return path === '.' || path === '..' || path.startsWith('../') || path.endsWith('/') ? null : path;
}

/** The path as a relative reference of RFC 3986. */
export function relativeUri(path: string): string {
  // A colon in the first segment would read as a scheme; encodeURIComponent takes it away.
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}

function policySources({ control }: FindingDocument, catalog: Catalog | null): readonly string[] {
  return (catalog?.controls ?? []).filter(({ id }) => id === control).map(({ source }) => source);
}

/** The files of the stack first, its configuration before its plan; then the other files of the run. */
function inputsOf(stack: string, report: ReportDocument): readonly string[] {
  const isOfStack = (path: string): boolean => `/${path.replace(/\\/gu, '/')}/`.includes(`/${stack}/`);
  const rank = (input: ReportDocument['inputs'][number]): number =>
    (isOfStack(input.path) ? 0 : 2) + (input.kind === 'plan' ? 1 : 0);
  return [...report.inputs].sort((one, other) => rank(one) - rank(other)).map(({ path }) => path);
}

/** A line as every format wants it: a whole number from 1, whatever the source said. */
export function lineNumber(line: number): number {
  const whole = Math.trunc(line);
  return Number.isSafeInteger(whole) && whole >= 1 ? whole : 1;
}
