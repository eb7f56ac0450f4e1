import { BinaryAuthorizationPolicy } from '@cdktf/provider-google/lib/binary-authorization-policy/index.js';
import { Construct } from 'constructs';

import { requireMatch, requireSome } from '../declaration/index.ts';

export interface ImagePolicyProps {
  readonly project: string;
  /** Repositories whose images may run, such as `asia-northeast1-docker.pkg.dev/my-project/images`. */
  readonly repositories: readonly string[];
}

/**
 * Which images may run in the project's clusters: Google's system images and those of the named repositories; any other is denied.
 *
 * @example
 * new ImagePolicy(stack, 'ImagePolicy', {
 *   project: 'rs-isolated-dev', repositories: ['asia-northeast1-docker.pkg.dev/rs-isolated-dev/images'],
 * });
 */
export class ImagePolicy extends Construct {
  readonly policy: BinaryAuthorizationPolicy;

  constructor(scope: Construct, id: string, { project, repositories }: ImagePolicyProps) {
    super(scope, id);
    requireSome(this, repositories, {
      what: 'no image may run',
      expected: 'at least one repository',
      fix: "name the project's own repository",
    });
    for (const repository of repositories) {
      requireMatch(this, repository, /^[a-z0-9-]+-docker\.pkg\.dev\/[a-z0-9-]+\/[a-z0-9-]+$/, {
        what: 'a repository is not one of Artifact Registry',
        expected: '<region>-docker.pkg.dev/<project>/<repository>',
        fix: 'copy the image into a repository of the project; other registries are unreachable from a closed network',
      });
    }
    this.policy = new BinaryAuthorizationPolicy(this, 'Resource', {
      project,
      description: 'Images of the project itself only',
      globalPolicyEvaluationMode: 'ENABLE',
      admissionWhitelistPatterns: repositories.map((repository) => ({ namePattern: `${repository}/**` })),
      defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG' },
    });
  }
}
