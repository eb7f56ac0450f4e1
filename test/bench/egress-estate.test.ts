import { describe, expect, it } from 'vitest';
import { egressEstate } from '../../bench/generator/egress-estate.ts';

interface Document {
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

describe('the estate of the no-egress bench', () => {
  const text = egressEstate(8_000);
  const { resource } = JSON.parse(text) as Document;
  const count = (type: string): number => Object.keys(resource[type] ?? {}).length;

  it('has as many resources as asked for, 5,000 firewall rules and 500 subnetworks among them', () => {
    expect(Object.keys(resource).reduce((sum, type) => sum + count(type), 0)).toBe(8_000);
    expect([count('google_compute_firewall'), count('google_compute_subnetwork')]).toEqual([5_000, 500]);
  });

  it('is the same bytes every time', () => {
    expect(egressEstate(8_000) === text).toBe(true);
  });

  it('names nothing that it does not hold', () => {
    const named = new Set([...text.matchAll(/\$\{(\w+)\.(\w+)\./gu)].map(([, type, name]) => `${type}.${name}`));
    const lost = [...named].filter((one) => {
      const [type = '', name = ''] = one.split('.');
      return resource[type]?.[name] === undefined;
    });
    // Routes lead to machines that only a larger estate has.
    expect(lost.filter((one) => !one.startsWith('google_compute_instance.'))).toEqual([]);
    expect(egressEstate(30_000)).toContain('"m999":');
  });
});
