import type { BoundaryModel, Call, IngressRule } from '../../../../../src/proofs/egress/perimeter/model.ts';

/** From where somebody calls: an address, and the project of the network that it is in, if it is in one. */
interface Client {
  readonly address: bigint;
  readonly project: string | null;
}

/**
 * Whether a call passes from any place outside the zone, by trying every place there is, straight from the documentation of VPC Service Controls:
 * - a request to a service that the perimeter of the resource does not restrict is not looked at;
 * - a request from inside the same perimeter passes, and so does one between two projects that share a bridge;
 * - an access level of the perimeter lets in whoever meets it;
 * - otherwise one ingress rule must match: its `from` (identity AND one of its sources) and its `to` (one operation AND the resource).
 */
export function callPasses(model: BoundaryModel, call: Call, highest: number): boolean {
  for (const client of clients(model, highest)) if (passesFrom(model, call, client)) return true;
  return false;
}

function* clients(model: BoundaryModel, highest: number): Generator<Client> {
  const members = [...model.perimeters, ...model.bridges].flatMap(({ projects }) => projects);
  const rules = model.perimeters.flatMap(({ ingress }) => ingress);
  const sources = rules
    .flatMap((rule) => rule.sources)
    .flatMap((source) => (source.kind === 'project' ? source.project : []));
  const projects = [...new Set([...members, ...sources])].filter((one) => !model.zone.includes(one));
  for (let at = 0; at <= highest; at += 1) {
    const address = BigInt(at);
    if (model.room.some(({ first, last }) => address >= first && address <= last)) continue;
    yield { address, project: null };
    for (const project of projects) yield { address, project };
  }
}

function passesFrom(model: BoundaryModel, call: Call, client: Client): boolean {
  const perimeter = model.perimeters.find(({ projects }) => projects.includes(call.project));
  if (perimeter === undefined) return true;
  const restricted = perimeter.restricted === '*' ? [call.service] : perimeter.restricted;
  if (!restricted.includes(call.service)) return true;
  const together = [perimeter, ...model.bridges].some(
    ({ projects }) => client.project !== null && projects.includes(client.project) && projects.includes(call.project),
  );
  if (together) return true;
  const request: Request = { model, identity: call.identity, client };
  if (perimeter.levels.some((level) => meetsLevel(request, level, 0))) return true;
  return perimeter.ingress.some((rule) => matchesFrom(request, rule) && matchesTo(call, rule));
}

interface Request {
  readonly model: BoundaryModel;
  readonly identity: string;
  readonly client: Client;
}

function matchesFrom(request: Request, { identities, sources }: IngressRule): boolean {
  const kind = { any: '', users: 'user:', accounts: 'serviceAccount:' } as const;
  const asIdentity =
    typeof identities === 'string'
      ? request.identity.startsWith(kind[identities])
      : identities.includes(request.identity);
  const fromOneSource = sources.some((source) => {
    if (source.kind === 'anywhere') return true;
    if (source.kind === 'project') return request.client.project === source.project;
    return meetsLevel(request, source.level, 0);
  });
  return asIdentity && fromOneSource;
}

function matchesTo(call: Call, { operations, projects }: IngressRule): boolean {
  const oneOperation = operations.some(
    ({ service, permissions }) =>
      ['*', call.service].includes(service) && (permissions === '*' || permissions.includes(call.permission)),
  );
  return oneOperation && (projects === '*' || projects.includes(call.project));
}

/** Access Context Manager: in a condition all attributes are joined by AND, then negated; conditions by the combining function. */
function meetsLevel(request: Request, name: string, depth: number): boolean {
  const level = request.model.levels.get(name);
  if (level === undefined) return true;
  // A level that leads back to itself is refused by the API: it lets nobody in.
  if (depth > 8) return false;
  const { address } = request.client;
  const results = level.conditions.map(({ networks, members, levels, negate }) => {
    const inNetwork = networks === null || networks.some(({ first, last }) => first <= address && address <= last);
    const isMember = members === null || members.includes(request.identity);
    const holds = inNetwork && isMember && levels.every((required) => meetsLevel(request, required, depth + 1));
    return negate ? !holds : holds;
  });
  return level.combine === 'AND' ? !results.includes(false) : results.includes(true);
}
