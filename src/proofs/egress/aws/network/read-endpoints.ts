import type { Resource } from '../../../../estate/estate.ts';
import { scalarOf } from '../../../world.ts';
import type { ZoneWorld } from '../../zone-world.ts';
import type { Caller } from '../policies/evaluate.ts';
import { decide } from '../policies/evaluate.ts';
import { anyOf, type Truth } from '../policies/match.ts';
import type { Statement } from '../policies/policy-document.ts';
import { readPolicy } from '../policies/read-policy.ts';
import { zoneAccounts } from '../zone-accounts.ts';
import type { AwsReading } from './aws-reading.ts';
import { groupTypes, type Sender, subnetTypes } from './read-machines.ts';

/** A VPC endpoint: for the gateway kind the tables that it stands in, for the others the subnets. */
export interface Endpoint {
  readonly resource: Resource;
  readonly service: string;
  readonly tables: readonly Resource[];
  readonly subnets: readonly Resource[];
  readonly groups: Sender['groups'];
  readonly isOpen: boolean;
  readonly to: string;
  readonly exit: string;
}

export function readEndpoints(reading: AwsReading): readonly Endpoint[] {
  const { world } = reading;
  const apart = reading.by('vpc_endpoint_id', ['aws_vpc_endpoint'], 'aws_vpc_endpoint_route_table_association');
  const tableTypes = ['aws_route_table', 'aws_default_route_table', 'aws_vpc'];
  return world.everywhere('aws_vpc_endpoint').map((resource) => {
    const associated = (apart.get(resource) ?? []).flatMap((one) => reading.many(one, 'route_table_id', ...tableTypes));
    const groups = reading.many(resource, 'security_group_ids', ...groupTypes);
    const service = serviceOf(world, resource);
    const truth =
      service.kind === 'own' ? 'no' : service.kind === 'aws' ? letsOthers(world, resource, service.name) : 'yes';
    return {
      resource,
      service: service.name,
      tables: [...reading.many(resource, 'route_table_ids', ...tableTypes), ...associated],
      subnets: reading.many(resource, 'subnet_ids', ...subnetTypes),
      groups: groups.length > 0 ? groups : 'default',
      isOpen: truth === 'yes' || (truth === 'maybe' && reading.unseen.isOpen),
      to: service.kind === 'aws' ? `outside:any account by ${service.name}` : `outside:service ${service.name}`,
      exit: service.kind === 'aws' ? 'A9' : 'A10',
    };
  });
}

/** Endpoints of the gateway kind by the tables that they stand in. */
export function endpointsByTable(endpoints: readonly Endpoint[]): ReadonlyMap<Resource, readonly Endpoint[]> {
  const found = new Map<Resource, Endpoint[]>();
  for (const endpoint of endpoints) {
    for (const table of endpoint.tables) found.set(table, [...(found.get(table) ?? []), endpoint]);
  }
  return found;
}

interface Service {
  readonly kind: 'aws' | 'own' | 'foreign';
  readonly name: string;
}

/** AWS's own service, one that the zone offers itself, or somebody else's. */
export function serviceOf(world: ZoneWorld, endpoint: Resource): Service {
  const name = scalarOf(endpoint.values, 'service_name');
  if (typeof name === 'string') {
    const service = /^(?:com\.amazonaws|aws\.api)\.[\w-]+\.(.+)$/u.exec(name)?.[1];
    return service === undefined || name.includes('.vpce-svc-')
      ? { kind: 'foreign', name }
      : { kind: 'aws', name: service };
  }
  const [target] = world.targets(endpoint, 'service_name');
  if (target?.type === 'aws_vpc_endpoint_service' && world.isInside(target))
    return { kind: 'own', name: target.address };
  const service = /^com\.amazonaws\.\$\{[^}]*\}\.([\w.-]+)$/u.exec(name?.text ?? '')?.[1];
  return service === undefined ? { kind: 'foreign', name: endpoint.address } : { kind: 'aws', name: service };
}

/** Actions by which data is put into somebody else's account, by the name of the service's endpoint. */
const puttingActions: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:PutObject'],
  dynamodb: ['dynamodb:PutItem'],
  sts: ['sts:AssumeRole'],
  'ecr.dkr': ['ecr:PutImage'],
  'ecr.api': ['ecr:PutImage'],
  sqs: ['sqs:SendMessage'],
  sns: ['sns:Publish'],
  logs: ['logs:PutLogEvents'],
  kms: ['kms:Encrypt'],
  secretsmanager: ['secretsmanager:PutSecretValue'],
  events: ['events:PutEvents'],
  lambda: ['lambda:InvokeFunction'],
};

/** Services whose endpoints take no policy, or through which nothing but an own account's things can be named. */
const harmless = new Set(['ec2messages', 'eks-auth']);

/** Whether an endpoint's policy lets somebody put data into what is not the zone's; without a policy, anything. */
export function letsOthers(world: ZoneWorld, endpoint: Resource, service: string): Truth {
  if (harmless.has(service)) return 'no';
  // A policy that is a resource of its own takes the place of the endpoint's.
  const apart = world.referrers(endpoint, 'aws_vpc_endpoint_policy', 'vpc_endpoint_id');
  const holders = apart.length === 0 || endpoint.values['policy'] !== undefined ? [endpoint, ...apart] : apart;
  return anyOf(holders.map((holder) => policyLetsOthers(world, holder, service)));
}

function policyLetsOthers(world: ZoneWorld, holder: Resource, service: string): Truth {
  const read = readPolicy(world, holder, 'policy');
  if (read === 'unknown') return 'maybe';
  if (read === 'none') return 'yes';
  const statements = read.filter((statement) => !isOfAws(statement));
  const prefix = service.split('.')[0] ?? service;
  const own = zoneAccounts(world).own;
  const callers = [own, '999999999999'].map(
    (account): Caller => ({ kind: 'account', account, arn: `arn:aws:iam::${account}:role/of-nobody-in-particular` }),
  );
  const asked = [...(puttingActions[service] ?? [`${prefix}:Put`]), ...allowedActions(statements)];
  return anyOf(
    callers.flatMap((caller) =>
      asked.map((action) =>
        decide(statements, [], { caller, action, resources: [strange(prefix)], context: contextOf(caller) }),
      ),
    ),
  );
}

/** Requests with nothing in them that the caller chooses. */
const bare: ReadonlySet<string> = new Set(['ecr:getauthorizationtoken', 'sts:getcalleridentity']);

/** Any request carries data, in what it says or in what it names: each action that a statement allows, as somebody may ask it. */
function allowedActions(statements: readonly Statement[]): readonly string[] {
  const allowed = statements.filter(({ effect, actions }) => effect === 'Allow' && !actions.not);
  const patterns = allowed.flatMap(({ actions }) => actions.patterns);
  return patterns
    .filter((pattern) => !bare.has(pattern.toLowerCase()))
    .map((pattern) => pattern.replaceAll('*', 'anything'));
}

/** A resource of a stranger. */
function strange(service: string): string {
  return service === 's3' ? 'arn:aws:s3:::of-a-stranger/anything' : `arn:aws:${service}:region:999999999999:anything`;
}

/** Buckets from which AWS itself serves the layers of images (docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms). */
const ofAws = /^arn:[\w-]+:s3:::prod-[\w*?-]+-starport-layer-bucket(?:\/|$)/u;

/** Whether a statement allows nothing but that. */
function isOfAws({ effect, resources }: Statement): boolean {
  return effect === 'Allow' && resources?.not === false && resources.patterns.every((pattern) => ofAws.test(pattern));
}

function contextOf(caller: Caller): (key: string) => readonly string[] | null | undefined {
  const account = caller.kind === 'account' ? caller.account : '';
  const known = new Map<string, readonly string[] | null>([
    ['aws:resourceaccount', ['999999999999']],
    ['s3:resourceaccount', ['999999999999']],
    ['aws:resourceorgid', null],
    ['aws:principalaccount', [account]],
    ['aws:principalisawsservice', ['false']],
    ['aws:securetransport', ['true']],
  ]);
  return (key) => known.get(key);
}
