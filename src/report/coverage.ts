import type { Catalog, LocalText, Requirement, Severity } from '../policy/catalog.ts';
import type { ControlStatus, Report } from '../verdict/report.ts';

/** A control as it judged this estate. */
export interface CoveredControl {
  readonly id: string;
  readonly title: LocalText;
  readonly severity: Severity;
  readonly status: ControlStatus;
  /** How many resources it judged. */
  readonly examined: number;
  /** Resources with findings, each once. */
  readonly findings: readonly { readonly stack: string; readonly address: string; readonly status: string }[];
}

/** Who vouches for a requirement at the clock of the report. */
export interface Vouching {
  readonly state: 'valid' | 'expired' | 'not_yet_valid' | 'missing';
  readonly by: string | null;
  readonly until: string | null;
}

export interface CoveredRequirement {
  readonly requirement: Requirement;
  /** The worst of its controls; `unserved` where no control serves it, `people` where none can. */
  readonly verdict: ControlStatus | 'unserved' | 'people';
  /** Ids of the controls that serve it. */
  readonly controls: readonly string[];
  /** Null when nothing of it is left to people. */
  readonly vouching: Vouching | null;
}

/** The matrix: article, requirement, control, resources; and what only people can vouch for. */
export interface Coverage {
  /** In the order of the catalogue; a requirement stands under each of its articles. */
  readonly articles: readonly { readonly article: string; readonly requirements: readonly string[] }[];
  readonly requirements: readonly CoveredRequirement[];
  readonly controls: readonly CoveredControl[];
  readonly report: Pick<Report, 'partial' | 'now' | 'stage' | 'summary' | 'tool'>;
}

/** From what was judged and the catalogue to the matrix. Pure. */
export function coverageOf(report: Report, catalog: Pick<Catalog, 'requirements'>): Coverage {
  const { requirements } = catalog;
  const articles = new Map<string, string[]>();
  for (const { id, articles: cited } of requirements) {
    for (const article of cited) {
      const list = articles.get(article);
      if (list === undefined) articles.set(article, [id]);
      else list.push(id);
    }
  }
  const { partial, now, stage, summary, tool } = report;
  return {
    articles: [...articles].map(([article, ids]) => ({ article, requirements: ids })),
    requirements: requirements.map((requirement) => coveredRequirement(requirement, report)),
    controls: report.controls.map(({ id, title, severity, status, examined }) => ({
      id,
      title,
      severity,
      status,
      examined,
      findings: findingsOf(id, report),
    })),
    report: { partial, now, stage, summary, tool },
  };
}

/** Worst first. What does not apply says nothing of the others. */
const worstFirst: readonly ControlStatus[] = ['error', 'fail', 'unknown', 'waived', 'pass', 'not-applicable'];

function coveredRequirement(requirement: Requirement, report: Report): CoveredRequirement {
  const serving = report.controls.filter(({ requirements }) => requirements.includes(requirement.id));
  const worst = worstFirst.find((status) => serving.some((control) => control.status === status));
  const isForPeople = requirement.stages.every((stage) => stage === 'people');
  return {
    requirement,
    verdict: worst ?? (isForPeople ? 'people' : 'unserved'),
    controls: serving.map(({ id }) => id),
    vouching: requirement.stages.includes('people') ? vouchingFor(requirement.id, report) : null,
  };
}

const bestFirst = ['valid', 'not_yet_valid', 'expired'] as const;

/** The attestation that counts, else the one that comes nearest to it; of two that are alike the later one. */
function vouchingFor(id: string, { attestations }: Report): Vouching {
  const own = attestations.filter(({ requirement }) => requirement === id);
  for (const state of bestFirst) {
    const found = own.filter((one) => one.state === state).at(-1);
    if (found !== undefined) return { state, by: found.by, until: found.validUntil };
  }
  return { state: 'missing', by: null, until: null };
}

function findingsOf(control: string, report: Report): CoveredControl['findings'] {
  const found = [...report.findings, ...report.deferred]
    .filter((finding) => finding.control === control)
    .map(({ stack, address, status }) => ({ stack, address, status }));
  return [...new Map(found.map((one) => [`${one.stack}\0${one.address}\0${one.status}`, one])).values()];
}
