import type { Report } from '../verdict/report.ts';
import { cleanText, unfolded } from './clean-text.ts';
import { type ControlDocument, type FindingDocument, type ReportDocument, reportDocument } from './document.ts';
import { findingFacts } from './finding-facts.ts';
import { formatWords } from './format-words.ts';
import { blocks, headlineText } from './headline.ts';
import { escapeMarkup } from './markup.ts';
import { type Page, pageFor } from './page.ts';
import type { RenderOptions } from './renderer.ts';
import { addressOf } from './text-finding.ts';

/** One test: a control on a resource, or on all the resources about which it found nothing. */
interface TestCase {
  readonly name: string;
  readonly outcome: 'pass' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

interface TestSuite {
  readonly name: string;
  readonly title: string;
  readonly cases: readonly TestCase[];
}

/**
 * JUnit's XML for the test pages of CI systems: a suite for each control, a test for each resource with a finding, and one for the others that
 * it examined. Only what blocks makes a test red; what is waived, does not block, is left to the plan or examined nothing is skipped, never passed.
 */
export function renderJunit(report: Report, options: RenderOptions): string {
  const document = reportDocument(report, options.language);
  const page = pageFor(options);
  const suites = suitesOf(page, document, options);
  const all = suites.flatMap(({ cases }) => cases);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sekisho" ${countsOf(all)} time="0">`,
    ...suites.flatMap((suite) => suiteLines(suite, document)),
    '</testsuites>',
  ].join('\n')}\n`;
}

function suitesOf(page: Page, report: ReportDocument, options: RenderOptions): readonly TestSuite[] {
  const said = new Map<string, FindingDocument[]>();
  const deferred = new Set(report.deferred);
  for (const finding of [...report.findings, ...report.deferred]) {
    const list = said.get(finding.control);
    if (list === undefined) said.set(finding.control, [finding]);
    else list.push(finding);
  }
  const context: SuiteContext = { page, report, options, deferred };
  const suites = report.controls.map((control) => suiteOf(context, control, said.get(control.id) ?? []));
  const known = new Set(report.controls.map(({ id }) => id));
  const unlisted = [...said].filter(([id]) => !known.has(id));
  const others = unlisted.map(([id, findings]) => ({ name: id, title: id, cases: resourceCases(context, findings) }));
  const whole = [...suites, ...others];
  // A verdict that no finding explains must not look green.
  const isRed = whole.some(({ cases }) => cases.some(({ outcome }) => outcome === 'failure' || outcome === 'error'));
  const message = headlineText(page.words, report);
  const unexplained: TestCase = { name: 'verdict', outcome: 'error', type: report.verdict, message, text: message };
  return report.verdict === 'pass' || isRed
    ? whole
    : [...whole, { name: 'sekisho', title: 'sekisho', cases: [unexplained] }];
}

interface SuiteContext {
  readonly page: Page;
  readonly report: ReportDocument;
  readonly options: RenderOptions;
  readonly deferred: ReadonlySet<FindingDocument>;
}

function suiteOf(context: SuiteContext, control: ControlDocument, findings: readonly FindingDocument[]): TestSuite {
  const cases = resourceCases(context, findings);
  return { name: control.id, title: control.title, cases: [...cases, ...restCase(context, control, cases.length)] };
}

/** The resources that a control examined and found nothing about: the report counts them and names none. */
function restCase({ page, options }: SuiteContext, control: ControlDocument, named: number): readonly TestCase[] {
  const words = formatWords[options.language];
  const others = control.examined - named;
  const base = { type: control.status, text: '' };
  if (control.examined === 0 && named === 0) {
    return [{ ...base, name: words.wholeControl, outcome: 'skipped', message: page.words.status[control.status] }];
  }
  // A control that failed as a whole says nothing about the resources that it does not name.
  if (others <= 0 || control.status === 'error') return [];
  const name = named === 0 ? words.wholeControl : words.others(others);
  if (named > 0 || control.status === 'pass') return [{ ...base, name, outcome: 'pass', message: '' }];
  return [{ ...base, name, outcome: 'skipped', message: page.words.status[control.status] }];
}

function resourceCases(context: SuiteContext, findings: readonly FindingDocument[]): readonly TestCase[] {
  const byResource = new Map<string, FindingDocument[]>();
  for (const finding of findings) {
    const name = `${cleanText(finding.stack)}: ${cleanText(finding.address)}`;
    const list = byResource.get(name);
    if (list === undefined) byResource.set(name, [finding]);
    else list.push(finding);
  }
  return [...byResource].map(([name, list]) => resourceCase(context, name, list));
}

const worstFirst = ['error', 'failure', 'skipped', 'pass'] as const;

function resourceCase(context: SuiteContext, name: string, findings: readonly FindingDocument[]): TestCase {
  const { page, report, options, deferred } = context;
  const words = formatWords[options.language];
  const judged = findings
    .map((finding) => ({ finding, outcome: outcomeOf(finding, deferred) }))
    .sort((one, other) => worstFirst.indexOf(one.outcome) - worstFirst.indexOf(other.outcome));
  const [worst] = judged;
  if (worst === undefined) return { name, outcome: 'pass', type: '', message: '', text: '' };
  const { finding, outcome } = worst;
  const more = findings.length === 1 ? '' : ` (${words.moreOnResource(findings.length - 1)})`;
  const message = deferred.has(finding) ? `${words.leftToPlan}: ${finding.message}` : finding.message;
  const titles = new Map<string, string>();
  const text = judged.map((one) => findingText(page, one.finding, { titles, now: report.now })).join('\n\n');
  return { name, outcome, type: finding.status, message: cleanText(message) + more, text };
}

function outcomeOf(finding: FindingDocument, deferred: ReadonlySet<FindingDocument>): TestCase['outcome'] {
  if (!blocks(finding) || deferred.has(finding)) return 'skipped';
  return finding.status === 'error' ? 'error' : 'failure';
}

function findingText(page: Page, finding: FindingDocument, look: Parameters<typeof findingFacts>[2]): string {
  const facts = findingFacts(page, finding, look).map(
    ({ label, text, address }) => `  ${label}: ${address === undefined ? '' : `${address}: `}${text}`,
  );
  const head = `${finding.severity} ${page.words.status[finding.status]} ${addressOf(finding)}`;
  return [head, `  ${unfolded(finding.message)}`, ...facts].join('\n');
}

function suiteLines({ name, title, cases }: TestSuite, report: ReportDocument): readonly string[] {
  const stamp = report.now.replace(/\.\d+Z$|Z$/u, '');
  return [
    `  <testsuite name="${escapeMarkup(name)}" ${countsOf(cases)} time="0" timestamp="${escapeMarkup(stamp)}">`,
    `    <properties><property name="title" value="${escapeMarkup(title)}"/></properties>`,
    ...cases.flatMap((one) => caseLines(name, one)),
    '  </testsuite>',
  ];
}

function caseLines(suite: string, { name, outcome, type, message, text }: TestCase): readonly string[] {
  const head = `    <testcase classname="${escapeMarkup(suite)}" name="${escapeMarkup(name)}" time="0"`;
  // Text of several lines: each is escaped alone, so that the breaks stay breaks.
  const body = text.split('\n').map(escapeMarkup).join('\n');
  if (outcome === 'pass') return [`${head}/>`];
  if (outcome === 'skipped') {
    const output = text === '' ? [] : [`      <system-out>${body}</system-out>`];
    return [`${head}>`, `      <skipped message="${escapeMarkup(message)}"/>`, ...output, '    </testcase>'];
  }
  const element = `<${outcome} type="${escapeMarkup(type)}" message="${escapeMarkup(message)}">${body}</${outcome}>`;
  return [`${head}>`, `      ${element}`, '    </testcase>'];
}

function countsOf(cases: readonly TestCase[]): string {
  const count = (outcome: TestCase['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}
