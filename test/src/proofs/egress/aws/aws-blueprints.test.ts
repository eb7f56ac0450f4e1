import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInConfiguration } from '../../../../../src/configuration/built-in-configuration.ts';
import type { Zone } from '../../../../../src/configuration/configuration.ts';
import { proveEgress } from '../../../../../src/prove-egress.ts';
import { findModules } from '../../../../../src/sources/find-modules.ts';
import { loadJsonSources } from '../../../../../src/sources/load-sources.ts';
import type { EgressZone } from '../../../../../src/verdict/egress-report.ts';

/** Resources by type and name. */
type Resources = Record<string, Record<string, Record<string, unknown>>>;

const zoneOf = (name: string, account: string): Zone => ({
  name,
  dataClass: name === 'records' ? 'remote-sensing' : 'business',
  select: { projects: [], accounts: [account], folders: [], stacks: [] },
  allowedPlaces: ['ap-northeast-1'],
  allowedResourceTypes: ['aws_*'],
  handlers: [],
  roomNetworks: [],
});
const zones = [zoneOf('records', '444444444444'), zoneOf('network', '555555555555')];

/** Proves a copy of a blueprint's files, as they are or after a change of one stack's resources. */
function prove(files: readonly string[], change: (resources: Resources) => void = () => undefined): EgressZone {
  const root = mkdtempSync(join(tmpdir(), 'sekisho-aws-blueprint-'));
  try {
    const directories = files.map((file) => {
      const document = JSON.parse(readFileSync(join(import.meta.dirname, 'blueprints', file), 'utf8')) as {
        resource?: Resources;
      };
      if (document.resource !== undefined) change(document.resource);
      const directory = join(root, join(file, '..'));
      mkdirSync(directory, { recursive: true });
      writeFileSync(
        join(directory, file.endsWith('plan.json') ? 'plan.json' : 'cdk.tf.json'),
        JSON.stringify(document),
      );
      return directory;
    });
    const report = proveEgress(loadJsonSources(findModules(directories)), {
      configuration: { ...builtInConfiguration, zones },
      zone: 'records',
      assumedZone: null,
      now: new Date('2026-11-24T00:00:00Z'),
      partial: [],
      toolVersion: '0.0.0',
    });
    const [only] = report.zones;
    if (only === undefined) throw new Error('expected the proof of one zone, got none');
    return only;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Ways out of AWS, `?` where something on the way can't be seen. */
function ways({ paths }: EgressZone): readonly string[] {
  const found = paths.filter(({ exit }) => exit.startsWith('A'));
  return found.map(({ exit, from, to, certain }) => `${exit} ${from} => ${to}${certain ? '' : '?'}`);
}

function verdicts({ exits }: EgressZone, ...ids: readonly string[]): readonly string[] {
  return ids.map((id) => `${id} ${exits.find((exit) => exit.id === id)?.verdict ?? 'is not listed'}`);
}

/** Takes resources away; throws where one is not there. */
function without(type: string, name: string): (resources: Resources) => void {
  return (resources) => {
    const named = resources[type];
    if (named !== undefined) Reflect.deleteProperty(named, name);
  };
}

const hub = ['hub-and-spoke/network/cdk.tf.json', 'hub-and-spoke/records/cdk.tf.json'];

describe('a hub with an inspection VPC, and a spoke that holds records', () => {
  const worker = 'aws_instance.worker';

  it('is open into the network account, through its firewall, and by its NAT to the internet: all of it stands in the stacks', () => {
    expect(ways(prove(hub))).toEqual([
      `A3 ${worker} => internet`,
      `A5 ${worker} => zone:network`,
      'A13 aws_vpc.records => internet',
      `A15 ${worker} => zone:network`,
    ]);
  });

  it('shows the way to the internet hop by hop, over both accounts', () => {
    const path = prove(hub).paths.find(({ exit }) => exit === 'A3');
    expect(path?.via.map(({ address }) => address)).toEqual([
      worker,
      'aws_route.default',
      'aws_ec2_transit_gateway_vpc_attachment.records',
      'aws_ec2_transit_gateway_route.all_to_inspection',
      'aws_route.gateway_to_firewall',
      'aws_networkfirewall_firewall.inspection',
      'aws_route.firewall_to_nat',
      'aws_nat_gateway.nat',
      'aws_route.public_to_internet',
    ]);
  });

  it('still gets into the network account without the NAT: the firewall and whoever runs it are of another zone', () => {
    expect(ways(prove(hub, without('aws_route', 'firewall_to_nat'))).filter((way) => !way.includes('A13'))).toEqual([
      `A5 ${worker} => zone:network`,
      `A15 ${worker} => zone:network`,
    ]);
  });

  it('is shut by the hub as soon as the spoke’s end has no table there, which is one line of another team', () => {
    const proof = prove(hub, without('aws_ec2_transit_gateway_route_table_association', 'spoke'));
    expect(ways(proof)).toEqual(['A13 aws_vpc.records => internet']);
    expect(verdicts(proof, 'A3', 'A5', 'A11')).toEqual(['A3 weak', 'A5 weak', 'A11 weak']);
  });

  it('may lead anywhere by the gateway when only the spoke’s stack is given, so that nothing of the network is closed', () => {
    const proof = prove(['hub-and-spoke/records/cdk.tf.json']);
    expect(ways(proof)).toEqual([`A5 ${worker} => outside:what can’t be seen?`, 'A13 aws_vpc.records => internet']);
    expect(verdicts(proof, 'A5', 'A11', 'A43')).toEqual(['A5 unknown', 'A11 unknown', 'A43 unknown']);
  });
});

describe('a private EKS cluster behind endpoints', () => {
  const files = ['eks-private/cdk.tf.json'];

  it('has no address and no gateway, and is open all the same: endpoints without a policy carry data to any account', () => {
    const exits = new Set(ways(prove(files)).map((way) => way.replace(/ .* => /u, ' => ')));
    expect([...exits]).toEqual([
      'A9 => outside:any account by ecr.api',
      'A9 => outside:any account by ecr.dkr',
      'A9 => outside:any account by logs',
      'A9 => outside:any account by s3',
      'A9 => outside:any account by sts',
      'A13 => internet',
    ]);
  });

  it('is shut but for the names that it asks for, once each endpoint has a policy for the own account alone', () => {
    const condition = {
      StringEquals: { 'aws:PrincipalAccount': '444444444444', 'aws:ResourceAccount': '444444444444' },
    };
    const statement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: condition };
    const proof = prove(files, ({ aws_vpc_endpoint: endpoints = {} }) => {
      for (const endpoint of Object.values(endpoints)) {
        endpoint['policy'] = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      }
    });
    expect(ways(proof)).toEqual(['A13 aws_vpc.cluster => internet']);
    // The cluster's own group lets everything out, and so does the ACL that AWS made: nothing but the missing route holds.
    expect(verdicts(proof, 'A9', 'A12', 'A37')).toEqual(['A9 weak', 'A12 weak', 'A37 weak']);
  });
});

describe('the plan of a log archive that is replicated to a central account', () => {
  const proof = prove(['log-archive/plan.json']);

  it('is open by the replication: the destination’s account is another zone’s', () => {
    expect(ways(proof)).toContain('A19 aws_s3_bucket_replication_configuration.log_archive => zone:network');
    expect(verdicts(proof, 'A19')).toEqual(['A19 open']);
  });

  it('is open by the role’s policy, which may replicate into the bucket of that account', () => {
    expect(verdicts(proof, 'A33')).toEqual(['A33 open']);
  });

  it('leaves in doubt what the provider computes where nothing is written: a plan alone does not show the configuration’s silence', () => {
    expect(verdicts(proof, 'A17', 'A18')).toEqual(['A17 unknown', 'A18 unknown']);
  });
});
