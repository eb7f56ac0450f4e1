import { type HtmlContext, htmlCode, htmlList, htmlSection, htmlTable, htmlTag } from './html-parts.ts';
import { escapeMarkup } from './markup.ts';

const tagOf = { valid: 'pass', expired: 'fail', not_yet_valid: 'unproven' } as const;

/** What people vouch for, who and until when, and what nobody vouches for although no machine can judge it. */
export function htmlAttestations(context: HtmlContext): string {
  const { say, report, titles } = context;
  const { requirement, statement, by, evidence, from, until } = say.attestation.columns;
  const rows = report.attestations.map((one) => [
    `${htmlTag(tagOf[one.state], say.attestation.states[one.state])} ${htmlCode(one.requirement)} ${escapeMarkup(titles.get(one.requirement) ?? '')}`,
    escapeMarkup(one.statement),
    escapeMarkup(one.by),
    escapeMarkup(one.evidence),
    day(one.attestedOn),
    day(one.validUntil),
  ]);
  const open = unvouched(context);
  return htmlSection('attestations', say.attestation.title, [
    rows.length === 0
      ? `<p>${escapeMarkup(say.attestation.none)}</p>`
      : htmlTable(say.attestation.table, [requirement, statement, by, evidence, from, until], rows),
    ...(open.length === 0
      ? []
      : [
          `<details><summary>${escapeMarkup(say.attestation.open(open.length))}</summary>`,
          htmlList(open.map((id) => `${htmlCode(id)} ${escapeMarkup(titles.get(id) ?? '')}`)),
          '</details>',
        ]),
  ]);
}

function day(text: string): string {
  return `<span class="day">${escapeMarkup(text)}</span>`;
}

/** Requirements that only people can judge, for which no attestation holds at the clock of the report. */
function unvouched({ catalog, report }: HtmlContext): readonly string[] {
  const vouched = new Set(
    report.attestations.filter(({ state }) => state === 'valid').map(({ requirement }) => requirement),
  );
  return (catalog?.requirements ?? [])
    .filter(({ id, stages }) => stages.every((stage) => stage === 'people') && !vouched.has(id))
    .map(({ id }) => id);
}
