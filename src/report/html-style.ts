/** The colours of the HTML report. A test holds each pair of text and ground to a contrast of 7 to 1 (WCAG 2.2, level AAA), borders that mean something to 3 to 1. */
export const palette = {
  ink: '#1a1d21',
  quiet: '#444b54',
  paper: '#ffffff',
  panel: '#f3f5f7',
  line: '#6b7580',
  link: '#0b3d91',
  pass: '#0a4f2a',
  passGround: '#e6f4ea',
  fail: '#8b1010',
  failGround: '#fdecec',
  unproven: '#5c3d00',
  unprovenGround: '#fff4d6',
  low: '#23406b',
  lowGround: '#eaf1fb',
} as const;

/** Which text stands on which ground. */
export const textPairs: readonly (readonly [keyof typeof palette, keyof typeof palette])[] = [
  ['ink', 'paper'],
  ['ink', 'panel'],
  ['quiet', 'paper'],
  ['quiet', 'panel'],
  ['link', 'paper'],
  ['link', 'panel'],
  ['pass', 'passGround'],
  ['fail', 'failGround'],
  ['unproven', 'unprovenGround'],
  ['low', 'lowGround'],
];

const c = palette;

/** The whole style: nothing in it names another file. It prints in black on white with every fold that was open. */
export const styleSheet = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: ${c.paper}; color: ${c.ink}; font: 16px/1.6 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", sans-serif; }
main, header, footer, nav { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 1.5rem 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 2px solid ${c.line}; }
h3 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
a { color: ${c.link}; }
:focus-visible { outline: 3px solid ${c.link}; outline-offset: 2px; }
code { font: .9em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: ${c.paper}; padding: .5rem; }
.verdict { border-left: .6rem solid; padding: .75rem 1.25rem; margin: 1rem 0; }
.verdict strong { display: block; font-size: 1.5rem; }
.pass { color: ${c.pass}; background: ${c.passGround}; }
.fail, .error, .critical, .high { color: ${c.fail}; background: ${c.failGround}; }
.unproven, .unknown, .medium, .waived { color: ${c.unproven}; background: ${c.unprovenGround}; }
.low, .deferred { color: ${c.low}; background: ${c.lowGround}; }
.not-applicable { color: ${c.quiet}; background: ${c.panel}; }
.tag { display: inline-block; padding: 0 .5rem; border: 1px solid; border-radius: .25rem; font-size: .85rem; font-weight: 600; white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
.counts li { border: 1px solid ${c.line}; border-radius: .25rem; padding: .25rem .75rem; }
.counts b { font-size: 1.2rem; }
.notice { border: 2px solid ${c.unproven}; color: ${c.unproven}; background: ${c.unprovenGround}; padding: .5rem 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { border: 1px solid ${c.line}; padding: .4rem .6rem; text-align: left; vertical-align: top; }
th { background: ${c.panel}; }
tbody th { font-weight: normal; }
#law table { table-layout: fixed; }
#law thead th:nth-child(1), #law thead th:nth-child(3) { width: 29%; }
#law thead th:nth-child(2) { width: 20%; }
#exits table { table-layout: fixed; }
#exits thead th:nth-child(1) { width: 26%; }
#exits svg { display: block; }
td ul { margin: 0; padding-left: 1.1rem; }
.finding { border: 1px solid ${c.line}; border-left-width: .4rem; border-radius: .25rem; padding: .75rem 1rem; margin: .75rem 0; }
.finding dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 0; }
.finding dt { color: ${c.quiet}; }
.finding dd { margin: 0; overflow-wrap: anywhere; }
.day { white-space: nowrap; }
.quiet { color: ${c.quiet}; }
.path { list-style: none; margin: .25rem 0; padding: 0; }
.path li { border: 1px solid ${c.line}; border-radius: .25rem; padding: .3rem .6rem; background: ${c.panel}; }
.path li + li { margin-top: 1.5rem; position: relative; }
.path li + li::before { content: "\\2193"; position: absolute; top: -1.55rem; left: 1rem; }
.path .why { display: block; color: ${c.quiet}; }
details > summary { cursor: pointer; padding: .25rem 0; }
footer { margin: 3rem auto; color: ${c.quiet}; font-size: .9rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { #law table, #exits table { min-width: 45rem; } .finding dl { grid-template-columns: 1fr; } .finding dd { margin-bottom: .35rem; } }
@media print {
  body { font-size: 10pt; }
  nav, .skip { display: none; }
  main, header, footer { max-width: none; padding: 0; }
  .finding, tr, .path li { break-inside: avoid; }
  h2 { break-after: avoid; }
  .scroll { overflow: visible; }
  * { print-color-adjust: exact; }
}
@page { margin: 16mm; }
`;
