/**
 * One app with a given number of resources of several types in four stacks, synthesized as plain cdktf does it, with the token traces off, or checked.
 * usage: synth-app.ts plain|patched|checked RESOURCES PACKAGE_FOLDER OUT_FOLDER
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network/index.js';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork/index.js';
import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key/index.js';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring/index.js';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket/index.js';
import { App, TerraformStack } from 'cdktf';

const project = 'bench-project';
const location = 'asia-northeast1';
const resourcesInCell = 12;
const stacks = 4;

const [kind, resources, packageFolder, outdir] = process.argv.slice(2);
if (packageFolder === undefined || outdir === undefined) throw new Error('expected KIND RESOURCES PACKAGE_FOLDER OUT');
const app = await makeApp(kind, join(packageFolder, 'dist/src'), outdir);
const cells = Number(resources) / resourcesInCell;
for (let number = 0; number < stacks; number++) declareStack(number, Math.floor((cells + number) / stacks));
app.synth();

async function makeApp(asked: string | undefined, library: string, directory: string): Promise<App> {
  if (asked === 'plain') return new App({ outdir: directory });
  if (asked === 'patched') {
    const turnOff = await exportOf(join(library, 'gate/token-traces.js'), 'turnOffTokenTraces');
    if (Reflect.apply(turnOff, undefined, []) !== true) throw new Error('expected cdktf to let go of its token traces');
    return new App({ outdir: directory });
  }
  if (asked !== 'checked') throw new Error(`expected plain, patched or checked, got ${String(asked)}`);
  const checkedApp = await exportOf(join(library, 'index.js'), 'CheckedApp');
  const made: unknown = Reflect.construct(checkedApp, [{ outdir: directory, configuration: 'bench.yaml' }]);
  if (made instanceof App) return made;
  throw new Error('expected a CheckedApp to be an App of the same cdktf');
}

/** What the built package exports under a name; its path is known only when this runs. */
async function exportOf(file: string, name: string): Promise<(...parameters: readonly unknown[]) => unknown> {
  const module: unknown = await import(pathToFileURL(file).href);
  const found: unknown = typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
  if (!isFunction(found)) throw new Error(`expected ${file} to export ${name}`);
  return found;
}

function isFunction(value: unknown): value is (...parameters: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

function declareStack(number: number, cellsInStack: number): void {
  const stack = new TerraformStack(app, `bench-${String(number)}`);
  new GoogleProvider(stack, 'google', { project, region: location });
  new AwsProvider(stack, 'aws', { region: 'ap-northeast-1' });
  for (let cell = 0; cell < cellsInStack; cell++) declareCell(stack, cell);
}

function declareCell(stack: TerraformStack, cell: number): void {
  const id = (name: string): string => `${name}-${String(cell)}`;
  const network = new ComputeNetwork(stack, id('network'), {
    name: id('network'),
    autoCreateSubnetworks: false,
    deleteDefaultRoutesOnCreate: true,
  });
  new ComputeSubnetwork(stack, id('subnet'), {
    name: id('subnet'),
    network: network.id,
    ipCidrRange: `10.${String(cell % 250)}.0.0/20`,
    privateIpGoogleAccess: true,
    stackType: 'IPV4_ONLY',
  });
  new ComputeFirewall(stack, id('deny'), {
    name: id('deny'),
    network: network.id,
    direction: 'EGRESS',
    priority: 65_000,
    destinationRanges: ['0.0.0.0/0', '::/0'],
    deny: [{ protocol: 'all' }],
  });
  declareStorage(stack, id);
  const vpc = new Vpc(stack, id('vpc'), { cidrBlock: `10.${String(cell % 250)}.0.0/16` });
  for (const zone of ['a', 'c']) {
    new Subnet(stack, id(`vpc-subnet-${zone}`), {
      vpcId: vpc.id,
      cidrBlock: `10.${String(cell % 250)}.${zone === 'a' ? '1' : '2'}.0/24`,
      availabilityZone: `ap-northeast-1${zone}`,
    });
  }
  new SecurityGroup(stack, id('group'), { name: id('group'), vpcId: vpc.id });
  new LbTargetGroup(stack, id('target'), {
    name: id('target'),
    port: 443,
    protocol: 'TCP',
    targetType: 'ip',
    vpcId: vpc.id,
  });
}

function declareStorage(stack: TerraformStack, id: (name: string) => string): void {
  const ring = new KmsKeyRing(stack, id('ring'), { name: id('ring'), location });
  const key = new KmsCryptoKey(stack, id('key'), {
    name: id('key'),
    keyRing: ring.id,
    rotationPeriod: '7776000s',
    purpose: 'ENCRYPT_DECRYPT',
    versionTemplate: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: 'HSM' },
  });
  new StorageBucket(stack, id('bucket'), {
    name: id('bucket'),
    location,
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    forceDestroy: false,
    encryption: { defaultKmsKeyName: key.id },
    versioning: { enabled: true },
  });
  new ServiceAccount(stack, id('account'), { accountId: id('account') });
}
