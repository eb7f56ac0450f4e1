import type { AwsMachine, AwsPath, AwsRoute, AwsSubnet } from './aws-model.ts';
import type { Landscape } from './landscape.ts';
import { answers } from './packet-kinds.ts';

/**
 * What a machine tells the internet when called: its groups are stateful, the ACL must let both call and answer through, and a route lead back. Null
 * when nobody can call it.
 */
export function answerOf(land: Landscape, machine: AwsMachine): Pick<AwsPath, 'to' | 'exit' | 'hops'> | null {
  const { id, subnet: at, groups, public4, public6, exit } = machine;
  const { family } = land.space;
  const subnet = land.model.subnets[at];
  if (subnet === undefined || !(family === 4 ? public4 : public6)) return null;
  for (const kind of land.kindsFrom(groups)) {
    const back = wayBack(land, subnet, groups, kind);
    if (back === undefined) continue;
    const hops: AwsPath['hops'] = [
      { id, why: 'answers' },
      { id: back.id, why: 'route' },
    ];
    return { to: 'internet', exit: exit ?? (family === 4 ? 'A1' : 'A4'), hops };
  }
  return null;
}

/** The route by which calls of a kind are answered. */
function wayBack(land: Landscape, subnet: AwsSubnet, groups: readonly number[], kind: number): AwsRoute | undefined {
  const { kinds, filters, internet } = land;
  const called = kinds[kind];
  if (called === undefined) return undefined;
  const lookup = land.lookupOf(subnet.table);
  const entered = filters.acl(subnet.acl, 'ingress', kind);
  const backs = land.kindsFrom(groups).flatMap((back) => {
    const answer = kinds[back];
    return answer !== undefined && answers(called, answer) ? [filters.acl(subnet.acl, 'egress', back)] : [];
  });
  const toInternet = (piece: number): AwsRoute | undefined =>
    lookup(piece).find(({ target }) => target.kind === 'internet');
  const piece = filters.groups(groups, 'ingress', kind).findIndex((mark, place) => {
    const isCalled = mark === 1 && entered[place] === 1 && internet[place] === 1;
    return isCalled && backs.some((marks) => marks[place] === 1) && toInternet(place) !== undefined;
  });
  return piece === -1 ? undefined : toInternet(piece);
}
