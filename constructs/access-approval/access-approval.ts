import { FolderAccessApprovalSettings } from '@cdktf/provider-google/lib/folder-access-approval-settings/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

export interface AccessApprovalProps {
  /** Number of the folder. */
  readonly folder: string;
  /** Addresses of those who approve or refuse, around the clock. */
  readonly notificationEmails: readonly string[];
  /** Domains of ours: a request to look at records goes to nobody else. */
  readonly domains: readonly string[];
}

/**
 * Staff of Google asks, and waits for an approval, before it looks at anything in the folder, whichever service holds it.
 *
 * @example
 * new AccessApproval(stack, 'AccessApproval', {
 *   folder: '410000000013', notificationEmails: ['security@example.jp'], domains: ['example.jp'],
 * });
 */
export class AccessApproval extends Construct {
  readonly settings: FolderAccessApprovalSettings;

  /** Throws `DeclarationError` when nobody or a stranger would be asked. */
  constructor(scope: Construct, id: string, { folder, notificationEmails, domains }: AccessApprovalProps) {
    super(scope, id);
    requireMatch(this, folder, /^\d+$/, {
      what: '`folder` is not the number of a folder',
      expected: 'digits only',
      fix: 'take the number from `gcloud resource-manager folders list`',
    });
    requireSome(this, notificationEmails, {
      what: 'nobody would hear of a request',
      expected: 'at least one address',
      fix: 'name those on duty: a request that nobody sees is refused after 14 days, and a repair with it',
    });
    requireDistinct(this, notificationEmails, '`notificationEmails` names an address twice');
    for (const address of notificationEmails) {
      requireMatch(this, domains.includes(address.split('@')[1] ?? '') ? 'ours' : address, /^ours$/, {
        what: 'a request would go to an address that is not ours',
        expected: `an address at ${domains.join(' or ')}`,
        fix: 'name an address of the organisation',
      });
    }
    this.settings = new FolderAccessApprovalSettings(this, 'Resource', {
      folderId: folder,
      enrolledServices: [{ cloudProduct: 'all', enrollmentLevel: 'BLOCK_ALL' }],
      notificationEmails: [...notificationEmails],
      lifecycle: { preventDestroy: true },
    });
  }
}
