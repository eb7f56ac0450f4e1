import { AssuredWorkloadsWorkload } from '@cdktf/provider-google/lib/assured-workloads-workload/index.js';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';

export interface AssuredWorkloadProps {
  /** Number of the organisation. */
  readonly organization: string;
  /** Number of the folder in which Google creates the folder of the package. */
  readonly parentFolder: string;
  readonly displayName: string;
  readonly billingAccount: string;
  /** @default 'asia-northeast1' */
  readonly location?: string;
}

/**
 * A folder under the package for Japan of Assured Workloads: Google keeps data and support there, watches the folder for violations, and
 * enrols its keys in Key Access Justifications. Google creates the folder and sets policies of its own on it; ours lie on a folder below,
 * so that neither overwrites the other.
 *
 * @example
 * new AssuredWorkload(stack, 'AssuredWorkload', {
 *   organization: '123456789012', parentFolder: '410000000003', displayName: 'remote-sensing-prd',
 *   billingAccount: '01A2B3-C4D5E6-F7A8B9',
 * });
 */
export class AssuredWorkload extends Construct {
  readonly workload: AssuredWorkloadsWorkload;
  /** The folder that Google creates, as `folders/NUMBER`; known after apply. */
  readonly folder: string;

  /** Throws `DeclarationError` for a place outside Japan, or numbers and names that Google would refuse. */
  constructor(scope: Construct, id: string, props: AssuredWorkloadProps) {
    super(scope, id);
    const { organization, parentFolder, displayName, billingAccount, location = 'asia-northeast1' } = props;
    this.#validate({ ...props, location });
    this.workload = new AssuredWorkloadsWorkload(this, 'Resource', {
      organization,
      location,
      displayName,
      complianceRegime: 'JP_REGIONS_AND_SUPPORT',
      billingAccount: `billingAccounts/${billingAccount}`,
      provisionedResourcesParent: `folders/${parentFolder}`,
      resourceSettings: [{ resourceType: 'CONSUMER_FOLDER', displayName }],
      violationNotificationsEnabled: true,
      lifecycle: { preventDestroy: true },
    });
    this.folder = `folders/\${${this.workload.fqn}.resources[0].resource_id}`;
  }

  #validate({
    organization,
    parentFolder,
    displayName,
    billingAccount,
    location,
  }: Required<AssuredWorkloadProps>): void {
    for (const [property, value] of Object.entries({ organization, parentFolder })) {
      requireMatch(this, value, /^\d+$/, {
        what: `\`${property}\` is not a number`,
        expected: 'digits only',
        fix: 'take the number from `gcloud organizations list` or `gcloud resource-manager folders list`',
      });
    }
    requireMatch(this, displayName, /^[A-Za-z0-9][A-Za-z0-9 -]{2,28}[A-Za-z0-9]$/, {
      what: '`displayName` is not usable as the name of a folder',
      expected: '4 to 30 letters, digits, spaces or hyphens',
      fix: 'shorten it, and leave other signs out',
    });
    requireMatch(this, billingAccount, /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/, {
      what: '`billingAccount` is not a billing account',
      expected: 'three groups of six hexadecimal digits',
      fix: 'take it from `gcloud billing accounts list`',
    });
    requireMatch(this, location, /^asia-northeast[12]$/, {
      what: '`location` is not in Japan',
      expected: 'asia-northeast1 or asia-northeast2',
      fix: 'leave it out for Tokyo',
    });
  }
}
