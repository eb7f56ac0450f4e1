import { describe, expect, it } from 'vitest';
import { aControl, aFinding, aResult, aWaiver, essence, reportOf } from './a-run.ts';

describe('controls that need a zone', () => {
  const bound = aControl('egress.nat', { severity: 'critical', dataClasses: ['remote-sensing'] });
  const blind = aResult('egress.nat', { resources: [], needsZoneButUnplaced: true });

  it('become one unknown that names them, at synth as well, and never pass', () => {
    const controls = [bound, aControl('egress.route', { severity: 'medium', dataClasses: ['remote-sensing'] })];
    const results = [blind, aResult('egress.route', { needsZoneButUnplaced: true })];
    for (const stage of ['synth', 'plan'] as const) {
      const report = reportOf({ controls, results, options: { stage } });
      expect(essence(report)).toEqual([
        ['unproven', 2],
        ['zone.unjudged', 'unknown', true],
      ]);
      expect(report.findings[0]?.severity).toBe('critical');
      expect(report.findings[0]?.message.en).toBe(
        '2 controls judge zones and could not judge resources that lie in none: egress.nat, egress.route',
      );
      expect(report.controls.filter((one) => one.id.startsWith('egress')).map((one) => one.status)).toEqual([
        'unknown',
        'unknown',
      ]);
    }
  });

  it('are as grave as the gravest of them, so that harmless ones stop nobody', () => {
    const controls = [aControl('egress.nat', { severity: 'low', dataClasses: ['remote-sensing'] })];
    expect(essence(reportOf({ controls, results: [blind] }))).toEqual([
      ['pass', 0],
      ['zone.unjudged', 'unknown', false],
    ]);
  });

  it('are not said twice when the placement blocks already, but are when it is waived', () => {
    const messages = { unplaced: { en: 'unplaced: {controls}', ja: '未配置: {controls}' } };
    const args = { controls: 'egress.nat' };
    const placement = aResult('zone.placement', { unknowns: [aFinding('net/a.b', { key: 'unplaced', args })] });
    const controls = [bound, aControl('zone.placement', { messages })];
    const report = reportOf({ controls, results: [blind, placement] });
    expect(report.findings.map((finding) => finding.message.en)).toEqual(['unplaced: egress.nat']);
    const waived = reportOf({
      controls,
      results: [blind, placement],
      configuration: { waivers: [aWaiver({ control: 'zone.placement' })] },
    });
    expect(essence(waived)).toEqual([
      ['unproven', 2],
      ['zone.unjudged', 'unknown', true],
      ['zone.placement', 'waived', false],
    ]);
  });
});
