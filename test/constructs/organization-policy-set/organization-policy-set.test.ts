import { TerraformStack, Testing } from 'cdktf';
import { describe, expect, it } from 'vitest';
import {
  closedZonePolicies,
  DeclarationError,
  type OrganizationPolicies,
  OrganizationPolicySet,
  organizationConstraintNames,
} from '../../../constructs/index.ts';
import { type Attributes, synthesize } from '../synthesize.ts';

const folder = '410000000013';
const closed = closedZonePolicies({
  folder,
  region: 'asia-northeast1',
  services: ['storage.googleapis.com', 'compute.googleapis.com'],
  customerIds: ['C01abcdef'],
  domains: ['example.jp'],
});

/** A folder with other stances than a closed zone has; a test may break the types. */
function declare(changes: Readonly<Record<string, unknown>> = {}, customConstraints: readonly string[] = []) {
  return synthesize((stack) => {
    const policies = { ...closed, ...changes };
    new OrganizationPolicySet(stack, 'Policies', { folder, policies, customConstraints });
  });
}

/** What the synthesized JSON says beside a policy, for people and the checkpoint; tests of cdktf leave it out. */
function saidOf(constraint: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  const stack = new TerraformStack(Testing.app(), 'test');
  new OrganizationPolicySet(stack, 'Policies', { folder, policies: { ...closed, ...changes } });
  const { resource } = JSON.parse(JSON.stringify(stack.toTerraform())) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  };
  const policies = Object.values(resource['google_org_policy_policy'] ?? {});
  const found = policies.find(({ name }) => name === `folders/${folder}/policies/${constraint}`);
  if (found === undefined) throw new Error(`expected a policy on ${constraint}`);
  return (found['//'] as Attributes)['organization_policy'];
}

function policyOn(constraint: string, declared: ReturnType<typeof declare>): Attributes {
  const name = `folders/${folder}/policies/${constraint}`;
  const found = Object.values(declared.all('google_org_policy_policy')).find((policy) => policy['name'] === name);
  if (found === undefined) throw new Error(`expected a policy on ${constraint}`);
  return found;
}

describe('the organisation policies of a folder', () => {
  const declared = declare();

  it('are one on every constraint that we know, on this folder, and can not be destroyed', () => {
    const policies = Object.values(declared.all('google_org_policy_policy'));
    expect(policies.map(({ name }) => name).sort()).toEqual(
      organizationConstraintNames.map((name) => `folders/${folder}/policies/${name}`),
    );
    expect(new Set(policies.map(({ parent }) => parent))).toEqual(new Set([`folders/${folder}`]));
    expect(policies.every(({ lifecycle }) => (lifecycle as Attributes)['prevent_destroy'] === true)).toBe(true);
  });

  it.each([
    ['compute.disableSerialPortAccess', { enforce: 'TRUE' }],
    ['compute.vmExternalIpAccess', { deny_all: 'TRUE' }],
    ['compute.restrictVpcPeering', { values: { allowed_values: [`under:folders/${folder}`] } }],
    ['gcp.restrictServiceUsage', { values: { allowed_values: ['compute.googleapis.com', 'storage.googleapis.com'] } }],
    ['gcp.resourceLocations', { values: { allowed_values: ['in:asia-northeast1-locations'] } }],
    ['storage.restrictAuthTypes', { values: { denied_values: ['in:ALL_HMAC_SIGNED_REQUESTS'] } }],
  ])('put %s in force, whatever is above', (constraint, rule) => {
    expect(policyOn(constraint, declared)['spec']).toEqual({ inherit_from_parent: false, rules: [rule] });
  });

  it('reset what is left to Google, and keep the reason in the JSON', () => {
    const constraint = 'compute.disableSerialPortLogging';
    expect({ spec: policyOn(constraint, declared)['spec'], said: saidOf(constraint) }).toEqual({
      spec: { inherit_from_parent: false, reset: true },
      said: {
        stance: 'default',
        reason: 'nodes of GKE do not start without it; what it writes stays in the log buckets',
        exits: [],
      },
    });
  });

  it('keep the reason of a guard that is off, and the exits that it leaves to others', () => {
    const constraint = 'compute.disableSerialPortAccess';
    const changes = { [constraint]: { exempt: 'a console for the first start of the antenna controller' } };
    expect({ spec: policyOn(constraint, declare(changes))['spec'], said: saidOf(constraint, changes) }).toEqual({
      spec: { inherit_from_parent: false, rules: [{ enforce: 'FALSE' }] },
      said: { stance: 'exempt', reason: 'a console for the first start of the antenna controller', exits: ['E36'] },
    });
  });

  it('allow every value of a list that is off', () => {
    const exempt = declare({ 'compute.vmExternalIpAccess': { exempt: 'one machine, for the time of a transfer' } });
    expect(policyOn('compute.vmExternalIpAccess', exempt)['spec']).toEqual({
      inherit_from_parent: false,
      rules: [{ allow_all: 'TRUE' }],
    });
  });

  it('allow exactly the values of a list that is loosened, and keep the reason', () => {
    const constraint = 'run.allowedIngress';
    const changes = {
      [constraint]: {
        exempt: 'the dashboard is behind a load balancer',
        allows: ['internal-and-cloud-load-balancing'],
      },
    };
    expect({ spec: policyOn(constraint, declare(changes))['spec'], said: saidOf(constraint, changes) }).toEqual({
      spec: {
        inherit_from_parent: false,
        rules: [{ values: { allowed_values: ['internal-and-cloud-load-balancing'] } }],
      },
      said: { stance: 'exempt', reason: 'the dashboard is behind a load balancer', exits: ['E8'] },
    });
  });

  it('say nothing beside a guard that stands', () => {
    expect(saidOf('compute.vmExternalIpAccess')).toBeUndefined();
  });

  it('enforce custom constraints one after the other', () => {
    const custom = declare({}, ['custom.requireHsmKeys', 'custom.requireSecureBoot', 'custom.denyAlphaCluster']);
    const first = policyOn('custom.requireHsmKeys', custom);
    const [second, third] = ['custom.requireSecureBoot', 'custom.denyAlphaCluster'].map((name) =>
      policyOn(name, custom),
    );
    expect(first['depends_on']).toBeUndefined();
    expect([second?.['depends_on'], third?.['depends_on']]).toEqual([
      [expect.stringMatching(/^google_org_policy_policy\.Policies_CustomRequireHsmKeys_\w+$/)],
      [expect.stringMatching(/^google_org_policy_policy\.Policies_CustomRequireSecureBoot_\w+$/)],
    ]);
  });

  it.each([
    ['a constraint left out', { 'compute.vmExternalIpAccess': undefined }, 'nothing on compute.vmExternalIpAccess'],
    ['a constraint that nobody knows', { 'compute.openDoor': 'enforced' }, 'constraints that we do not know'],
    [
      'a guard at the default',
      { 'compute.vmExternalIpAccess': { default: 'nobody has asked for it until now' } },
      "compute.vmExternalIpAccess guards E1 and can not be left to Google's default",
    ],
    ['a guard that is off for no reason', { 'compute.vmExternalIpAccess': { exempt: '' } }, 'nothing says why'],
    ['a reason that says nothing', { 'compute.trustedImageProjects': { default: 'ok' } }, 'nothing says why'],
    ['a list that is enforced', { 'compute.vmExternalIpAccess': 'enforced' }, 'is a list constraint'],
    ['a boolean that denies', { 'compute.disableSerialPortAccess': 'denies-all' }, 'is a boolean constraint'],
    ['a boolean with values', { 'compute.disableSerialPortAccess': { allows: ['x'] } }, 'is a boolean constraint'],
    ['an empty list', { 'gcp.restrictServiceUsage': { allows: [] } }, 'gcp.restrictServiceUsage names no value'],
    [
      'a guard loosened to nothing',
      { 'run.allowedIngress': { exempt: 'the dashboard is behind a load balancer', allows: [] } },
      'run.allowedIngress can not be loosened to these values',
    ],
    [
      'a boolean loosened to values',
      { 'sql.restrictPublicIp': { exempt: 'a database for a test of the network', allows: ['x'] } },
      'sql.restrictPublicIp can not be loosened to these values',
    ],
    ['a value twice', { 'run.allowedIngress': { allows: ['internal', 'internal'] } }, 'names a value twice'],
    [
      'peering with anybody',
      { 'compute.restrictVpcPeering': { allows: ['under:organizations/1'] } },
      'would allow what',
    ],
    ['an address for one machine', { 'compute.vmExternalIpAccess': { allows: ['x'] } }, 'would not guard'],
    ['another country', { 'gcp.resourceLocations': { allows: ['in:us-locations'] } }, 'would allow what it guards'],
    ['a stranger’s directory', { 'iam.allowedPolicyMemberDomains': { allows: ['example.com'] } }, 'our customer id'],
    [
      'services that are denied instead of allowed',
      { 'gcp.restrictServiceUsage': { denies: ['run.googleapis.com'] } },
      'gcp.restrictServiceUsage would not guard',
    ],
    [
      'a list of denied values without the one that matters',
      { 'storage.restrictAuthTypes': { denies: ['SERVICE_ACCOUNT_HMAC_SIGNED_REQUESTS'] } },
      'storage.restrictAuthTypes does not deny what it guards against',
    ],
  ])('refuse %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });

  it.each([
    ['a constraint of Google as a custom one', ['compute.vmExternalIpAccess'], 'is no custom constraint'],
    ['a custom constraint twice', ['custom.a', 'custom.a'], 'names a constraint twice'],
  ])('refuse %s', (_, names, message) => {
    expect(() => declare({}, names)).toThrow(message);
  });

  it('do not compile with a constraint left out, a guard at the default, or the words of the other kind', () => {
    const { 'compute.vmExternalIpAccess': _left, ...others } = closed;
    // @ts-expect-error: nothing on compute.vmExternalIpAccess
    const incomplete: OrganizationPolicies = others;
    // @ts-expect-error: a guard can't be left to Google
    const defaulted: OrganizationPolicies = { ...closed, 'compute.vmExternalIpAccess': { default: 'not wanted here' } };
    // @ts-expect-error: a list constraint is not enforced
    const otherKind: OrganizationPolicies = { ...closed, 'compute.vmExternalIpAccess': 'enforced' };
    // @ts-expect-error: this guard denies everything, it allows nothing
    const allowing: OrganizationPolicies = { ...closed, 'compute.restrictCloudNATUsage': { allows: ['x'] } };
    for (const policies of [incomplete, defaulted, otherKind, allowing]) {
      expect(() =>
        synthesize((stack) => {
          new OrganizationPolicySet(stack, 'Policies', { folder, policies });
        }),
      ).toThrow(DeclarationError);
    }
  });
});
