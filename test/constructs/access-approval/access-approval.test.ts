import { describe, expect, it } from 'vitest';
import { AccessApproval, type AccessApprovalProps } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(changes: Partial<AccessApprovalProps> = {}) {
  return synthesize((stack) => {
    new AccessApproval(stack, 'AccessApproval', {
      folder: '410000000013',
      notificationEmails: ['security-duty@example.jp'],
      domains: ['example.jp'],
      ...changes,
    });
  }).only('google_folder_access_approval_settings');
}

describe('access approval', () => {
  it('blocks every service until one of ours approves', () => {
    const { folder_id, enrolled_services, notification_emails, lifecycle } = declare();
    expect({ folder_id, enrolled_services, notification_emails, lifecycle }).toEqual({
      folder_id: '410000000013',
      enrolled_services: [{ cloud_product: 'all', enrollment_level: 'BLOCK_ALL' }],
      notification_emails: ['security-duty@example.jp'],
      lifecycle: { prevent_destroy: true },
    });
  });

  it.each([
    ['nobody to ask', { notificationEmails: [] }, 'nobody would hear of a request'],
    ['a stranger', { notificationEmails: ['duty@example.com'] }, 'a request would go to an address that is not ours'],
    ['an address twice', { notificationEmails: ['a@example.jp', 'a@example.jp'] }, 'names an address twice'],
    ['a folder by name', { folder: 'records' }, '`folder` is not the number of a folder'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
