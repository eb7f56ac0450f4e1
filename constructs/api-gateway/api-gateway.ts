import { Fn } from 'cdktf';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';
import { type GoogleBetaProvider, GoogleBetaResource } from '../google-beta/index.ts';
import { type ApiBackend, type ApiCaller, type ApiOperation, openApiOf } from './open-api.ts';
import { requireInterface } from './validate-interface.ts';

export interface ApiGatewayProps {
  readonly provider: GoogleBetaProvider;
  readonly project: string;
  /** Region of the gateway. */
  readonly region: string;
  readonly name: string;
  /** Address of the account with which the gateway presents itself to the backend; of the same project. */
  readonly serviceAccount: string;
  readonly backend: ApiBackend;
  readonly callers: readonly ApiCaller[];
  readonly operations: readonly ApiOperation[];
  /** Requests of one project in a minute. @default 600 */
  readonly requestsPerMinute?: number;
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * An API gateway: what is listed can be called, by whom is listed, with a token that the gateway checks; nothing else gets through. It
 * reaches the system through that system's own entry, with an identity of its own. Google gives each gateway a public address that can't
 * be switched off, past any load balancer: so each operation asks for a token, whatever stands in front.
 *
 * @example
 * new ApiGateway(stack, 'ApiGateway', {
 *   provider: beta, project: 'planning-dev', region: 'asia-northeast1', name: 'planning',
 *   serviceAccount: 'planning-gateway@planning-dev.iam.gserviceaccount.com',
 *   backend: { address: 'https://planning.dev.example.jp', audience: '310000000031-a1.apps.googleusercontent.com' },
 *   callers: [{ name: 'staff', issuer: 'https://idp.example.jp', jwksUri: 'https://idp.example.jp/keys', audiences: ['planning'] }],
 *   operations: [{ path: '/passes', method: 'get', operationId: 'listPasses', callers: ['staff'] }],
 * });
 */
export class ApiGateway extends Construct {
  readonly gateway: GoogleBetaResource;
  /** Serverless network endpoint group for a load balancer in front. */
  readonly endpointGroup: GoogleBetaResource;

  /** Throws `DeclarationError` for an operation that asks nobody, a backend in the clear, or an account of another project. */
  constructor(scope: Construct, id: string, props: ApiGatewayProps) {
    super(scope, id);
    this.#validate(props);
    const { provider, project, region, name } = props;
    const labels = { ...props.labels };
    const api = new GoogleBetaResource(this, 'Api', {
      provider,
      type: 'google_api_gateway_api',
      arguments: { project, api_id: name, display_name: name, labels },
    });
    const config = this.#declareConfig(props, api);
    this.gateway = new GoogleBetaResource(this, 'Resource', {
      provider,
      type: 'google_api_gateway_gateway',
      arguments: { project, region, gateway_id: name, display_name: name, api_config: config.id, labels },
    });
    this.endpointGroup = new GoogleBetaResource(this, 'EndpointGroup', {
      provider,
      type: 'google_compute_region_network_endpoint_group',
      arguments: {
        project,
        region,
        name: `${name}-gateway`,
        network_endpoint_type: 'SERVERLESS',
        serverless_deployment: [{ platform: 'apigateway.googleapis.com', resource: name }],
      },
      dependsOn: [this.gateway],
    });
  }

  #declareConfig(
    { provider, project, name, serviceAccount, requestsPerMinute = 600, ...props }: ApiGatewayProps,
    api: GoogleBetaResource,
  ): GoogleBetaResource {
    // Encoded by Terraform, so that a reviewer reads the interface in what is synthesized.
    const contents = Fn.base64encode(Fn.rawString(openApiOf({ title: name, requestsPerMinute, ...props })));
    return new GoogleBetaResource(this, 'Config', {
      provider,
      type: 'google_api_gateway_api_config',
      arguments: {
        project,
        api: api.getStringAttribute('api_id'),
        api_config_id_prefix: `${name}-`,
        display_name: name,
        labels: { ...props.labels },
        gateway_config: [{ backend_config: [{ google_service_account: serviceAccount }] }],
        openapi_documents: [{ document: [{ path: 'openapi.json', contents }] }],
      },
      // A gateway can't be without a configuration: the next one stands before the last one goes.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  #validate({ project, region, name, serviceAccount, ...props }: ApiGatewayProps): void {
    requireMatch(this, name, /^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$/, {
      what: '`name` is not usable',
      expected: 'lower-case letters, digits and hyphens, at most 49',
      fix: 'choose another name',
    });
    requireMatch(this, region, /^[a-z]+-[a-z]+\d+$/, {
      what: '`region` is not a region',
      expected: 'a region such as asia-northeast1',
      fix: 'name the region of the system',
    });
    requireMatch(this, serviceAccount, new RegExp(`^[a-z][a-z0-9-]+@${project}\\.iam\\.gserviceaccount\\.com$`), {
      what: '`serviceAccount` is not an account of the project',
      expected: `an address that ends with @${project}.iam.gserviceaccount.com`,
      fix: 'give the gateway an account of its own, with nothing granted but the entry of the system',
    });
    requireInterface(this, props);
  }
}
