import type { Resource } from '../../../../estate/estate.ts';
import type { Guard } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import type { ZoneWorld } from '../../zone-world.ts';

/** Attributes by which something that runs takes a role, at the top or in a block of that name. */
const roleAttributes = [
  'role',
  'role_arn',
  'iam_role',
  'iam_role_arn',
  'iam_instance_profile',
  'instance_profile',
  'execution_role_arn',
  'task_role_arn',
  'node_role_arn',
  'service_role',
  'service_role_arn',
  'instance_role_arn',
  'pod_execution_role_arn',
  'job_flow_role',
] as const;

/** Class R: every role that something of the zone takes is declared, so that what it may do can be seen. */
export const rolesDeclared: Guard = {
  proof: 'R',
  text: text(
    'every role that something of the zone takes is declared',
    '区域のものが引き受けるすべてのロールが宣言されている',
  ),
  read: (world, into) => {
    let taken = 0;
    // Policies and attachments name the role that they are about: they take none.
    const takers = world.inside('aws_*').filter(({ mode, type }) => mode === 'managed' && !type.startsWith('aws_iam_'));
    let hidden = 0;
    for (const taker of takers) {
      for (const attribute of roleAttributes) {
        if (!isGiven(taker, attribute)) continue;
        taken += 1;
        if (isDeclared(world, taker, attribute)) continue;
        hidden += 1;
        into.unknown(taker, attribute, text('what the role that it takes may do', '引き受けるロールに許されること'));
      }
    }
    if (hidden === 0)
      into.standsBy(`zones.${world.zone.name}`, text(`${String(taken)} of them`, `${String(taken)} 件`));
  },
};

function isGiven({ values, undeclared }: Resource, attribute: string): boolean {
  if (undeclared.includes(attribute)) return true;
  const value = values[attribute];
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** A profile is as good as the role in it. */
function isDeclared(world: ZoneWorld, taker: Resource, attribute: string): boolean {
  const targets = world.targets(taker, attribute);
  return targets.some(
    (target) =>
      target.mode === 'managed' &&
      (target.type === 'aws_iam_role' ||
        (target.type === 'aws_iam_instance_profile' && isDeclared(world, target, 'role'))),
  );
}
