import { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

/** The same version as `@cdktf/provider-google` is generated from: both providers then read arguments alike. */
export const googleBetaVersion = '6.50.0';

export interface GoogleBetaProviderProps {
  readonly project: string;
  readonly region: string;
}

/**
 * The provider hashicorp/google-beta, for types and arguments that hashicorp/google lacks. What needs it lies in a stack of its own, so
 * that no other stack depends on what Google may still change.
 *
 * @example
 * new GoogleBetaProvider(stack, 'GoogleBeta', { project: 'planning-dev', region: 'asia-northeast1' });
 */
export class GoogleBetaProvider extends TerraformProvider {
  readonly #arguments: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, { project, region }: GoogleBetaProviderProps) {
    super(scope, id, {
      terraformResourceType: 'google-beta',
      terraformGeneratorMetadata: { providerName: 'google-beta', providerVersion: googleBetaVersion },
      terraformProviderSource: 'google-beta',
    });
    this.#arguments = { project, region };
  }

  protected override synthesizeAttributes(): Readonly<Record<string, unknown>> {
    return this.#arguments;
  }
}
