import type { Resource } from '../../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../../world.ts';
import { knownText } from '../read-path.ts';
import type { Unseen } from '../unseen.ts';
import type { Protocol, Range, Rule } from './model.ts';
import type { Reading } from './model-reader.ts';
import { everything, parseRange } from './ranges.ts';

/** A rule as it is declared: what can't be seen is `unknown`. */
interface Declared {
  readonly id: string;
  readonly direction: string | Unknown;
  readonly action: string | Unknown;
  readonly priority: number;
  readonly ranges: readonly Range[] | 'unknown';
  readonly protocols: readonly Protocol[] | 'unknown';
  readonly tags: readonly string[] | null | 'unknown';
  readonly accounts: readonly string[] | null | 'unknown';
  readonly disabled: boolean | 'unknown';
}

/**
 * The layers in the order in which Google evaluates them: hierarchical policies from above, then the network's own rules and its policies in
 * the order that the network asks for (cloud.google.com/firewall/docs/firewall-policies-overview).
 */
export function readLayers(reading: Reading, network: Resource): readonly (readonly Rule[])[] {
  const { world, unseen } = reading;
  const own = world
    .referrers(network, 'google_compute_firewall', 'network')
    .flatMap((rule) => resolve(classicRule(rule), unseen));
  const policies = ['google_compute_network_firewall_policy', 'google_compute_region_network_firewall_policy'].map(
    (kind) =>
      world
        .referrers(network, `${kind}_association`, 'attachment_target')
        .flatMap((one) => rulesOf(reading, one, `${kind}_rule`)),
  );
  const order = scalarOf(network.values, 'network_firewall_policy_enforcement_order');
  const rest = order === 'BEFORE_CLASSIC_FIREWALL' ? [...policies, own] : [own, ...policies];
  return [...hierarchical(reading), ...rest];
}

/**
 * Policies of the organisation, then of folders. One that surely hangs above every project of the zone counts whole; of any other, a deny must not be
 * counted on, nor an allow be taken for certain.
 */
function hierarchical(reading: Reading): readonly (readonly Rule[])[] {
  const { world, unseen } = reading;
  const associations = world.everywhere('google_compute_firewall_policy_association');
  const rank = (one: Resource): number =>
    knownText(one.values, 'attachment_target')?.startsWith('organizations/') === true ? 0 : 1;
  return associations
    .toSorted((one, other) => rank(one) - rank(other))
    .map((one) => {
      const rules = rulesOf(reading, one, 'google_compute_firewall_policy_rule');
      if (isAboveZone(reading, one)) return rules;
      return rules.filter(({ action }) => action === (unseen.isOpen ? 'allow' : 'deny'));
    });
}

function isAboveZone({ world }: Reading, association: Resource): boolean {
  const target = scalarOf(association.values, 'attachment_target');
  const folders = world.targets(association, 'attachment_target');
  const { resources } = world.projects;
  return (
    resources.length > 0 &&
    resources.every((project) => {
      const folder = scalarOf(project.values, 'folder_id');
      const named =
        typeof folder === 'string' &&
        typeof target === 'string' &&
        target.replace(/^folders\//u, '') === folder.replace(/^folders\//u, '');
      return named || world.targets(project, 'folder_id').some((one) => folders.includes(one));
    })
  );
}

function rulesOf({ world, unseen }: Reading, association: Resource, type: string): readonly Rule[] {
  const policies = new Set(world.targets(association, 'firewall_policy'));
  const rules = [...policies].flatMap((policy) => world.referrers(policy, type, 'firewall_policy'));
  return rules.flatMap((rule) => resolve(policyRule(rule), unseen));
}

function classicRule({ id, values }: Resource): Declared {
  const [allow, deny] = [blocksOf(values, 'allow'), blocksOf(values, 'deny')];
  const direction = scalarOf(values, 'direction') ?? 'INGRESS';
  const hidden = allow === 'unknown' || deny === 'unknown';
  const blocks = hidden ? [] : [...allow, ...deny];
  const inward = direction === 'INGRESS';
  const ranges = rangesIn(values, inward ? 'source_ranges' : 'destination_ranges');
  const bySource = inward && (values['source_tags'] !== undefined || values['source_service_accounts'] !== undefined);
  return {
    id,
    direction,
    action: hidden ? new Unknown('after-apply') : deny.length > 0 ? 'deny' : 'allow',
    priority: numberIn(values, 'priority', 1000),
    ranges: ranges ?? (bySource ? [] : everything[4]),
    protocols: hidden ? 'unknown' : protocolsOf(blocks, 'protocol'),
    tags: textsOf(values, 'target_tags'),
    accounts: textsOf(values, 'target_service_accounts'),
    disabled: flagIn(values, 'disabled'),
  };
}

/** What a policy's rule may name besides ranges: names and lists whose addresses nobody declares. */
const unranged =
  /^(?:dest|src)_(?:fqdns|region_codes|threat_intelligences|address_groups|network_scope|networks|secure_tags)$/u;

function policyRule({ id, values }: Resource): Declared {
  const direction = scalarOf(values, 'direction') ?? new Unknown('missing');
  return {
    id,
    direction,
    action: policyAction(values),
    priority: numberIn(values, 'priority', Number.NaN),
    ...matchOf(values, direction === 'INGRESS' ? 'src_ip_ranges' : 'dest_ip_ranges'),
    tags: values['target_secure_tags'] === undefined && values['target_resources'] === undefined ? null : 'unknown',
    accounts: textsOf(values, 'target_service_accounts'),
    disabled: flagIn(values, 'disabled'),
  };
}

function policyAction(values: ValueObject): string | Unknown {
  const action = scalarOf(values, 'action');
  // An inspection may pass or stop the packet.
  if (action === null || action === 'apply_security_profile_group') return new Unknown('missing');
  return action === 'goto_next' ? 'next' : action;
}

function matchOf(values: ValueObject, attribute: string): Pick<Declared, 'ranges' | 'protocols'> {
  const matches = blocksOf(values, 'match');
  if (matches === 'unknown') return { ranges: 'unknown', protocols: 'unknown' };
  const match = matches[0] ?? {};
  const layers = blocksOf(match, 'layer4_configs');
  const named = Object.keys(match).some((name) => unranged.test(name));
  return {
    ranges: named ? 'unknown' : (rangesIn(match, attribute) ?? [...everything[4], ...everything[6]]),
    protocols: layers === 'unknown' ? 'unknown' : protocolsOf(layers, 'ip_protocol'),
  };
}

/** The rule as the search takes it. What can't be seen of it is taken for open or for closed, as the mode asks. */
function resolve(rule: Declared, unseen: Unseen): readonly Rule[] {
  if (rule.disabled === true) return [];
  const known = knownRule(rule);
  if (known !== null) return [known];
  const { id, direction, action, priority } = rule;
  const wanted = unseen.isOpen ? 'allow' : 'deny';
  if (typeof action === 'string' && actionOf(action) !== wanted) return [];
  const widest = {
    id,
    action: wanted,
    priority: Number.isNaN(priority) ? -1 : priority,
    ranges: [...everything[4], ...everything[6]],
    protocols: [{ name: 'all', ports: null }],
    tags: null,
    accounts: null,
  } as const;
  return (['EGRESS', 'INGRESS'] as const)
    .filter((one) => direction instanceof Unknown || direction === one)
    .map((one) => ({ ...widest, direction: one }));
}

/** Null when anything that decides can't be seen. */
function knownRule({ id, direction, action, priority, ...rest }: Declared): Rule | null {
  const { ranges, protocols, tags, accounts, disabled } = rest;
  if (direction instanceof Unknown || action instanceof Unknown || disabled !== false || Number.isNaN(priority))
    return null;
  if (ranges === 'unknown' || protocols === 'unknown' || tags === 'unknown' || accounts === 'unknown') return null;
  const way = direction === 'INGRESS' ? 'INGRESS' : 'EGRESS';
  return { id, direction: way, action: actionOf(action), priority, ranges, protocols, tags, accounts };
}

function actionOf(action: string): Rule['action'] {
  return action === 'deny' || action === 'next' ? action : 'allow';
}

function rangesIn(values: ValueObject, name: string): readonly Range[] | null | 'unknown' {
  const texts = textsOf(values, name);
  if (texts === null || texts === 'unknown') return texts;
  const ranges = texts.map((text) => parseRange(text));
  const read = ranges.filter((range) => range !== null);
  return read.length === ranges.length ? read : 'unknown';
}

const numbers: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['58', 'icmpv6'],
  ['132', 'sctp'],
]);

function protocolsOf(blocks: readonly ValueObject[], name: string): readonly Protocol[] | 'unknown' {
  const found: Protocol[] = [];
  for (const block of blocks) {
    const [protocol, ports] = [scalarOf(block, name), textsOf(block, 'ports')];
    if (protocol instanceof Unknown || protocol === null || ports === 'unknown') return 'unknown';
    const spans = (ports ?? [])
      .map((text) => /^(\d+)(?:-(\d+))?$/u.exec(text))
      .map((match) => [Number(match?.[1]), Number(match?.[2] ?? match?.[1])] as const);
    if (spans.some(([first]) => Number.isNaN(first))) return 'unknown';
    const lower = protocol.toLowerCase();
    found.push({ name: numbers.get(lower) ?? lower, ports: spans.length === 0 ? null : spans });
  }
  return found;
}

function numberIn(values: ValueObject, name: string, byDefault: number): number {
  const value = scalarOf(values, name);
  if (value === null) return byDefault;
  return value instanceof Unknown ? Number.NaN : Number(value);
}

function flagIn(values: ValueObject, name: string): boolean | 'unknown' {
  const value = scalarOf(values, name);
  return value instanceof Unknown ? 'unknown' : value === 'true';
}
