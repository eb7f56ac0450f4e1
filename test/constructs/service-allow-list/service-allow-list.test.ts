import { describe, expect, it } from 'vitest';
import { ServiceAllowList } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(services: readonly string[]) {
  return synthesize((stack) => {
    new ServiceAllowList(stack, 'ServiceAllowList', { project: 'rs-isolated-test', services });
  });
}

describe('the list of allowed services', () => {
  it('allows the named services and nothing that the folder may allow beside them', () => {
    expect(declare(['storage.googleapis.com', 'compute.googleapis.com']).only('google_org_policy_policy')).toEqual({
      parent: 'projects/rs-isolated-test',
      name: 'projects/rs-isolated-test/policies/gcp.restrictServiceUsage',
      spec: {
        inherit_from_parent: false,
        rules: [{ values: { allowed_values: ['compute.googleapis.com', 'storage.googleapis.com'] } }],
      },
    });
  });

  it.each([
    ['no service', [], 'no service could be used'],
    ['a service twice', ['storage.googleapis.com', 'storage.googleapis.com'], '`services` names a service twice'],
    ['a word', ['storage'], '`services` holds something that is no service of Google'],
    ['a wildcard', ['*.googleapis.com'], '`services` holds something that is no service of Google'],
  ])('rejects %s', (_, services, message) => {
    expect(() => declare(services)).toThrow(message);
  });
});
