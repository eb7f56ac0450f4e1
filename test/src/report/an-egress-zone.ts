import type { EgressExit, EgressStep, EgressZone } from '../../../src/verdict/egress-report.ts';

/** A zone with one exit of each verdict and one way out, in which every text that can come from outside is `text` where it is given. */
export function anEgressZone(text?: string): EgressZone {
  const local = (en: string, ja: string): { readonly en: string; readonly ja: string } =>
    text === undefined ? { en, ja } : { en: text, ja: text };
  const step = (address: string): EgressStep => ({
    address: text ?? address,
    why: local('lets through', '通す'),
    location: { file: text ?? 'stacks/isolated-stack.ts', line: 41 },
  });
  const exit = (id: string, verdict: EgressExit['verdict']): EgressExit => ({
    id,
    title: local(`way ${id}`, `出口 ${id}`),
    verdict,
    proof: 'K',
    by: [step('google_compute_firewall.deny')],
    missing: verdict === 'weak' ? [{ text: local('no deny policy', '拒否ポリシーがない'), location: null }] : [],
    unknown:
      verdict === 'unknown'
        ? [{ address: text ?? 'google_compute_network.net', attribute: 'name', decides: local('the name', '名前') }]
        : [],
    after: [],
    attested:
      verdict === 'attested' ? [{ requirement: 'RSL-PHY-01', by: text ?? 'sato@example.jp', until: '2027-03-31' }] : [],
    path: verdict === 'open' ? [step('google_compute_instance.jump'), step('google_compute_router_nat.nat')] : [],
  });
  const open = exit('E2', 'open');
  return {
    zone: text ?? 'remote-sensing-prd',
    verdict: 'open',
    exitCode: 1,
    resources: 12,
    exits: [exit('E1', 'closed'), open, exit('E3', 'weak'), exit('E13', 'unknown'), exit('E37', 'attested')],
    paths: [
      {
        from: text ?? 'google_compute_instance.jump',
        to: 'internet',
        family: 'ipv4',
        exit: 'E2',
        certain: true,
        via: open.path,
      },
    ],
    deleted: [],
  };
}
