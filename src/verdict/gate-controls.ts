import type { Control } from '../policy/catalog.ts';

const shared = { references: [], stages: ['synth', 'plan', 'apply'], dataClasses: [], exits: [], types: [] } as const;

/** Controls that speak only where they have something to say, so that no report counts them otherwise: they judge what people did around an apply. */
export const gateControls: readonly Control[] = [
  {
    ...shared,
    id: 'break_glass.open',
    title: { en: 'Every use of break-glass was reviewed', ja: '緊急適用はすべて事後審査されている' },
    description:
      'In an emergency two persons may let through what is not critical; until somebody else has looked at what was done, every report says so.',
    severity: 'high',
    requirements: [],
    messages: {
      active: {
        en: '{person} may apply {stack} without review until {expires} (break-glass {id}, approved by {approver}): {reason}',
        ja: '{person} は {expires} まで審査なしで {stack} を適用できる(緊急適用 {id}、承認者 {approver}): {reason}',
      },
      unreviewed: {
        en: '{person} opened break-glass {id} for {stack} until {expires} (approved by {approver}), and nobody has reviewed it: {reason}',
        ja: '{person} による {stack} の緊急適用 {id}({expires} まで、承認者 {approver})が事後審査されていない: {reason}',
      },
      lost: {
        en: 'the chain of decisions tells of break-glass {id}, whose record is not in break-glass/',
        ja: '判定の連鎖に記録された緊急適用 {id} の記録が break-glass/ にない',
      },
      unreadable: {
        en: 'the break-glass record {id} can not be believed: {why}',
        ja: '緊急適用の記録 {id} を信頼できない: {why}',
      },
      same_person: {
        en: 'break-glass {id} was approved by {person}, who opened it',
        ja: '緊急適用 {id} の承認者が、開いた {person} 本人である',
      },
      unsigned: {
        en: 'break-glass {id} is not signed by {name} with a key of `evidence.break_glass.keys`',
        ja: '緊急適用 {id} に {name} の署名(`evidence.break_glass.keys` の鍵)がない',
      },
      too_long: {
        en: 'break-glass {id} lasts {hours} hours; the longest life is {maximum}',
        ja: '緊急適用 {id} の期間 {hours} 時間が上限 {maximum} 時間を超えている',
      },
      future: {
        en: 'break-glass {id} was opened in the future, at {opened}',
        ja: '緊急適用 {id} の開始時刻 {opened} が未来である',
      },
    },
    remediation: {
      en: 'Have somebody else than the person look at what was done and sign it: `sekisho break-glass review ID`. A record that is not valid is deleted.',
      ja: '本人以外の者が実施内容を確認し、`sekisho break-glass review ID` で署名する。有効でない記録は削除する。',
    },
    source: 'src/verdict/gate-controls.ts',
  },
  {
    ...shared,
    id: 'retention.destroyed',
    title: { en: 'Nothing is destroyed before its retention ends', ja: '保存期間の満了前に何も破棄されない' },
    description:
      'A store with a retention period, and the key that alone can read it, may hold books and records that the law asks to keep.',
    severity: 'critical',
    requirements: ['RSL-BOOK-02'],
    messages: {
      store: {
        en: 'the plan destroys {address}, which keeps what it holds ({why}); a plan can not tell that the last record is old enough',
        ja: 'plan が保存期間のある {address} を破棄する({why})。最後の記録の保存期間が満了したかは plan からわからない',
      },
      until: {
        en: 'the plan destroys {address}, which is kept until {until}',
        ja: 'plan が {until} まで保存すべき {address} を破棄する',
      },
      key: {
        en: 'the plan destroys the key {address}: whatever it has encrypted is lost with it',
        ja: 'plan が鍵 {address} を破棄する。これで暗号化したものはすべて失われる',
      },
      shortened: {
        en: 'the plan shortens the retention of {address} from {from} to {to}',
        ja: 'plan が {address} の保存期間を {from} から {to} に短縮する',
      },
    },
    remediation: {
      en: 'Keep the resource, or have a person see that the retention of all it holds is over and write that into `evidence.retention_ended` of sekisho.yaml.',
      ja: 'リソースを残す。又は保存対象すべての保存期間の満了を担当者が確認し、sekisho.yaml の `evidence.retention_ended` に記入する。',
    },
    source: 'src/verdict/gate-controls.ts',
  },
];

/** The control of that id. Throws when there is none: a mistake in this room. */
export function gateControl(id: string): Control {
  const found = gateControls.find((control) => control.id === id);
  if (found === undefined) throw new Error(`no control of the gate ${id}`);
  return found;
}
