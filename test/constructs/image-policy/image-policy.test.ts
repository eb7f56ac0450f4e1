import { describe, expect, it } from 'vitest';
import { ImagePolicy } from '../../../constructs/index.ts';
import { synthesize } from '../synthesize.ts';

function declare(repositories: readonly string[]) {
  return synthesize((stack) => {
    new ImagePolicy(stack, 'ImagePolicy', { project: 'rs-isolated-test', repositories });
  });
}

describe('the image policy', () => {
  it('denies every image but those of the named repositories, and blocks rather than warns', () => {
    const policy = declare(['asia-northeast1-docker.pkg.dev/rs-isolated-test/images']).only(
      'google_binary_authorization_policy',
    );
    expect(policy).toEqual({
      project: 'rs-isolated-test',
      description: 'Images of the project itself only',
      global_policy_evaluation_mode: 'ENABLE',
      admission_whitelist_patterns: [{ name_pattern: 'asia-northeast1-docker.pkg.dev/rs-isolated-test/images/**' }],
      default_admission_rule: {
        evaluation_mode: 'ALWAYS_DENY',
        enforcement_mode: 'ENFORCED_BLOCK_AND_AUDIT_LOG',
      },
    });
  });

  it.each([
    ['no repository', [], 'no image may run'],
    ['Docker Hub', ['docker.io/library'], 'a repository is not one of Artifact Registry'],
    ['a whole project', ['asia-northeast1-docker.pkg.dev/rs-isolated-test'], 'a repository is not one of'],
    ['a pattern', ['*'], 'a repository is not one of Artifact Registry'],
  ])('rejects %s', (_, repositories, message) => {
    expect(() => declare(repositories)).toThrow(message);
  });
});
