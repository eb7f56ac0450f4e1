import type { Picture } from '../../../../src/report/graph/graph.ts';
import { renderGraphSvg } from '../../../../src/report/graph/render-graph-svg.ts';
import type { DeclaredEstate } from './declared-estate.ts';
import { renderEstatePage } from './estate-page.ts';
import { estatePicture } from './estate-picture.ts';
import { renderPictureMermaid } from './picture-mermaid.ts';
import { systemDiagram } from './system-diagram.ts';

const environments = ['prd', 'stg', 'dev'] as const;

/** The documents that are drawn from the declared estate, by path: pictures as SVG and Mermaid, and the page that shows and counts them. */
export function estateDocuments(estate: DeclaredEstate): Readonly<Record<string, string>> {
  const pictures: Readonly<Record<string, Picture>> = {
    ...Object.fromEntries(environments.map((name) => [name, estatePicture(estate, name)])),
    'system-diagram': systemDiagram(estate, 'prd', 'en'),
    'system-diagram.ja': systemDiagram(estate, 'prd', 'ja'),
  };
  const drawn = Object.entries(pictures).flatMap(([name, picture]): readonly (readonly [string, string])[] => [
    [`docs/estate/${name}.svg`, renderGraphSvg(picture)],
    [`docs/estate/${name}.mmd`, renderPictureMermaid(picture)],
  ]);
  return { 'docs/estate/README.md': renderEstatePage(estate), ...Object.fromEntries(drawn) };
}
