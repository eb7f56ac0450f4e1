import { Unknown } from '../../../../estate/value.ts';
import { scalarOf } from '../../../world.ts';
import type { Guard } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import { standingOf } from './targets.ts';

/**
 * Class R: no backup policy of the organisation copies to vaults of other accounts. Such a policy makes plans in every account below it
 * (docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html); `$account` in a vault's ARN is the account itself.
 */
export const backupPoliciesInside: Guard = {
  proof: 'R',
  text: text(
    'no backup policy of the organisation copies to a vault outside the zone',
    '組織のバックアップポリシーが区域外のボールトへ複写しない',
  ),
  read: (world, into) => {
    const policies = world
      .everywhere('aws_organizations_policy')
      .filter(({ values }) => scalarOf(values, 'type') === 'BACKUP_POLICY');
    for (const policy of policies) {
      const content = scalarOf(policy.values, 'content');
      if (content === null || content instanceof Unknown) {
        into.unknown(policy, 'content', text('to which vaults it copies', 'どのボールトへ複写するか'));
        continue;
      }
      const vaults = [...content.matchAll(/arn:[\w-]+:backup:[^"\\\s]+/gu)].map(([arn]) => arn);
      const outside = vaults
        .filter((arn) => !arn.includes(':$account:'))
        .map((arn) => standingOf(world, arn))
        .find(({ kind }) => kind === 'outside');
      if (outside?.kind === 'outside') {
        const why = text(
          `${policy.address} copies backups elsewhere`,
          `${policy.address} がバックアップを区域外へ複写する`,
        );
        into.opens({ resource: policy, why, to: outside.to, barrier: { kind: 'none' } });
      } else into.stands(policy, text('copies inside only', '区域内にだけ複写する'));
    }
    if (policies.length === 0)
      into.standsBy(`zones.${world.zone.name}`, text('no backup policy', 'バックアップポリシーがない'));
  },
};
