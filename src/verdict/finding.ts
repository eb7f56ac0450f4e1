import type { Override, Resource, SourceLocation } from '../estate/estate.ts';
import type { Control, LocalText, Requirement, Severity } from '../policy/catalog.ts';
import type { PathStep } from '../proofs/exit.ts';
import { fingerprint, normaliseAttribute } from './fingerprint.ts';
import type { Finding, FindingStatus } from './report.ts';

/** What a finding is about: a resource, or a place in the configuration. */
export interface Subject {
  readonly stack: string;
  readonly address: string;
  readonly zone: string | null;
  readonly location: SourceLocation | null;
  readonly createdBy: SourceLocation | null;
  readonly overrides?: readonly Override[] | undefined;
}

export interface FindingParts {
  readonly control: Control;
  readonly status: FindingStatus;
  readonly subject: Subject;
  readonly message: LocalText;
  readonly attribute?: string | null;
  readonly element?: string | null;
  /** When it differs from the control's. */
  readonly severity?: Severity;
  /** When it differs from the control's. */
  readonly remediation?: LocalText;
  /** False for what is said but must not stop anybody, whatever its severity. */
  readonly mayBlock?: boolean;
  readonly exit?: string | undefined;
  readonly path?: readonly PathStep[] | undefined;
}

/** What every finding needs to know of the run. */
export interface FindingContext {
  readonly blockingSeverities: readonly Severity[];
  readonly requirements: ReadonlyMap<string, Requirement>;
}

/** Makes a finding. An error always blocks: what could not be evaluated is not known to be harmless. */
export function makeFinding(parts: FindingParts, context: FindingContext): Finding {
  const { control, subject } = parts;
  const severity = parts.severity ?? control.severity;
  const identity = {
    control: control.id,
    stack: subject.stack,
    address: subject.address,
    attribute: normaliseAttribute(parts.attribute ?? null),
    element: parts.element ?? null,
  };
  return {
    fingerprint: fingerprint(identity),
    control: control.id,
    status: parts.status,
    severity,
    blocking: parts.status === 'error' || (parts.mayBlock !== false && context.blockingSeverities.includes(severity)),
    address: subject.address,
    stack: subject.stack,
    zone: subject.zone,
    attribute: identity.attribute,
    element: identity.element,
    location: overrideAt(subject, identity.attribute) ?? subject.location,
    createdBy: subject.createdBy,
    message: parts.message,
    remediation: parts.remediation ?? control.remediation,
    requirements: control.requirements,
    articles: articlesOf(control, context.requirements),
    ...(parts.exit === undefined ? {} : { exit: parts.exit }),
    ...(parts.path === undefined ? {} : { path: parts.path }),
  };
}

/** The line of the last override that reaches the attribute: there stands what the finding is about, not where the construct was asked for. */
function overrideAt({ overrides }: Subject, attribute: string | null): SourceLocation | null {
  if (overrides === undefined || attribute === null) return null;
  const wanted = steps(attribute);
  const reaching = overrides.filter(({ path }) =>
    steps(path).every((step, at) => wanted[at] === undefined || wanted[at] === step),
  );
  return reaching.at(-1)?.location ?? null;
}

/** A single block counts as element 0 in a finding, and an override may name it without. */
function steps(path: string): readonly string[] {
  return path.split('.').filter((step) => step !== '' && step !== '0');
}

/** A resource as the subject of a finding. */
export function subjectOf(resource: Resource, zone: string | null): Subject {
  const { stack, address, location, createdBy, overrides } = resource;
  return { stack, address, zone, location, createdBy, overrides };
}

/** Every article that the control's requirements cite, each with its basis, so that no derived duty is shown as law. */
function articlesOf(control: Control, requirements: ReadonlyMap<string, Requirement>): readonly string[] {
  const cited = control.requirements.flatMap((id) => {
    const requirement = requirements.get(id);
    return requirement?.articles.map((article) => `${article} [${requirement.basis}]`) ?? [];
  });
  return [...new Set(cited)];
}
