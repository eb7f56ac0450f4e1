import { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository/index.js';
import { ArtifactRegistryRepositoryIamPolicy } from '@cdktf/provider-google/lib/artifact-registry-repository-iam-policy/index.js';
import { Construct } from 'constructs';

import type { DataKey } from '../data-key/index.ts';
import { requireMatch } from '../declaration/index.ts';

export interface ImageRegistryProps {
  readonly project: string;
  /** Region of the images. */
  readonly location: string;
  readonly repositoryId: string;
  readonly key: DataKey;
  /** The only account that may push images: that of the delivery pipeline, as a `serviceAccount:` member. */
  readonly pusher: string;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The images of a zone, in the zone: pushed in by one account, never fetched from elsewhere, a tag always the same image. Nodes read
 * it by their own role; nobody inside can write, so nothing leaves as an image.
 *
 * @example
 * new ImageRegistry(stack, 'ImageRegistry', {
 *   project: 'rs-isolated-dev', location: 'asia-northeast1', repositoryId: 'images', key,
 *   pusher: 'serviceAccount:image-pusher@delivery-dev.iam.gserviceaccount.com',
 * });
 */
export class ImageRegistry extends Construct {
  readonly repository: ArtifactRegistryRepository;
  /** `<region>-docker.pkg.dev/<project>/<repository>`, as image names start. */
  readonly path: string;

  /** Throws `DeclarationError` when the place is not one region or the pusher not a service account of another project. */
  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);
    const { project, location, repositoryId, key, pusher } = props;
    this.#validate(props);
    this.path = `${location}-docker.pkg.dev/${project}/${repositoryId}`;
    this.repository = new ArtifactRegistryRepository(this, 'Resource', {
      project,
      location,
      repositoryId,
      description: 'Images that may run here; pushed in by delivery, never fetched',
      format: 'DOCKER',
      mode: 'STANDARD_REPOSITORY',
      kmsKeyName: key.key.id,
      dockerConfig: { immutableTags: true },
      // Images are scanned before they are pushed in: a scanner here would send findings to a service outside the perimeter.
      vulnerabilityScanningConfig: { enablementConfig: 'DISABLED' },
      labels: { ...props.labels },
      lifecycle: { preventDestroy: true },
      dependsOn: [key.policy],
    });
    new ArtifactRegistryRepositoryIamPolicy(this, 'Policy', {
      project,
      location,
      repository: this.repository.name,
      policyData: JSON.stringify({ bindings: [{ role: 'roles/artifactregistry.writer', members: [pusher] }] }),
    });
  }

  #validate({ project, location, repositoryId, pusher }: ImageRegistryProps): void {
    requireMatch(this, location, /^[a-z]+-[a-z]+\d+$/, {
      what: '`location` is not one region',
      expected: 'a region such as asia-northeast1',
      fix: 'name the region of the cluster',
    });
    requireMatch(this, repositoryId, /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/, {
      what: '`repositoryId` is not usable',
      expected: '2 to 63 lower-case letters, digits or hyphens, starting with a letter',
      fix: 'choose another name',
    });
    requireMatch(
      this,
      pusher,
      new RegExp(`^serviceAccount:[^\\s@]+@(?!${project}\\.)[^\\s@]+\\.iam\\.gserviceaccount\\.com$`),
      {
        what: 'the pusher is not a service account of another project',
        expected: '`serviceAccount:` and an address outside this project',
        fix: 'push from delivery: an account inside that can write images could carry data out in one',
      },
    );
  }
}
