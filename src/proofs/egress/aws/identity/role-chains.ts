import type { Resource } from '../../../../estate/estate.ts';
import { text } from '../../guards/texts.ts';
import { hopOf } from '../../hop-of.ts';
import type { EgressPath, Hop } from '../../prove-zone.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { whoMayAssume } from '../policies/who-may-assume.ts';
import { RoleGraph, type Trust } from './role-graph.ts';

/** Roles that one may have become on the way to another, and whether each step is certain. */
interface Chain {
  readonly role: Resource;
  readonly via: readonly Hop[];
  readonly isCertain: boolean;
}

/**
 * Ways to a role of the zone by which others become first one role, then another (role chaining,
 * docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html): from each role to whoever outside may become it in two steps or more, the shortest
 * shown whole. Single steps are what the rows of role trust judge. Linear in roles and trusts.
 */
export function roleChains(world: ZoneWorld): readonly EgressPath[] {
  const graph = new RoleGraph(world);
  return world.inside('aws_iam_role').flatMap((role) => chainsTo(world, graph, role));
}

function chainsTo(world: ZoneWorld, graph: RoleGraph, role: Resource): readonly EgressPath[] {
  const paths: EgressPath[] = [];
  const seen = new Set<Resource>([role]);
  const queue: Chain[] = [{ role, via: [], isCertain: true }];
  // The loop goes on with what it appends; certain steps first, so that what is certain is shown as such.
  for (const chain of queue) {
    if (chain.via.length > 0) paths.push(...strangersAt(world, graph, chain, role));
    for (const trust of byCertainty(graph.trustsOf(chain.role))) {
      if (seen.has(trust.role)) continue;
      seen.add(trust.role);
      const next = stepped(chain, trust);
      queue.push(next);
      if (next.via.length > 1 && !world.isInside(trust.role)) {
        paths.push(pathOf(role, next, `principal:${graph.namesOf(trust.role)[0] ?? trust.role.address}`));
      }
    }
  }
  return paths;
}

function byCertainty(trusts: readonly Trust[]): readonly Trust[] {
  return [...trusts].sort((one, other) => Number(other.isCertain) - Number(one.isCertain));
}

function stepped({ role, via, isCertain }: Chain, trust: Trust): Chain {
  const hop = hopOf(role, text(`may be assumed by ${trust.role.address}`, `${trust.role.address} が引き受けられる`));
  return { role: trust.role, via: [...via, hop], isCertain: isCertain && trust.isCertain };
}

/** Who becomes the last role of a chain without being a role that is declared. */
function strangersAt(world: ZoneWorld, graph: RoleGraph, chain: Chain, first: Resource): readonly EgressPath[] {
  const statements = graph.statementsOf(chain.role);
  const ceilings = graph.ceilingsOf(chain.role);
  const names = graph.namesOf(chain.role);
  return whoMayAssume(world, { statements, ceilings, names })
    .filter(({ caller, inEffect }) => caller.kind !== 'service' && inEffect !== 'no')
    .filter(({ caller }) => caller.kind !== 'account' || graph.roleNamed(caller.arn) === undefined)
    .map(({ to, inEffect }) => {
      const who = to.replace(/^[a-z]+:/u, '');
      const hop = hopOf(chain.role, text(`may be assumed by ${who}`, `${who} が引き受けられる`));
      const whole = { ...chain, via: [...chain.via, hop], isCertain: chain.isCertain && inEffect === 'yes' };
      return pathOf(first, whole, to);
    });
}

function pathOf(first: Resource, { via, isCertain }: Chain, to: string): EgressPath {
  return { from: first.address, to, family: null, exit: 'A30', isCertain, via };
}
