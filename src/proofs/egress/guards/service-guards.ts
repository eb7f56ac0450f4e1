import picomatch from 'picomatch';
import { isInNoZone } from '../../../estate/placement.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard } from '../guard.ts';
import { typeMatcher } from '../type-matcher.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { policyState } from './organisation-policies.ts';
import { text } from './texts.ts';

/** Names of the services that are switched on in the zone; `unknown` members can't be read. */
function enabledServices(world: ZoneWorld): readonly { readonly name: string | Unknown | null; readonly at: number }[] {
  return world
    .inside('google_project_service')
    .map((resource, at) => ({ name: scalarOf(resource.values, 'service'), at }));
}

/** Class A: services (globs) are not switched on in the zone. */
export function serviceOff(...services: readonly string[]): Guard {
  const what = text(`${services.join(', ')} is not enabled`, `${services.join(', ')} が有効でない`);
  const matches = picomatch([...services]);
  return {
    proof: 'A',
    onlyFor: 'google',
    text: what,
    read: (world, into) => {
      const resources = world.inside('google_project_service');
      let clean = true;
      for (const { name, at } of enabledServices(world)) {
        const resource = resources[at];
        if (resource === undefined) continue;
        if (name instanceof Unknown) {
          clean = false;
          into.unknown(resource, 'service', text('which service it enables', '有効にするサービス'));
        } else if (name !== null && matches(name)) {
          clean = false;
          into.missing(text(`${name} is enabled`, `${name} が有効である`), resource);
        }
      }
      if (clean)
        into.standsBy(
          `zones.${world.zone.name}`,
          text('not among its google_project_service', 'google_project_service にない'),
        );
    },
  };
}

/** Class K: only what the zone declares, and the services named to be off are not among it, may be switched on by anybody. */
export function onlyDeclaredServices(): Guard {
  const what = text(
    'organisation policy gcp.restrictServiceUsage allows the declared services only',
    '組織ポリシー gcp.restrictServiceUsage が、宣言したサービスだけを許す',
  );
  return {
    proof: 'K',
    onlyFor: 'google',
    text: what,
    read: (world, into) => {
      const declared = new Set(enabledServices(world).map(({ name }) => name));
      const state = policyState(world, 'gcp.restrictServiceUsage', {
        kind: 'allows-only',
        allowed: (value) => declared.has(value),
      });
      if (state.kind === 'stands') {
        for (const policy of state.policies)
          into.stands(policy, text('the declared services only', '宣言したサービスだけ'));
      } else if (state.kind === 'unknown') {
        into.unknown(state.policy, state.attribute, text('which services it allows', '許すサービス'));
      } else into.missing(what, state.kind === 'loose' ? state.policy : null);
    },
  };
}

/** Class A: every resource in the zone is of a type on the zone's list; a type that nobody thought of is a way out. */
export const closedWorld: Guard = {
  proof: 'A',
  text: text('only types on the zone’s list exist in it', '許可された種類のリソースだけがある'),
  read: (world, into) => {
    const allowed = world.zone.allowedResourceTypes;
    if (allowed === null) {
      into.missing(text('the zone has no list of allowed types', '区域に許可された種類の一覧がない'));
      return;
    }
    const matches = typeMatcher(allowed);
    const others = world.inventory().filter(({ type }) => !matches(type));
    for (const resource of others) {
      into.opens({
        resource,
        why: text(`${resource.type} is not on the zone’s list`, `${resource.type} は許可された種類でない`),
        to: 'outside:unknown',
        barrier: { kind: 'none' },
      });
    }
    if (others.length === 0) {
      const count = world.inventory().length;
      into.standsBy(
        `zones.${world.zone.name}`,
        text(`${count} resources, all of allowed types`, `${count} 件すべて許可された種類`),
      );
    }
  },
};

/** Stacks that hold what guards the zone from above: whoever applies them may do most. */
export function stacksOfGuards(world: ZoneWorld): readonly string[] {
  const above = world.input.estate.resources.filter(({ type }) => type.startsWith('google_') && isInNoZone(type));
  return above.map(({ stack }) => stack);
}

/** Class L: nothing in the zone's stacks runs commands of its own. */
export const noProvisioners: Guard = {
  proof: 'L',
  text: text(
    'no provisioner in the stacks of the zone and of its guards',
    '区域とその防護のスタックにプロビジョナーがない',
  ),
  read: (world, into) => {
    const stacks = new Set([...world.stacks(), ...stacksOfGuards(world)]);
    const running = world.input.estate.resources.filter(
      ({ stack, provisioners }) => stacks.has(stack) && provisioners.length > 0,
    );
    for (const resource of running) {
      const said = `${resource.address}: ${resource.provisioners.join(', ')}`;
      into.missing(text(said, said), resource);
    }
    const unseen = world.input.estate.stacks.filter(
      ({ name, blindSpots }) => world.stacks().has(name) && blindSpots.length > 0,
    );
    for (const stack of unseen) {
      into.unknownAt(
        stack.name,
        'provisioner',
        text('the whole configuration beside the plan', 'plan と対になる構成の全体'),
      );
    }
    if (running.length + unseen.length === 0) {
      into.standsBy(`zones.${world.zone.name}`, text(`none in ${stacks.size} stacks`, `${stacks.size} スタックになし`));
    }
  },
};
