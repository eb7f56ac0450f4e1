import {
  MonitoringAlertPolicy,
  type MonitoringAlertPolicyConditions,
} from '@cdktf/provider-google/lib/monitoring-alert-policy/index.js';
import { Construct } from 'constructs';

import type { AlertChannels } from '../alert-channels/index.ts';
import { refuse, requireMatch, requireSome } from '../declaration/index.ts';

/** A text for people, in both languages. */
export interface AlertText {
  readonly en: string;
  readonly ja: string;
}

/**
 * What an alert serves: a requirement by its id, and how much of it stands in a text that was read. UNREAD and SECONDARY say that the
 * guideline itself was not seen; they are shown to whoever gets the alert.
 */
export interface AlertBasis {
  readonly requirement: string;
  readonly basis: 'LITERAL' | 'MIXED' | 'DERIVED' | 'SECONDARY' | 'UNREAD';
}

/** What every alert says, whatever it looks at. */
export interface AlertDescription {
  readonly title: AlertText;
  /** What whoever gets it does first. */
  readonly action: AlertText;
  readonly severity: 'CRITICAL' | 'ERROR' | 'WARNING';
  /** At least one. */
  readonly basis: readonly AlertBasis[];
}

export interface AlertProps extends AlertDescription {
  readonly project: string;
  readonly channels: AlertChannels;
  /** One that holds is enough. */
  readonly conditions: readonly MonitoringAlertPolicyConditions[];
}

const basisInWords: Readonly<Record<AlertBasis['basis'], AlertText>> = {
  LITERAL: { en: 'the text says it', ja: '条文・本文に明記' },
  MIXED: { en: 'the duty is in the text, the technical detail is ours', ja: '義務は本文、技術的詳細は当方の判断' },
  DERIVED: { en: 'our choice in support of a duty', ja: '義務を支える当方の判断' },
  SECONDARY: { en: 'from summaries; the text itself was not read', ja: '二次資料による（本文未読）' },
  UNREAD: {
    en: 'the text of the guideline was not read; the wording is ours',
    ja: 'ガイドライン本文未読（文言は当方のもの）',
  },
};

/**
 * Something that is watched: when one of its conditions holds, people are told what it means, what to do, and on what it rests.
 *
 * @example
 * new Alert(stack, 'NodesNotReady', {
 *   project: 'satellite-control-dev', channels, severity: 'CRITICAL',
 *   title: { en: 'A node is not ready', ja: 'ノードが準備できていない' },
 *   action: { en: 'Look at the node pool.', ja: 'ノードプールを確認する。' },
 *   basis: [{ requirement: 'METI-COM-06', basis: 'UNREAD' }],
 *   conditions: [
 *     {
 *       displayName: 'not ready for ten minutes',
 *       conditionPrometheusQueryLanguage: { query: 'kube_node_status_condition{condition="Ready",status="true"} == 0', duration: '600s' },
 *     },
 *   ],
 * });
 */
export class Alert extends Construct {
  readonly policy: MonitoringAlertPolicy;

  /** Throws `DeclarationError` for no condition, no basis, or a text that is empty in one of the languages. */
  constructor(scope: Construct, id: string, props: AlertProps) {
    super(scope, id);
    this.#validate(props);
    const { title, severity, basis } = props;
    this.policy = new MonitoringAlertPolicy(this, 'Resource', {
      project: props.project,
      displayName: `${title.en} / ${title.ja}`,
      combiner: 'OR',
      enabled: true,
      severity,
      conditions: [...props.conditions],
      notificationChannels: props.channels.names,
      documentation: { mimeType: 'text/markdown', content: contentOf(props) },
      // A week: an incident is closed by people, not by the clock of a night.
      alertStrategy: { autoClose: '604800s' },
      userLabels: Object.fromEntries(
        basis.map((one) => [one.requirement.toLowerCase(), one.basis.toLowerCase()] as const),
      ),
    });
  }

  #validate({ title, action, basis, conditions }: AlertProps): void {
    requireSome(this, conditions, {
      what: 'the alert looks at nothing',
      expected: 'at least one condition',
      fix: 'say when it fires',
    });
    requireSome(this, basis, {
      what: 'the alert says not why it exists',
      expected: 'at least one requirement with its basis',
      fix: 'name the requirement of policies/requirements that it serves',
    });
    for (const { requirement } of basis) {
      requireMatch(this, requirement, /^[A-Z]{3,4}(-[A-Z]{2,5})?-\d{2}$/, {
        what: 'the requirement of an alert is not one by its id',
        expected: 'an id such as METI-OPS-06',
        fix: 'take it from policies/requirements',
      });
    }
    const empty = Object.entries({ title, action }).find(([, { en, ja }]) => en.trim() === '' || ja.trim() === '');
    if (empty !== undefined) {
      refuse(this, {
        what: `\`${empty[0]}\` is empty in one of its languages`,
        got: empty[1],
        expected: 'English and Japanese',
        fix: 'write both: who is on duty reads one of them',
      });
    }
  }
}

function contentOf({ title, action, basis }: AlertDescription): string {
  const lines = (language: 'en' | 'ja') =>
    basis.map((one) => `${one.requirement}: ${one.basis} (${basisInWords[one.basis][language]})`).join('; ');
  return [
    `**${title.en}**`,
    action.en,
    `Basis: ${lines('en')}`,
    '---',
    `**${title.ja}**`,
    action.ja,
    `根拠: ${lines('ja')}`,
  ].join('\n\n');
}
