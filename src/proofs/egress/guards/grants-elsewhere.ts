import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { scalarOf } from '../../world.ts';
import type { Guard } from '../guard.ts';
import { targetsOfGrant } from '../identity/stores.ts';
import type { ZoneWorld } from '../zone-world.ts';
import { grantTypes } from './grants.ts';
import { text } from './texts.ts';

/** Class R: of every grant elsewhere it can be told what it is on; else it may be on something of the zone. */
export const grantsElsewhereTold: Guard = {
  proof: 'R',
  text: text('every grant elsewhere tells what it is on', '区域外のすべての付与が対象を示す'),
  read: (world, into) => {
    const others = world.everywhere(...grantTypes).filter((one) => one.mode === 'managed' && !world.isInside(one));
    let hidden = 0;
    for (const grant of others) {
      const attribute = hiddenTarget(world, grant);
      if (attribute === null) continue;
      hidden += 1;
      into.unknown(grant, attribute, text('what the grant is on', '付与の対象'));
    }
    if (hidden === 0) {
      const count = String(others.length);
      into.standsBy(`zones.${world.zone.name}`, text(`${count} of them read`, `${count} 件を読み取った`));
    }
  },
};

/** The attribute that names what a grant is on, where it can't be told what that is; null where it can. */
function hiddenTarget(world: ZoneWorld, grant: Resource): string | null {
  const [attribute] = targetsOfGrant(grant.type)?.[0] ?? [];
  if (attribute === undefined) return null;
  const value = scalarOf(grant.values, attribute);
  if (value instanceof Unknown) return leadsSomewhere(world, grant, attribute) ? null : attribute;
  // An account by its number, in whichever project.
  return value !== null && /^projects\/-\/serviceAccounts\/\d+$/u.test(value) ? attribute : null;
}

function leadsSomewhere(world: ZoneWorld, grant: Resource, attribute: string): boolean {
  return world.targets(grant, attribute).some(({ type }) => !type.endsWith('terraform_remote_state'));
}
