import { type ITerraformDependable, TerraformResource, type TerraformResourceLifecycle } from 'cdktf';
import type { Construct } from 'constructs';

import { type GoogleBetaProvider, googleBetaVersion } from './google-beta-provider.ts';

export interface GoogleBetaResourceProps {
  readonly provider: GoogleBetaProvider;
  /** Terraform type, such as `google_api_gateway_api`. */
  readonly type: string;
  /** Arguments as Terraform writes them; blocks are lists of one. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** @default none */
  readonly lifecycle?: TerraformResourceLifecycle;
  /** @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A resource of hashicorp/google-beta. Constructs wrap it with typed props; its own arguments are checked by the provider at plan.
 *
 * @example
 * new GoogleBetaResource(stack, 'Identity', {
 *   provider: beta, type: 'google_project_service_identity', arguments: { project: 'planning-dev', service: 'apigateway.googleapis.com' },
 * });
 */
export class GoogleBetaResource extends TerraformResource {
  readonly #arguments: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, { provider, type, dependsOn = [], ...props }: GoogleBetaResourceProps) {
    super(scope, id, {
      provider,
      terraformResourceType: type,
      terraformGeneratorMetadata: { providerName: 'google-beta', providerVersion: googleBetaVersion },
      dependsOn: [...dependsOn],
      ...(props.lifecycle === undefined ? {} : { lifecycle: props.lifecycle }),
    });
    this.#arguments = props.arguments;
  }

  /** Reference to the resource's id. */
  get id(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): Readonly<Record<string, unknown>> {
    return this.#arguments;
  }
}
