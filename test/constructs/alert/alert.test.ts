import { describe, expect, it } from 'vitest';
import { Alert, type AlertProps } from '../../../constructs/index.ts';
import { anAlertChannel } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const condition = {
  displayName: 'A clock is off',
  conditionPrometheusQueryLanguage: { query: 'node_timex_sync_status == 0', duration: '300s' },
};

function declare(changes: Partial<AlertProps> = {}) {
  return synthesize((stack) => {
    new Alert(stack, 'Clock', {
      project: 'evidence-test',
      channels: anAlertChannel(stack),
      title: { en: 'A clock is off', ja: '時刻がずれている' },
      action: { en: 'Look at its source.', ja: '時刻源を確認する。' },
      severity: 'ERROR',
      basis: [{ requirement: 'METI-OPS-05', basis: 'UNREAD' }],
      conditions: [condition],
      ...changes,
    });
  });
}

describe('an alert', () => {
  it('tells whoever is on duty in both languages what it means, what to do, and that the guideline was not read', () => {
    const policy = declare().only('google_monitoring_alert_policy');
    expect(policy['documentation']).toEqual({
      mime_type: 'text/markdown',
      content: [
        '**A clock is off**',
        'Look at its source.',
        'Basis: METI-OPS-05: UNREAD (the text of the guideline was not read; the wording is ours)',
        '---',
        '**時刻がずれている**',
        '時刻源を確認する。',
        '根拠: METI-OPS-05: UNREAD (ガイドライン本文未読（文言は当方のもの）)',
      ].join('\n\n'),
    });
    expect(policy).toMatchObject({
      display_name: 'A clock is off / 時刻がずれている',
      enabled: true,
      combiner: 'OR',
      severity: 'ERROR',
      notification_channels: ['${google_monitoring_notification_channel.Duty_76D99F52.name}'],
      user_labels: { 'meti-ops-05': 'unread' },
    });
  });

  it.each([
    ['without a condition', { conditions: [] }, 'the alert looks at nothing'],
    ['without a basis', { basis: [] }, 'the alert says not why it exists'],
    [
      'for an item of the guideline that nobody has read',
      { basis: [{ requirement: '3.2.3 (5)', basis: 'UNREAD' as const }] },
      'the requirement of an alert is not one by its id: got "3.2.3 (5)"',
    ],
    ['in one language', { title: { en: 'A clock is off', ja: ' ' } }, '`title` is empty in one of its languages'],
  ])('is refused %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
