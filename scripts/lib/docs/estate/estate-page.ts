import { countResources, renderCounts } from './count-resources.ts';
import type { DeclaredEstate } from './declared-estate.ts';

/** The page that shows the pictures of the estate and counts its resources. */
export function renderEstatePage(estate: DeclaredEstate): string {
  return `# The estate in pictures

Drawn from the synthesized code by \`npm run docs\`; do not edit. Each picture is there as Mermaid too (\`.mmd\`).

## Production by zones

Boxes are zones of \`sekisho.yaml\` (amber: regulated records), in them projects, with the perimeter around them where one is enforced. Arrows between projects are what
grants, tunnels, entries and log sinks of the declaration allow; the same for [staging](stg.svg) and [development](dev.svg).

![The estate of prd by zones](prd.svg)

## System diagram

What an application under Act 77 of 2016 shows (RSL-LIC-04: Regulation 41/2017 Art.4(3)(iii), Art.23(3)(iii)): how control equipment, receivers, facilities that handle
records and devices for handling them from afar relate, and where each is. A changed diagram is notified without delay (Art.7(2) of the Act); people sign it.

![System diagram of prd](system-diagram.svg)

![系統図(prd)](system-diagram.ja.svg)

## Resources

Managed resources as synthesized, by stack; \`all\` is what the environments share.

${renderCounts(countResources(estate))}
`;
}
