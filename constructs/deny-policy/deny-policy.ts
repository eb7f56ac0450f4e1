import { IamDenyPolicy, type IamDenyPolicyRules } from '@cdktf/provider-google/lib/iam-deny-policy/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';
import { deniedPermissions } from './denied-permissions.ts';

/** A project whose pods act as accounts of the zone by Workload Identity Federation for GKE. */
export interface WorkloadPool {
  readonly projectId: string;
  readonly projectNumber: string;
}

export interface DenyPolicyProps {
  /** Number of the folder in which nobody may do it. */
  readonly folder: string;
  /** Last part of the policy's name. */
  readonly name: string;
  /** Service accounts that apply guards and grants, as `serviceAccount:` members; people never are. */
  readonly administrators: readonly string[];
  /** @default none */
  readonly workloadPools?: readonly WorkloadPool[];
}

const everybody = 'principalSet://goog/public:all';

/**
 * Denies everybody in a folder, owners too, what would open it: grants, moves, changes of guards, impersonation, keys. An allow policy can't
 * undo it, since Google looks at deny policies first. Excepted are the accounts that apply reviewed changes, and for impersonation the pods
 * and service agents that run the workloads; nobody is excepted from keys and signed URLs.
 *
 * @example
 * new DenyPolicy(stack, 'DenyPolicy', {
 *   folder: '410000000013', name: 'guardrail',
 *   administrators: ['serviceAccount:guardrails@security-prd.iam.gserviceaccount.com'],
 *   workloadPools: [{ projectId: 'rs-isolated-prd', projectNumber: '310000000003' }],
 * });
 */
export class DenyPolicy extends Construct {
  readonly policy: IamDenyPolicy;

  /** Throws `DeclarationError` for no administrator, a person or group as one, or a folder or name that Google would refuse. */
  constructor(scope: Construct, id: string, props: DenyPolicyProps) {
    super(scope, id);
    this.#validate(props);
    const { folder, name, administrators, workloadPools = [] } = props;
    const excepted = administrators.map(
      (member) => `principal://iam.googleapis.com/projects/-/serviceAccounts/${member.replace('serviceAccount:', '')}`,
    );
    const running = [
      `principalSet://cloudresourcemanager.googleapis.com/folders/${folder}/type/ServiceAgent`,
      ...workloadPools.map(({ projectId, projectNumber }) => poolOf(projectId, projectNumber)),
    ];
    this.policy = new IamDenyPolicy(this, 'Resource', {
      parent: encodeURIComponent(`cloudresourcemanager.googleapis.com/folders/${folder}`),
      name,
      displayName: 'What would open a closed zone',
      rules: [
        deny('Who may read', deniedPermissions.grants, excepted),
        deny('Place and guards of the projects', deniedPermissions.guards, excepted),
        deny('Acting as an account of the zone', deniedPermissions.impersonation, running),
        deny('Keys and signatures that work anywhere', deniedPermissions.bearers, []),
      ],
      lifecycle: { preventDestroy: true },
    });
  }

  #validate({ folder, name, administrators, workloadPools = [] }: DenyPolicyProps): void {
    requireMatch(this, folder, /^\d+$/, {
      what: '`folder` is not the number of a folder',
      expected: 'digits only',
      fix: 'take the number from `gcloud resource-manager folders list`',
    });
    requireMatch(this, name, /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/, {
      what: '`name` is not a valid name of a deny policy',
      expected: '3 to 63 lower-case letters, digits or hyphens, starting with a letter',
      fix: 'shorten it, and leave other signs out',
    });
    requireSome(this, administrators, {
      what: 'nobody could change a grant or a guard any more',
      expected: 'at least one service account',
      fix: 'name the account that applies the guardrails',
    });
    requireDistinct(this, administrators, '`administrators` names an account twice');
    for (const member of administrators) {
      requireMatch(this, member, /^serviceAccount:[^\s@*]+@[^\s@*]+\.iam\.gserviceaccount\.com$/, {
        what: 'an administrator is not one service account',
        expected: '`serviceAccount:` and its address',
        fix: 'have people propose changes, and an account apply what was reviewed',
      });
    }
    for (const { projectId, projectNumber } of workloadPools) {
      requireMatch(this, `${projectId}/${projectNumber}`, /^[a-z][a-z0-9-]{4,28}[a-z0-9]\/\d+$/, {
        what: 'a workload pool names no project',
        expected: 'the id and the number of its project',
        fix: 'take both from the registry of projects',
      });
    }
  }
}

/** Every pod of the project's clusters; which account each may act as, the account's own policy says. */
function poolOf(projectId: string, projectNumber: string): string {
  const pool = `projects/${projectNumber}/locations/global/workloadIdentityPools/${projectId}.svc.id.goog`;
  return `principalSet://iam.googleapis.com/${pool}/*`;
}

function deny(description: string, permissions: readonly string[], exceptions: readonly string[]): IamDenyPolicyRules {
  return {
    description,
    denyRule: {
      deniedPrincipals: [everybody],
      deniedPermissions: [...permissions],
      ...(exceptions.length === 0 ? {} : { exceptionPrincipals: [...exceptions] }),
    },
  };
}
