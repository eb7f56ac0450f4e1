import type { Resource } from '../../estate/estate.ts';
import type { LocalText } from '../../policy/catalog.ts';
import type { ExitFacts, ExitFinding, Scalar } from '../exit.ts';

/** Collects what one exit's question finds. */
export class FactCollector {
  private readonly examined = new Set<string>();
  private readonly openFindings: ExitFinding[] = [];
  private readonly unknownFindings: ExitFinding[] = [];

  examine(resource: Resource): void {
    this.examined.add(resource.id);
  }

  /** The way out stands open at this resource. */
  open(resource: Resource, finding: FindingParts): void {
    this.openFindings.push(findingOf(resource, finding));
  }

  /** Whether it is open can't be seen here. */
  unknown(resource: Resource, finding: FindingParts): void {
    this.unknownFindings.push(findingOf(resource, finding));
  }

  facts(): ExitFacts {
    return { examined: [...this.examined].sort(), open: this.openFindings, unknown: this.unknownFindings };
  }
}

export interface FindingParts {
  readonly key: string;
  readonly attribute?: string;
  readonly element?: string;
  readonly args?: Readonly<Record<string, Scalar>>;
  /** What follows after the resource on the way out. */
  readonly then?: LocalText;
}

function findingOf(resource: Resource, parts: FindingParts): ExitFinding {
  return {
    resource: resource.id,
    key: parts.key,
    attribute: parts.attribute ?? null,
    ...(parts.element === undefined ? {} : { element: parts.element }),
    args: parts.args ?? {},
    path: [
      { address: resource.address, why: plain(parts.attribute ?? resource.type) },
      ...(parts.then === undefined ? [] : [{ address: 'internet', why: parts.then }]),
    ],
  };
}

/** An attribute or a type: the same in every language. */
function plain(name: string): LocalText {
  return { en: name, ja: name };
}
