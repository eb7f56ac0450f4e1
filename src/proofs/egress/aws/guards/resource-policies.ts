import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { Guard, ReadingCollector } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import { arnOf } from '../policies/names.ts';
import type { Statement } from '../policies/policy-document.ts';
import { readPolicy } from '../policies/read-policy.ts';
import { type Access, whoMay } from '../policies/who-may.ts';
import { ceilingsOf } from './ceilings.ts';
import { absence } from './targets.ts';

/** Types that hold a policy of their own, and what of a service moves data or lets others in. */
export interface PolicyKind {
  /** Type, attribute with the policy, and attribute that names what the policy is of; null for the resource itself. */
  readonly holders: readonly (readonly [type: string, attribute: string, of: string | null])[];
  readonly actions: readonly string[];
  /** Actions on what lies in the resource, e.g. objects of a bucket. */
  readonly onContents?: readonly string[];
}

/** Class R: no policy of the zone's resources lets anybody outside read or re-share, unless the account's own rules stop them. */
export function ownPolicies(kind: PolicyKind): Guard {
  const types = kind.holders.map(([type]) => type);
  return {
    proof: 'R',
    text: text(
      `${types.join(', ')}: no policy lets anybody outside the zone ${kind.actions.join(', ')}`,
      `${types.join(', ')}: どのポリシーも区域外の誰にも ${kind.actions.join(', ')} を許さない`,
    ),
    read: (world, into) => {
      let found = false;
      for (const [type, attribute, of] of kind.holders) {
        for (const holder of [...world.inside(type), ...world.reachingIn(type)]) {
          found = true;
          judge(world, { holder, attribute, of, kind }, into);
        }
        const reaching = new Set(world.reachingIn(type));
        for (const lost of world.unplaced(type)) {
          if (reaching.has(lost)) continue;
          found = true;
          into.unknown(lost, '', text('which zone it is in', 'どの区域に属するか'));
        }
      }
      if (!found) into.standsBy(`zones.${world.zone.name}`, absence(types));
    },
  };
}

interface Held {
  readonly holder: Resource;
  readonly attribute: string;
  readonly of: string | null;
  readonly kind: PolicyKind;
}

function judge(world: ZoneWorld, { holder, attribute, of, kind }: Held, into: ReadingCollector): void {
  const statements = readPolicy(world, holder, attribute);
  if (statements === 'none') {
    into.stands(holder, text(`no ${attribute} of its own`, `${attribute} がない`));
    return;
  }
  if (statements === 'unknown') {
    into.unknown(holder, attribute, text(`the statements of ${attribute}`, `${attribute} の内容`));
    return;
  }
  const subject = (of === null ? undefined : world.targets(holder, of)[0]) ?? holder;
  const ceilings = ceilingsOf(world, 'RESOURCE_CONTROL_POLICY').policies.flatMap((policy) => policy.statements);
  const names = namesOf(world, subject);
  const contents = names.map((name) => `${name}/anything`);
  const namesFor = (action: string): readonly string[] =>
    kind.onContents?.includes(action) === true ? contents : names;
  const actions = [...new Set([...kind.actions, ...otherActions(statements)])];
  const access = whoMay(world, { statements, ceilings, actions, namesFor });
  for (const one of access)
    report(world, holder, one, { into, attribute, isBucket: subject.type === 'aws_s3_bucket', subject });
  if (access.length === 0) into.stands(holder, text('lets nobody outside in', '区域外の誰も許さない'));
}

/** Actions that bring data in, or tell nothing that an outsider would not know. */
const inward = new RegExp(
  `^(?:${[
    's3:(?:putobject(?:tagging|retention|legalhold)?|abortmultipartupload|listmultipartuploadparts|replicate(?:object|delete|tags))',
    's3:(?:objectowneroverridetobucketowner|getbucket(?:location|acl|versioning)|putbucketversioning|deleteobject\\w*)',
    's3:(?:initiatereplication|listbucketmultipartuploads)',
    'kms:(?:encrypt|describekey|getpublickey|verify\\w*|list\\w*|generatedatakeywithoutplaintext)',
    'sqs:(?:sendmessage|getqueue\\w+|deletemessage|purgequeue)',
    'sns:(?:publish|gettopicattributes|listsubscriptionsbytopic)',
    'kinesis:(?:putrecords?|describe\\w+|list\\w+)',
    'logs:(?:putlogevents|putlogeventsbatch|createlog(?:stream|group)|describe\\w+)',
    'events:(?:putevents|describe\\w+|list\\w+)',
    'backup:copyintobackupvault',
    'ecr:(?:batchchecklayeravailability|putimage|initiatelayerupload|uploadlayerpart|completelayerupload|describe\\w+|createrepository|batchimportupstreamimage)',
    'secretsmanager:(?:describesecret|listsecretversionids)',
    'dynamodb:(?:describe\\w+|list\\w+)',
    'elasticfilesystem:describe\\w+',
    'oam:(?:listattachedlinks|getsink\\w*)',
    '\\w+:gettags|\\w+:listtags\\w*',
  ].join('|')})$`,
  'u',
);

/** What statements allow besides: an action that nobody has judged moves data. */
function otherActions(statements: readonly Statement[]): readonly string[] {
  const allowed = statements.filter(({ effect, actions }) => effect === 'Allow' && !actions.not);
  return allowed
    .flatMap(({ actions }) => actions.patterns)
    .filter((pattern) => pattern.includes(':') && !inward.test(pattern.toLowerCase()))
    .map((pattern) => pattern.replaceAll('*', 'anything').replaceAll('?', 'x'));
}

function namesOf(world: ZoneWorld, subject: Resource): readonly string[] {
  const bucket = subject.type === 'aws_s3_bucket' ? scalarOf(subject.values, 'bucket') : null;
  return typeof bucket === 'string' ? [arnOf(world, subject), `arn:aws:s3:::${bucket}`] : [arnOf(world, subject)];
}

function report(
  world: ZoneWorld,
  holder: Resource,
  { to, action, inEffect, caller }: Access,
  more: { into: ReadingCollector; attribute: string; isBucket: boolean; subject: Resource },
): void {
  const { into, attribute } = more;
  const why = text(
    `${holder.address}: ${attribute} lets ${to.replace(/^[a-z]+:/u, '')} ${action}`,
    `${holder.address}: ${attribute} が ${to.replace(/^[a-z]+:/u, '')} に ${action} を許す`,
  );
  const isStopped =
    inEffect === 'no' || (more.isBucket && caller.kind !== 'service' && blocksPublic(world, more.subject, to));
  if (isStopped) into.missing(why, holder);
  else if (inEffect === 'yes') into.opens({ resource: holder, why, to, barrier: { kind: 'none' } });
  else into.unknown(holder, attribute, text(`whether a condition keeps ${to} out`, `条件が ${to} を締め出すか`));
}

/** A public bucket policy works for nobody outside the account where public buckets are restricted (S3 Block Public Access). */
function blocksPublic(world: ZoneWorld, bucket: Resource, to: string): boolean {
  if (to !== 'internet' && to !== 'outside:any AWS account') return false;
  const own = world.referrers(bucket, 'aws_s3_bucket_public_access_block', 'bucket');
  const account = world.inside('aws_s3_account_public_access_block');
  return [...own, ...account].some(({ values }) => scalarOf(values, 'restrict_public_buckets') === 'true');
}
