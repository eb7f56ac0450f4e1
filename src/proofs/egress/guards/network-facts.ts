import type { LocalText } from '../../../policy/catalog.ts';
import type { ExitFacts, ExitFinding } from '../../exit.ts';
import { World } from '../../world.ts';
import type { Guard, ProofClass, ReadingCollector } from '../guard.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { direct } from './absent.ts';
import { text } from './texts.ts';

/** What each key of the network's facts means, with `{name}` for its arguments. */
const meanings: Readonly<Record<string, LocalText>> = {
  external_address: text('has an external address ({interface})', '外部アドレスを持つ（{interface}）'),
  public_subnet: text('gives every machine a public address', '全マシンに公開アドレスを与える'),
  external_forwarding: text('is reached from the internet ({scheme})', 'インターネットから届く（{scheme}）'),
  nat_gateway: text('translates to the internet ({type})', 'インターネットへ変換する（{type}）'),
  internet_gateway: text('is attached to the internet', 'インターネットにつながる'),
  default_routes_kept: text('keeps its default routes', '既定経路を残す'),
  auto_subnets: text('makes subnetworks by itself', 'サブネットを自動で作る'),
  route_outside: text('leads to {destination} by {next_hop}', '{next_hop} を経て {destination} に通じる'),
  rule_disabled: text('is disabled', '無効である'),
  no_deny_egress: text('has no rule that denies all egress ({family})', '外向きを全て拒否する規則がない（{family}）'),
  allow_outside: text('allows egress to {destination}', '{destination} への外向きを許す'),
  ipv6_unset: text('does not write stack_type', 'stack_type を書いていない'),
  stack_type: text('carries IPv6 ({value})', 'IPv6 を運ぶ（{value}）'),
};

/** A guard whose question `src/proofs/network` already answers for controls: one answer for both. */
export function networkGuard(
  words: LocalText,
  proof: ProofClass,
  factsOf: (world: World) => ExitFacts,
  opens: 'by-network' | 'directly' = 'by-network',
): Guard {
  return {
    proof,
    text: words,
    read: (world, into) => {
      const facts = factsOf(worldOf(world));
      const wrong = new Set([...facts.open, ...facts.unknown].map(({ resource }) => resource));
      for (const finding of facts.open) report(finding, opens, world, into);
      for (const finding of facts.unknown) doubt(finding, world, into);
      for (const id of facts.examined.filter((one) => !wrong.has(one))) {
        const resource = world.input.index.get(id);
        if (resource !== undefined) into.stands(resource, words);
      }
      if (facts.examined.length + facts.open.length === 0) {
        into.standsBy(`zones.${world.zone.name}`, text('the zone has nothing of the kind', '区域に該当するものがない'));
      }
    },
  };
}

const worlds = new WeakMap<ZoneWorld, World>();

/** The world in which only this zone is one that must stay closed. */
function worldOf(world: ZoneWorld): World {
  let narrow = worlds.get(world);
  if (narrow === undefined) {
    const { estate, index } = world.input;
    const closed = { ...world.zone, dataClass: 'remote-sensing' as const };
    narrow = new World(estate.resources, index, (resource) => (world.isInside(resource) ? closed : null));
    worlds.set(world, narrow);
  }
  return narrow;
}

function report(
  finding: ExitFinding,
  opens: 'by-network' | 'directly',
  world: ZoneWorld,
  into: ReadingCollector,
): void {
  const resource = world.input.index.get(finding.resource) ?? null;
  const address = resource?.address ?? finding.resource;
  const meaning = meanings[finding.key] ?? text(finding.key, finding.key);
  const why = text(`${address} ${filled(meaning.en, finding)}`, `${address} は${filled(meaning.ja, finding)}`);
  if (opens === 'directly' && resource !== null)
    into.opens({ resource, why, to: 'internet', barrier: direct('').barrier });
  else into.missing(why, resource);
}

function doubt(finding: ExitFinding, world: ZoneWorld, into: ReadingCollector): void {
  const attribute = finding.attribute ?? '';
  const decides = text(`what ${attribute} will be`, `${attribute} の値`);
  const resource = world.input.index.get(finding.resource);
  if (resource === undefined) into.unknownAt(finding.resource, attribute, decides);
  else into.unknown(resource, attribute, decides);
}

function filled(template: string, { args }: ExitFinding): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => String(args[name] ?? whole));
}
