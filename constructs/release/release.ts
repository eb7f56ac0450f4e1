import type { AccessContextManagerServicePerimeterStatusEgressPolicies } from '@cdktf/provider-google/lib/access-context-manager-service-perimeter/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { Construct } from 'constructs';

import { refuse, requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

/** Somebody who may be given remote-sensing records: Act 77/2016 Art.18 lets them go to certified persons and to named authorities only. */
export interface CertifiedRecipient {
  readonly name: string;
  /** Number of the certificate under Art.21. */
  readonly certificate: string;
  /** Number of the recipient's project: objects can be created in it, nothing else. */
  readonly projectNumber: string;
}

/** Who agreed to it. */
interface ReleaseApproval {
  /** Where the decision is recorded, such as `RS-2026-014`. */
  readonly reference: string;
  /** Two different persons or more, as `user:` members. */
  readonly approvers: readonly string[];
}

/** What leaves, to whom, and who agreed. */
export interface ReleaseDeclaration {
  /** Class of the records that may leave: sensor and processing level. */
  readonly recordClass: string;
  readonly recipients: readonly CertifiedRecipient[];
  readonly approval: ReleaseApproval;
}

export interface ReleaseProps extends ReleaseDeclaration {
  /** Id of the isolated project. */
  readonly project: string;
  /** Number of the isolated project, a literal or a reference. */
  readonly projectNumber: string;
  /** Persons who handle the records; approvers are among them. */
  readonly handlers: readonly string[];
}

/**
 * The only way out of an isolated project: one service account, from this project, creates objects in the projects of certified
 * recipients, and can do nothing else there. A perimeter without a release has no egress rule at all.
 *
 * @example
 * new Release(stack, 'Release', {
 *   project: 'rs-isolated-prd', projectNumber: '310000000003', recordClass: 'sar-l1',
 *   handlers: ['user:handler.one@example.jp', 'user:handler.two@example.jp'],
 *   recipients: [{ name: 'Example Mapping', certificate: 'RS-C-0012', projectNumber: '510000000001' }],
 *   approval: { reference: 'RS-2026-014', approvers: ['user:handler.one@example.jp', 'user:handler.two@example.jp'] },
 * });
 */
export class Release extends Construct {
  readonly account: ServiceAccount;
  /** The rule for the perimeter that surrounds the project. */
  readonly egressPolicy: AccessContextManagerServicePerimeterStatusEgressPolicies;

  /** Throws `DeclarationError` for raw records, a recipient without certificate or project, or fewer than two approving handlers. */
  constructor(scope: Construct, id: string, props: ReleaseProps) {
    super(scope, id);
    this.#validate(props);
    const { project, projectNumber, recordClass, recipients, approval } = props;
    this.account = new ServiceAccount(this, 'Account', {
      project,
      accountId: 'release',
      displayName: `Hands ${recordClass} to certified recipients: ${approval.reference}`,
      disabled: false,
    });
    this.egressPolicy = {
      title: `Release ${recordClass}, ${approval.reference}`,
      egressFrom: {
        // Written out: the rule is judged before the account exists.
        identities: [`serviceAccount:release@${project}.iam.gserviceaccount.com`],
        sourceRestriction: 'SOURCE_RESTRICTION_ENABLED',
        sources: [{ resource: `projects/${projectNumber}` }],
      },
      egressTo: {
        resources: recipients.map((recipient) => `projects/${recipient.projectNumber}`),
        operations: [
          { serviceName: 'storage.googleapis.com', methodSelectors: [{ method: 'google.storage.objects.create' }] },
        ],
      },
    };
  }

  #validate({ recordClass, recipients, approval, handlers }: ReleaseProps): void {
    requireMatch(this, recordClass, /^(?!.*raw)[a-z][a-z0-9_-]{0,62}$/, {
      what: '`recordClass` can not be released',
      expected: 'a processed class such as sar-l1, in lower-case letters, digits, hyphens or underscores',
      fix: 'process raw records first: they never leave the isolated project',
    });
    requireSome(this, recipients, {
      what: 'the release has no recipient',
      expected: 'at least one certified recipient',
      fix: 'leave the release out to keep the project closed',
    });
    requireDistinct(
      this,
      recipients.map(({ projectNumber }) => projectNumber),
      '`recipients` names a project twice',
    );
    for (const { name, certificate, projectNumber } of recipients) {
      requireMatch(this, certificate, /^[A-Z0-9][A-Z0-9-]{3,}$/, {
        what: `recipient ${name} has no certificate`,
        expected: 'the number of a certificate in capitals, digits and hyphens',
        fix: 'ask for the certificate under Article 21 before anything is provided',
      });
      requireMatch(this, projectNumber, /^\d+$/, {
        what: `the project of recipient ${name} is not named by number`,
        expected: 'digits only',
        fix: 'use the number of the project, not its id: a wildcard would be anybody',
      });
    }
    this.#validateApproval(approval, handlers);
  }

  #validateApproval({ reference, approvers }: ReleaseApproval, handlers: readonly string[]): void {
    requireMatch(this, reference, /^[A-Z][A-Z0-9-]{3,}$/, {
      what: 'the approval has no reference',
      expected: 'where the decision is recorded, such as RS-2026-014',
      fix: 'record the decision first',
    });
    requireDistinct(this, approvers, '`approvers` names a person twice');
    const outsider = approvers.find((approver) => !handlers.includes(approver));
    if (approvers.length < 2 || outsider !== undefined) {
      refuse(this, {
        what: 'the release is not approved by two handlers',
        got: approvers,
        expected: 'at least two of the persons in `handlers`',
        fix: 'have two handlers decide, and name both',
      });
    }
  }
}
