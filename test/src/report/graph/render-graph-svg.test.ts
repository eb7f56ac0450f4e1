import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../../src/report/graph/graph.ts';
import { layOut } from '../../../../src/report/graph/lay-out.ts';
import { renderGraphSvg } from '../../../../src/report/graph/render-graph-svg.ts';
import { textWidth } from '../../../../src/report/graph/text-size.ts';
import { hostileTexts } from '../hostile.ts';
import { markupProblems, tagsOf } from '../markup-reader.ts';

const picture: Picture = {
  title: 'Zone remote-sensing-prd',
  description: 'One path is open.',
  direction: 'LR',
  groups: [
    { id: 'zone', label: 'zone remote-sensing-prd 衛星リモートセンシング記録', tone: 'quiet' },
    { id: 'network', label: 'network rs', tone: 'plain', parent: 'zone' },
  ],
  nodes: [
    { id: 'vm', lines: ['google_compute_instance.jump', 'stacks/isolated-stack.ts:12'], tone: 'bad', group: 'network' },
    { id: 'nat', lines: ['google_compute_router_nat.nat'], tone: 'bad', group: 'network' },
    { id: 'bucket', lines: ['google_storage_bucket.records'], tone: 'good', group: 'zone' },
    { id: 'internet', lines: ['internet'], tone: 'outside' },
  ],
  edges: [
    { from: 'vm', to: 'nat', tone: 'bad', label: 'E2 翻訳' },
    { from: 'nat', to: 'internet', tone: 'bad' },
    { from: 'bucket', to: 'internet', tone: 'quiet', dashed: true },
  ],
};

describe('a picture', () => {
  test('is the same bytes each time, well-formed, and asks nobody for anything', () => {
    const svg = renderGraphSvg(picture);
    expect(renderGraphSvg(structuredClone(picture))).toBe(svg);
    expect(markupProblems(svg)).toEqual([]);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href|@import|<style/u);
    expect(svg).toContain('<title id="picture-title">Zone remote-sensing-prd</title>');
  });

  test('holds each node inside its group, each group inside the one around it, and everything inside the page', () => {
    const { boxes, width, height } = layOut(picture);
    const inside = (inner: string, outer: string): boolean => {
      const [one, other] = [boxes.get(inner), boxes.get(outer)];
      if (one === undefined || other === undefined) return false;
      return (
        one.x >= other.x &&
        one.y >= other.y &&
        one.x + one.width <= other.x + other.width &&
        one.y + one.height <= other.y + other.height
      );
    };
    expect([
      inside('vm', 'network'),
      inside('nat', 'network'),
      inside('network', 'zone'),
      inside('bucket', 'zone'),
    ]).toEqual([true, true, true, true]);
    expect(inside('internet', 'zone')).toBe(false);
    for (const box of boxes.values()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
  });

  test('leaves no two nodes on each other', () => {
    const { boxes } = layOut(picture);
    const all = picture.nodes.map(({ id }) => boxes.get(id));
    const overlaps = all.flatMap((one, at) =>
      all.slice(at + 1).filter((other) => {
        if (one === undefined || other === undefined) return true;
        return (
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height
        );
      }),
    );
    expect(overlaps).toEqual([]);
  });

  test('gives every node room for its words, Japanese ones too', () => {
    expect(textWidth('衛星記録')).toBeGreaterThanOrEqual(52);
    const { boxes } = layOut(picture);
    for (const { id, lines } of picture.nodes) {
      expect(boxes.get(id)?.width).toBeGreaterThanOrEqual(Math.max(...lines.map((line) => textWidth(line))));
    }
  });

  test('can be empty', () => {
    expect(markupProblems(renderGraphSvg({ ...picture, groups: [], nodes: [], edges: [] }))).toEqual([]);
  });

  test.each(hostileTexts)('makes no tag of anybody’s text: %j', (text) => {
    const hostile = (words: string): Picture => ({
      ...picture,
      title: words,
      description: words,
      groups: picture.groups.map((group) => ({ ...group, label: words })),
      nodes: picture.nodes.map((node) => ({ ...node, lines: [words] })),
      edges: picture.edges.map((edge) => ({ ...edge, label: words })),
    });
    const names = (svg: string): readonly string[] => tagsOf(svg).map(({ name }) => name);
    expect(names(renderGraphSvg(hostile(text)))).toEqual(names(renderGraphSvg(hostile('plain'))));
  });

  test('that names what it does not hold is refused', () => {
    expect(() => layOut({ ...picture, edges: [{ from: 'vm', to: 'nowhere', tone: 'bad' }] })).toThrow('names nowhere');
    expect(() =>
      layOut({ ...picture, nodes: [...picture.nodes, { id: 'zone', lines: ['x'], tone: 'plain' }] }),
    ).toThrow('an id twice');
  });
});
