import type { Control, LocalText, Severity } from '../policy/catalog.ts';
import { gateControls } from './gate-controls.ts';

/** Controls whose findings are made in TypeScript, because they judge the configuration and not a resource. `explain` shows them like all others. */
export const builtInControls: readonly Control[] = [
  builtIn({
    id: 'attestation.expired',
    title: {
      en: 'Attestations are valid today',
      ja: '証明(アテステーション)が有効期間内である',
    },
    description: 'What no machine can see (rooms, training, contracts) holds only as long as a person vouches for it.',
    severity: 'high',
    messages: {
      expired: {
        en: 'what {by} attested for {requirement} was valid until {valid_until}: nobody vouches for it today',
        ja: '{requirement} についての {by} の証明は {valid_until} で失効しており、現在有効な証明がない',
      },
      not_yet_valid: {
        en: 'the attestation of {by} for {requirement} is dated {attested_on}, which is in the future',
        ja: '{requirement} についての {by} の証明の日付 {attested_on} が未来である',
      },
      unknown_requirement: {
        en: 'the attestation names the requirement {requirement}, which does not exist; nearest: {nearest}',
        ja: '証明が存在しない要件 {requirement} を指している。近いもの: {nearest}',
      },
    },
    remediation: {
      en: 'Have the responsible person check again, then write the new date, evidence and `valid_until` into `attestations` of sekisho.yaml.',
      ja: '責任者が改めて確認し、sekisho.yaml の `attestations` に新しい日付・証拠・`valid_until` を記入する。',
    },
  }),
  builtIn({
    id: 'waiver.invalid',
    title: { en: 'Waivers keep the rules for waivers', ja: '例外承認がその規則に従っている' },
    description:
      'A waiver sets a finding aside, so it must say why, for how long and who but its author agreed; one that breaks a rule waives nothing.',
    severity: 'high',
    messages: {
      approver_is_author: {
        en: 'the waiver of {control} was approved by its own author, {author}',
        ja: '{control} の例外承認の承認者が、起案者 {author} 本人である',
      },
      bad_date: {
        en: 'the waiver of {control} has `expires: {expires}`, which is not a day written YYYY-MM-DD',
        ja: '{control} の例外承認の `expires: {expires}` が YYYY-MM-DD 形式の日付ではない',
      },
      bad_field: {
        en: 'the waiver of {control} needs `{field}` to be a text that is not empty',
        ja: '{control} の例外承認の `{field}` が空でない文字列になっていない',
      },
      critical: {
        en: 'the waiver is for {control}, which is critical: critical controls can not be waived',
        ja: '例外承認の対象 {control} は critical であり、例外は認められない',
      },
      not_waivable: {
        en: 'the waiver is for {control}, which judges the configuration itself and can not be waived',
        ja: '例外承認の対象 {control} は設定そのものを判定するものであり、例外は認められない',
      },
      too_long: {
        en: 'the waiver of {control} lasts until {expires}; a control of severity {severity} can be waived until {latest} at most ({days} days)',
        ja: '{control} の例外承認の期限 {expires} が長すぎる。重大度 {severity} の場合は最長 {latest} まで({days} 日)',
      },
      unknown_control: {
        en: 'the waiver names the control {control}, which does not exist; nearest: {nearest}',
        ja: '例外承認が存在しないコントロール {control} を指している。近いもの: {nearest}',
      },
      unknown_field: {
        en: 'the waiver of {control} has a field `{field}` that waivers do not have; nearest: {nearest}',
        ja: '{control} の例外承認に存在しない項目 `{field}` がある。近いもの: {nearest}',
      },
      wrong_place: {
        en: 'the waiver of {control} names {field} `{got}` but is written on `{expected}`',
        ja: '{control} の例外承認の {field} は `{got}` だが、書かれている場所は `{expected}` である',
      },
    },
    remediation: {
      en: 'Correct or delete the waiver. It needs control, article, reason, author, another person as approver, evidence and a day in `expires` within the cap of its severity.',
      ja: '例外承認を直すか削除する。control、article、reason、author、起案者以外の approver、evidence、重大度ごとの上限内の expires が必要。',
    },
  }),
  builtIn({
    id: 'waiver.unused',
    title: { en: 'Every waiver waives something', ja: 'すべての例外承認に対象がある' },
    description: 'A waiver that is about nothing today would silently cover a finding that comes tomorrow.',
    severity: 'medium',
    messages: {
      unused: {
        en: 'the waiver of {control} on {address} (until {expires}) matches no finding: it would silently cover a later one',
        ja: '{address} に対する {control} の例外承認(期限 {expires})に該当する指摘がない。残すと将来の指摘を隠すおそれがある',
      },
      stack_absent: {
        en: 'the waiver of {control} on {address} is for the stack {stack}, which is not in this input',
        ja: '{address} に対する {control} の例外承認の対象スタック {stack} が今回の入力にない',
      },
    },
    remediation: {
      en: 'Delete the waiver if what it waived is mended; otherwise correct its control, stack, address or attribute (they must match exactly).',
      ja: '是正済みなら例外承認を削除する。そうでなければ control、stack、address、attribute を完全に一致するよう直す。',
    },
  }),
  builtIn({
    id: 'zone.unjudged',
    title: { en: 'Every control that needs a zone could judge', ja: 'ゾーンを要するすべてのコントロールが判定できる' },
    description:
      'Which law applies depends on the data that a zone holds; outside of every zone a resource is unknown, not free.',
    severity: 'critical',
    messages: {
      unjudged: {
        en: '{count} controls judge zones and could not judge resources that lie in none: {controls}',
        ja: 'ゾーンを判定する {count} 件のコントロールが、どのゾーンにも属さないリソースを判定できなかった: {controls}',
      },
    },
    remediation: {
      en: 'Place the stacks in a zone in `zones` of sekisho.yaml (`select` by project, account, folder or stack), or try `--assume-zone remote-sensing`.',
      ja: 'sekisho.yaml の `zones` で(`select` により project、account、folder、stack で)スタックをゾーンに置く。試すだけなら `--assume-zone remote-sensing`。',
    },
  }),
];

interface BuiltIn {
  readonly id: string;
  readonly title: LocalText;
  readonly description: string;
  readonly severity: Severity;
  readonly messages: Readonly<Record<string, LocalText>>;
  readonly remediation: LocalText;
}

function builtIn(parts: BuiltIn): Control {
  return {
    ...parts,
    references: [],
    requirements: [],
    stages: ['synth', 'plan', 'apply'],
    dataClasses: [],
    exits: [],
    types: [],
    source: 'src/verdict/built-in-controls.ts',
  };
}

const builtInIds = new Set([...builtInControls, ...gateControls].map((control) => control.id));

/** True when the id belongs to a finding that TypeScript makes; those can't be waived. */
export function isBuiltIn(id: string): boolean {
  return builtInIds.has(id);
}

/** The built-in control of that id. Throws when there is none: a mistake in this room. */
export function builtInControl(id: string): Control {
  const found = builtInControls.find((control) => control.id === id);
  if (found === undefined) throw new Error(`no built-in control ${id}`);
  return found;
}
