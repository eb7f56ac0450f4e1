import { TerraformVariable } from 'cdktf';
import { describe, expect, it } from 'vitest';
import { AlertChannels, type AlertRecipient } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const mail: AlertRecipient = { kind: 'email', name: 'security-duty', address: 'security@example.jp' };

function declare(...recipients: readonly AlertRecipient[]) {
  return synthesize((stack) => {
    new AlertChannels(stack, 'Security', { project: 'evidence-test', domain: 'example.jp', recipients });
  });
}

describe('channels of alerts', () => {
  it('are mail to an address of ours', () => {
    expect(declare(mail).only('google_monitoring_notification_channel')).toEqual({
      project: 'evidence-test',
      type: 'email',
      display_name: 'security-duty',
      enabled: true,
      force_delete: false,
      labels: { email_address: 'security@example.jp' },
    });
  });

  it('are a pager whose key comes from a variable', () => {
    const declared = synthesize((stack) => {
      const { stringValue: serviceKey } = new TerraformVariable(stack, 'PagerKey', { type: 'string', sensitive: true });
      new AlertChannels(stack, 'Security', {
        project: 'evidence-test',
        domain: 'example.jp',
        recipients: [{ kind: 'pager', name: 'pager', serviceKey }],
      });
    });
    expect(declared.only('google_monitoring_notification_channel')).toMatchObject({
      type: 'pagerduty',
      sensitive_labels: { service_key: '${var.PagerKey}' },
    });
  });

  it.each([
    ['nobody', [], 'nobody is told'],
    ['an address of somebody else', [{ ...mail, address: 'security@example.com' }], 'an address is not one of ours'],
    ['an address that hides another', [{ ...mail, address: 'a@example.jp@evil.example' }], 'an address is not one of'],
    ['a domain alone', [{ ...mail, address: '@example.jp' }], 'an address is not one of ours'],
    ['a name twice', [mail, mail], '`recipients` has a name twice'],
    ['a name in capitals', [{ ...mail, name: 'Security' }], 'the name of a recipient is not usable'],
    [
      'a key in the code',
      [{ kind: 'pager' as const, name: 'pager', serviceKey: '0a1b2c' }],
      'the key of a pager is written into the code: got "pager"',
    ],
  ])('are refused with %s', (_, recipients, message) => {
    expect(() => declare(...recipients)).toThrow(message);
  });

  it('never print the key that they refuse', () => {
    expect(() => declare({ kind: 'pager', name: 'pager', serviceKey: '0a1b2c' })).not.toThrow('0a1b2c');
  });
});
