import { describe, expect, it } from 'vitest';
import { countResources, renderCounts } from '../../../../../scripts/lib/docs/estate/count-resources.ts';
import type { PlacedResource } from '../../../../../scripts/lib/docs/estate/declared-estate.ts';
import { estateFlows } from '../../../../../scripts/lib/docs/estate/estate-flows.ts';
import { linesOfPart } from '../../../../../scripts/lib/docs/estate/parts-of-project.ts';
import { renderPictureMermaid } from '../../../../../scripts/lib/docs/estate/picture-mermaid.ts';
import type { Picture } from '../../../../../src/report/graph/graph.ts';
import { aResource } from '../../../../support/a-resource.ts';
import { readText } from '../../../../support/repository.ts';

function placed(
  address: string,
  values: Readonly<Record<string, unknown>>,
  stack = 's-prd',
  project = 'p',
): PlacedResource {
  return { resource: aResource(address, values, {}, { stack }), zone: 'z', project };
}

describe('pictures of the estate', () => {
  it('show what a project is made of, named where there is one, counted where there are several', () => {
    const pools = ['a', 'b'].map((name) => placed(`google_container_node_pool.${name}`, { name }));
    const cluster = placed('google_container_cluster.c', { name: 'rs-isolated' });
    expect(linesOfPart([...pools, cluster], 'work')).toEqual(['GKE cluster rs-isolated', '2 node pools']);
    expect(linesOfPart([...pools, cluster], 'data')).toEqual([]);
  });

  it('show who may do what in whose project, by account, and leave out agents of Google', () => {
    const policy = JSON.stringify({
      bindings: [
        {
          role: 'roles/storage.objectCreator',
          members: [
            'serviceAccount:writer@q.iam.gserviceaccount.com',
            'serviceAccount:own@p.iam.gserviceaccount.com',
            'serviceAccount:service-310000000001@gs-project-accounts.iam.gserviceaccount.com',
          ],
        },
      ],
    });
    const resources = [
      placed('google_storage_bucket_iam_policy.i', { policy_data: policy }),
      placed('google_service_account.w', {}, 's-prd', 'q'),
    ];
    expect(estateFlows(resources)).toEqual([
      {
        from: { kind: 'project', project: 'q', part: 'work' },
        to: { kind: 'project', project: 'p', part: 'data' },
        label: 'creates objects',
      },
    ]);
  });

  it('say by which guards an entry is reached', () => {
    const entry = placed('google_compute_global_forwarding_rule.f', { name: 'f' });
    const backend = placed('google_compute_backend_service.b', { security_policy: 'x' });
    expect(estateFlows([entry, backend]).map(({ label }) => label)).toEqual(['HTTPS, Cloud Armor']);
  });

  it('are written as Mermaid with groups in groups and harmless labels', () => {
    const picture: Picture = {
      title: 't',
      description: 'd',
      direction: 'LR',
      groups: [
        { id: 'z', label: 'zone', tone: 'warning' },
        { id: 'p', label: 'project "p"', tone: 'plain', parent: 'z' },
      ],
      nodes: [
        { id: 'a', lines: ['a', 'b'], tone: 'plain', group: 'p' },
        { id: 'o', lines: ['o'], tone: 'outside' },
      ],
      edges: [{ from: 'o', to: 'a', label: 'in', tone: 'plain' }],
    };
    expect(renderPictureMermaid(picture).split('\n').slice(3, 11)).toEqual([
      'flowchart LR',
      '  subgraph n0["zone"]',
      '    subgraph n1["project #34;p#34;"]',
      '      n2["a<br/>b"]',
      '    end',
      '  end',
      '  n3["o"]',
      '  n3 -->|"in"| n2',
    ]);
  });

  it('draw the whole of what an application for a licence shows, in both languages', () => {
    for (const [file, words] of [
      [
        'system-diagram.svg',
        [
          'Receivers',
          'Control equipment',
          'Facility that handles records',
          'Devices for remote handling',
          'RSL-ST-0001',
        ],
      ],
      ['system-diagram.ja.svg', ['受信設備', '操作用無線設備等', '記録取扱施設設備', '遠隔取扱い装置', 'RSL-ST-0001']],
    ] as const) {
      const svg = readText(`docs/estate/${file}`);
      expect(words.filter((word) => !svg.includes(word))).toEqual([]);
      expect(svg).not.toMatch(/licence NONE|許可番号 なし/);
    }
  });
});

describe('counts of resources', () => {
  it('are by stack and environment, with sums', () => {
    const resources = [
      placed('t.a', {}, 'x-dev'),
      placed('t.b', {}, 'x-prd'),
      placed('t.c', {}, 'x-prd'),
      placed('t.d', {}, 'organisation'),
    ];
    expect(renderCounts(countResources({ resources })).split('\n')).toEqual([
      '| stack | dev | stg | prd | all |',
      '|---|--:|--:|--:|--:|',
      '| organisation |  |  |  | 1 |',
      '| x | 1 |  | 2 |  |',
      '| **sum** | 1 |  | 2 | 1 |',
    ]);
  });
});
