import { describe, expect, it } from 'vitest';
import { ImageRegistry, type ImageRegistryProps } from '../../../constructs/index.ts';
import { aDataKey } from '../declared.ts';
import { synthesize } from '../synthesize.ts';

const pusher = 'serviceAccount:image-pusher@delivery-test.iam.gserviceaccount.com';

function declare(changes: Partial<ImageRegistryProps> = {}) {
  return synthesize((stack) => {
    new ImageRegistry(stack, 'ImageRegistry', {
      project: 'rs-isolated-test',
      location: 'asia-northeast1',
      repositoryId: 'images',
      key: aDataKey(stack),
      pusher,
      ...changes,
    });
  });
}

describe('the registry of a zone', () => {
  it('fetches nothing, keeps tags as they are, and is encrypted with our key', () => {
    const { mode, docker_config, kms_key_name, location } = declare().only('google_artifact_registry_repository');
    expect({ mode, docker_config, kms_key_name, location }).toEqual({
      mode: 'STANDARD_REPOSITORY',
      docker_config: { immutable_tags: true },
      kms_key_name: '${google_kms_crypto_key.DataKey_17AFBB84.id}',
      location: 'asia-northeast1',
    });
  });

  it('is written by delivery only', () => {
    const { policy_data } = declare().only('google_artifact_registry_repository_iam_policy');
    expect(JSON.parse(String(policy_data))).toEqual({
      bindings: [{ role: 'roles/artifactregistry.writer', members: [pusher] }],
    });
  });

  it.each([
    ['a multi-region', { location: 'asia' }, '`location` is not one region'],
    ['a bad name', { repositoryId: 'Images' }, '`repositoryId` is not usable'],
    ['a person as pusher', { pusher: 'user:somebody@example.jp' }, 'the pusher is not a service account'],
    [
      'a pusher from inside',
      { pusher: 'serviceAccount:workflows@rs-isolated-test.iam.gserviceaccount.com' },
      'the pusher is not a service account of another project',
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => declare(changes)).toThrow(message);
  });
});
