import type { Words } from './words.ts';

/** `1 violation`, `2 violations`. */
function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export const english: Words = {
  verdict: { pass: 'PASS', fail: 'FAIL', unproven: 'NOT PROVEN', error: 'ERROR' },
  headline: {
    pass: (proven, resources) =>
      `every control that applies was proven or waived: ${plural(proven, 'control')}, ${plural(resources, 'resource')}`,
    passSome: (proven, listed, deferred) =>
      [
        `${listed === 0 ? 'no violation' : 'nothing blocks'}: ${plural(proven, 'control')} proven or waived`,
        ...(listed === 0 ? [] : [`${plural(listed, 'finding')} that ${listed === 1 ? 'does' : 'do'} not block`]),
        ...(deferred === 0 ? [] : [`${plural(deferred, 'question')} left to the plan`]),
      ].join('; '),
    passNothing: (controls, resources) =>
      `but nothing was proven: none of ${plural(controls, 'control')} had anything to examine in ${plural(resources, 'resource')}`,
    fail: (count, severities) => `${plural(count, 'violation blocks', 'violations block')} (${severities})`,
    unproven: (count, severities) =>
      `no violation that blocks, but ${plural(count, 'point')} that must be proven ${count === 1 ? 'is' : 'are'} not (${severities})`,
    error: (count) => `${plural(count, 'check')} could not be evaluated, so nothing is let through`,
    errorOnly: 'this could not be evaluated, so nothing is let through',
    also: (violations, unproven) => {
      const parts = [
        ...(violations === 0 ? [] : [plural(violations, 'violation')]),
        ...(unproven === 0 ? [] : [plural(unproven, 'unproven point')]),
      ];
      return `also ${parts.join(' and ')}`;
    },
  },
  countOf: (what, count) => `${count} ${what}`,
  comma: ', ',
  status: {
    pass: 'pass',
    fail: 'fail',
    unknown: 'unknown',
    error: 'error',
    waived: 'waived',
    'not-applicable': 'nothing to examine',
  },
  labels: {
    at: 'at',
    created: 'created at',
    law: 'law',
    path: 'path',
    fix: 'fix',
    more: 'more',
    requirement: 'requires',
    exit: 'exit',
  },
  where: (stack, zone) => `stack ${stack}, ${zone === null ? 'in no zone' : `zone ${zone}`}`,
  doesNotBlock: 'does not block',
  existing: 'in the baseline',
  sections: {
    broken: (count) => `Could not be evaluated (${count})`,
    violations: (count) => `Violations (${count})`,
    unknowns: (count) => `Not proven (${count})`,
    deferred: (count) => `Left to the plan (${count}): unknown at synth, and blocking once a plan must show the values`,
    waived: (count) => `Waived (${count})`,
    discharged: (count) => `${plural(count, 'unknown value')} proven by following references`,
    blindSpots: (count) => `Not visible in these sources (${count})`,
    idle: (count) => `${plural(count, 'control')} had nothing to examine`,
    partial: 'This report is partial and can not serve as evidence',
    inputs: 'Read',
    counts: 'Counts',
    next: 'What to do now',
  },
  andMore: (count, byControl) => `and ${count} more: ${byControl}`,
  showAll: '`--verbose` shows all',
  waivedUntil: (day, approver, reason) => `until ${day}, approved by ${approver}: ${reason}`,
  lapsesIn: (days) => (days === 0 ? 'lapses today' : `lapses in ${plural(days, 'day')}`),
  lapsed: 'lapsed',
  counted: ({ stage, resources, controls, byStatus }) =>
    `${plural(resources, 'resource')}, ${plural(controls, 'control')}: ${byStatus}; stage ${stage}`,
  madeWith: (tool, policy, opa, now) => `sekisho ${tool}, policy ${policy} (OPA ${opa}), clock ${now}`,
  input: (kind, resources, digest) => `${kind}, ${plural(resources, 'resource')}, sha256 ${digest}`,
  next: {
    error: 'Mend what could not be evaluated first: until then, no other result can be trusted to be whole.',
    fail: (command) => `Mend the violations from the top. \`${command}\` says more about the first.`,
    unproven: (command) =>
      `Make the values decidable (literals, or references to resources that are declared here), or check a plan, which shows more. \`${command}\` says more about the first.`,
    deferred:
      'Check the plan of each stack too, before apply: `terraform plan -out tfplan`, `terraform show -json tfplan > plan.json`, `sekisho check plan.json`.',
    pass: 'Nothing: what was checked holds.',
    listed: 'Nothing has to be done now. Read what is listed: it does not block, yet it is not as it should be.',
    nothing:
      'Make sure that this is the input you meant: no control had anything to do with it. `sekisho controls` lists what is judged.',
    partial: 'Run again without the options that make the report partial before you rely on it.',
  },
  basis: {
    LITERAL: { short: 'the text says it', long: 'The text of the law says this itself.' },
    MIXED: {
      short: 'duty in the text, technical detail ours',
      long: 'The duty stands in the text of the law; the technical detail is our reading of it.',
    },
    DERIVED: {
      short: 'not in the text: our reading, in support of a duty',
      long: 'The law does not say this. It is our reading or a policy choice that supports a duty.',
    },
    SECONDARY: {
      short: 'from summaries, text not read',
      long: 'Known from summaries by others; the text itself was not read.',
    },
    UNREAD: {
      short: 'guideline whose text was not read',
      long: 'A guideline whose text was not read: not to be quoted as what it says.',
    },
  },
  confidence: {
    VERIFIED: 'the cited text was read',
    SECONDARY: 'the citation comes from summaries',
    MEMORY: 'the citation was not looked up',
  },
  explain: {
    kind: {
      control: 'Control',
      requirement: 'Requirement',
      article: 'Article',
      exit: 'Exit',
      finding: 'Finding',
    },
    why: 'Why',
    law: 'The law',
    basis: 'basis',
    confidence: 'confidence',
    fix: 'How to fix it',
    messages: 'What it can say',
    judges: 'What it judges',
    stages: 'stages',
    everyZone: 'resources in any zone, or in none',
    zones: (classes) => `resources in zones of class ${classes}`,
    types: 'types',
    exits: 'exits',
    references: 'Read more',
    source: 'Source',
    text: 'What it asks',
    ourWords: 'in our words, not a quotation',
    articles: 'articles',
    requirements: (count) => `Requirements (${count})`,
    controls: (count) => `Controls that serve it (${count})`,
    noControls: 'No control checks this yet: it is not proven by a passing report.',
    peopleOnly: 'Only people can vouch for this: it needs an attestation.',
    noRequirements: 'No requirement is bound to it: it is a rule of good practice, not of law.',
    fingerprint: 'fingerprint',
  },
  controls: {
    title: (count) => plural(count, 'control'),
    columns: ['severity', 'control', 'title'],
    hint: '`sekisho explain ID` says why, which article, and how to fix it',
  },
};
