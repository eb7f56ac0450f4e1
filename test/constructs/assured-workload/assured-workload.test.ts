import { describe, expect, it } from 'vitest';
import { AssuredWorkload, type AssuredWorkloadProps, GuardedFolder } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

const props: AssuredWorkloadProps = {
  organization: '123456789012',
  parentFolder: '410000000003',
  displayName: 'assured-test',
  billingAccount: '01A2B3-C4D5E6-F7A8B9',
};

describe('an assured workload', () => {
  it('is the package for Japan, in a folder that Google creates below ours', () => {
    const workload = synthesize((stack) => {
      new AssuredWorkload(stack, 'AssuredWorkload', props);
    }).only('google_assured_workloads_workload');
    const { '//': _, ...attributes } = workload;
    expect(attributes).toEqual({
      organization: '123456789012',
      location: 'asia-northeast1',
      display_name: 'assured-test',
      compliance_regime: 'JP_REGIONS_AND_SUPPORT',
      billing_account: 'billingAccounts/01A2B3-C4D5E6-F7A8B9',
      provisioned_resources_parent: 'folders/410000000003',
      resource_settings: [{ resource_type: 'CONSUMER_FOLDER', display_name: 'assured-test' }],
      violation_notifications_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is where a folder of ours can lie before Google has created its own', () => {
    const { parent } = synthesize((stack) => {
      const { folder } = new AssuredWorkload(stack, 'AssuredWorkload', props);
      new GuardedFolder(stack, 'Records', { displayName: 'records', folder: '410000000013', parent: folder });
    }).only('google_folder');
    expect(parent).toMatch(
      /^folders\/\$\{google_assured_workloads_workload\.AssuredWorkload_\w+\.resources\[0\]\.resource_id\}$/,
    );
  });

  it.each([
    ['another country', { location: 'us-central1' }, '`location` is not in Japan'],
    ['an organisation by name', { organization: 'example' }, '`organization` is not a number'],
    ['a folder by name', { parentFolder: 'prd' }, '`parentFolder` is not a number'],
    ['a name with signs', { displayName: 'a/b' }, '`displayName` is not usable as the name of a folder'],
    ['no billing account', { billingAccount: '' }, '`billingAccount` is not a billing account'],
  ])('refuses %s', (_, changes, message) => {
    const declare = () =>
      synthesize((stack) => {
        new AssuredWorkload(stack, 'AssuredWorkload', { ...props, ...changes });
      });
    expect(declare).toThrow(message);
  });
});
