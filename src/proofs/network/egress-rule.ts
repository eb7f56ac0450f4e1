import type { Resource } from '../../estate/estate.ts';
import { Unknown, type ValueObject } from '../../estate/value.ts';
import { blocksOf, scalarOf, textsOf } from '../world.ts';

/** One rule for traffic that leaves, from whichever resource declares it. Lower numbers win; at the same number deny wins. */
export interface EgressRule {
  readonly resource: Resource;
  readonly action: 'allow' | 'deny' | 'unknown';
  readonly priority: number;
  /** Ranges; `unknown` when they can't be seen. No range means everywhere. */
  readonly destinations: readonly string[] | 'unknown';
  readonly destinationAttribute: string;
  readonly protocols: readonly string[];
  readonly disabled: boolean | 'unknown';
  /** False when it holds for some machines of the network only. */
  readonly everyMachine: boolean;
}

/** Reads a VPC firewall rule (`google_compute_firewall`); null when it is surely for traffic that comes in. */
export function firewallRule(resource: Resource): EgressRule | null {
  const { values } = resource;
  const direction = scalarOf(values, 'direction');
  // Google's default is INGRESS.
  if (!(direction instanceof Unknown) && direction !== 'EGRESS') return null;
  const [allow, deny] = [blocksOf(values, 'allow'), blocksOf(values, 'deny')];
  const unseen = direction instanceof Unknown || allow === 'unknown' || deny === 'unknown';
  const blocks = allow === 'unknown' || deny === 'unknown' ? [] : [...allow, ...deny];
  const denies = deny !== 'unknown' && deny.length > 0;
  return {
    resource,
    action: unseen ? 'unknown' : denies ? 'deny' : 'allow',
    priority: priorityOf(values, 1000),
    destinations: textsOf(values, 'destination_ranges') ?? ['0.0.0.0/0'],
    destinationAttribute: 'destination_ranges',
    protocols: blocks.map((block) => protocolOf(block, 'protocol', 'ports')),
    disabled: disabledOf(values),
    everyMachine: values['target_tags'] === undefined && values['target_service_accounts'] === undefined,
  };
}

/** Reads a rule of a global or regional network firewall policy; null when it is surely for traffic that comes in. */
export function policyRule(resource: Resource): EgressRule | null {
  const { values } = resource;
  const direction = scalarOf(values, 'direction');
  if (!(direction instanceof Unknown) && direction !== 'EGRESS') return null;
  const action = scalarOf(values, 'action');
  const match = matchOf(values);
  const seen = match.seen && !(direction instanceof Unknown) && !(action instanceof Unknown);
  if (seen && action === 'goto_next') return null;
  return {
    resource,
    action: !seen ? 'unknown' : action === 'deny' ? 'deny' : 'allow',
    priority: priorityOf(values, Number.NaN),
    destinations: match.destinations,
    destinationAttribute: 'match.0.dest_ip_ranges',
    protocols: match.protocols,
    disabled: disabledOf(values),
    everyMachine: values['target_secure_tags'] === undefined && values['target_service_accounts'] === undefined,
  };
}

/** What a policy rule applies to, and whether all of that could be seen. */
interface Match extends Pick<EgressRule, 'destinations' | 'protocols'> {
  readonly seen: boolean;
}

function matchOf(values: ValueObject): Match {
  const blocks = blocksOf(values, 'match');
  const criteria = blocks === 'unknown' ? undefined : blocks[0];
  if (criteria === undefined) return { destinations: 'unknown', protocols: [], seen: false };
  const destinations = policyDestinations(criteria);
  const layers = blocksOf(criteria, 'layer4_configs');
  if (layers === 'unknown') return { destinations, protocols: [], seen: false };
  const protocols = layers.map((layer) => protocolOf(layer, 'ip_protocol', 'ports'));
  return { destinations, protocols, seen: true };
}

/** Destinations by name or list instead of by range could be anywhere. */
const unrangedDestinations = [
  'dest_fqdns',
  'dest_region_codes',
  'dest_threat_intelligences',
  'dest_address_groups',
  'dest_network_scope',
];

function policyDestinations(criteria: ValueObject): readonly string[] | 'unknown' {
  if (unrangedDestinations.some((name) => criteria[name] !== undefined)) return 'unknown';
  return textsOf(criteria, 'dest_ip_ranges') ?? ['0.0.0.0/0', '::/0'];
}

/** True when the rule, being a deny, stops everything of every protocol for every machine. */
export function deniesEverything(rule: EgressRule): boolean {
  return (
    rule.action === 'deny' &&
    rule.disabled === false &&
    rule.everyMachine &&
    rule.protocols.some((protocol) => protocol === 'all')
  );
}

function priorityOf(values: ValueObject, byDefault: number): number {
  const priority = scalarOf(values, 'priority');
  if (priority === null) return byDefault;
  return priority instanceof Unknown ? Number.NaN : Number(priority);
}

function disabledOf(values: ValueObject): boolean | 'unknown' {
  const disabled = scalarOf(values, 'disabled');
  return disabled instanceof Unknown ? 'unknown' : disabled === 'true';
}

function protocolOf(block: ValueObject, protocol: string, ports: string): string {
  const name = scalarOf(block, protocol);
  const listed = textsOf(block, ports);
  const shown = name instanceof Unknown ? 'unknown' : (name ?? 'unknown');
  if (listed === null || listed.length === 0) return shown.toLowerCase();
  return `${shown.toLowerCase()}/${listed === 'unknown' ? 'unknown' : listed.join(',')}`;
}
