import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/verdict/report.ts';
import { attemptProduction } from './declare-production.ts';
import { mutationsByLayer } from './mutations-by-layer.ts';

const all = Object.entries(mutationsByLayer).flatMap(([layer, mutations]) =>
  mutations.map((mutation) => ({ layer, ...mutation })),
);

function summaryOf({ control, address, exit }: Finding): string {
  return [control, address, ...(exit === undefined ? [] : [exit])].join(' ');
}

/** Lines of our own code move with every edit, and with them where a long line is cut; which stack is named does not. */
function withoutLines(message: string): string {
  return message.replaceAll(/ \(created at .*$/gmu, '').replaceAll(/\.ts:\d+/gu, '.ts:LINE');
}

describe('production as it is declared', () => {
  it('is let through', () => {
    const { refusal, written } = attemptProduction(() => undefined);
    expect(refusal?.message).toBeUndefined();
    expect(written).toEqual(['cdktf.out']);
  });
});

describe('production that somebody weakened', () => {
  it('is tried at every layer of the defence', () => {
    expect(Object.keys(mutationsByLayer).map((layer) => layer.slice(0, 2))).toEqual(
      expect.arrayContaining(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6']),
    );
    expect(all.length).toBeGreaterThanOrEqual(13);
  });

  it.each(all)('$layer: is refused when $name', async ({ layer, name, mutate, finding, article }) => {
    const { refusal, written } = attemptProduction(mutate);
    const blocking = refusal?.report?.findings.filter((one) => one.blocking) ?? [];
    expect(blocking.map(summaryOf)).toContain(finding);
    const own = blocking.filter((one) => summaryOf(one) === finding);
    expect(own.map(({ status, articles }) => [status, articles[0]])).toEqual(own.map(() => ['fail', article]));
    expect([refusal?.exitCode, written]).toEqual([1, []]);
    const file = `${layer} ${name}`.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
    await expect(withoutLines(refusal?.message ?? '')).toMatchFileSnapshot(`./__goldens__/prd-mutations/${file}.txt`);
  });
});
