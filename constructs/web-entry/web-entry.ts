import { ComputeBackendService } from '@cdktf/provider-google/lib/compute-backend-service/index.js';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address/index.js';
import { ComputeGlobalForwardingRule } from '@cdktf/provider-google/lib/compute-global-forwarding-rule/index.js';
import { ComputeHealthCheck } from '@cdktf/provider-google/lib/compute-health-check/index.js';
import { ComputeManagedSslCertificate } from '@cdktf/provider-google/lib/compute-managed-ssl-certificate/index.js';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy/index.js';
import { ComputeTargetHttpsProxy } from '@cdktf/provider-google/lib/compute-target-https-proxy/index.js';
import { ComputeUrlMap } from '@cdktf/provider-google/lib/compute-url-map/index.js';
import { IapSettings } from '@cdktf/provider-google/lib/iap-settings/index.js';
import { IapWebBackendServiceIamPolicy } from '@cdktf/provider-google/lib/iap-web-backend-service-iam-policy/index.js';
import { Construct } from 'constructs';

import type { ApiGateway } from '../api-gateway/index.ts';
import { refuse, requireMatch, requireSome } from '../declaration/index.ts';
import { declareArmor } from './armor.ts';

/** What answers: pods in network endpoint groups that GKE fills, a serverless service, or an API gateway. */
export type WebEntryBackend =
  | {
      readonly kind: 'endpoints';
      /** Full names of the groups, one per zone. */
      readonly groups: readonly string[];
      /** Path that answers 200 while the service works. */
      readonly healthPath: string;
    }
  | { readonly kind: 'serverless'; readonly group: string }
  /** Identity-Aware Proxy can't stand in front of an API gateway: the gateway asks for a token itself, at each of its operations. */
  | { readonly kind: 'gateway'; readonly gateway: ApiGateway };

/** Programs that enter as operators do. */
export interface EntryMachines {
  /** Accounts, as `serviceAccount:` members. */
  readonly accounts: readonly string[];
  /** OAuth client for which their tokens are signed. */
  readonly clientId: string;
}

export interface WebEntryProps {
  readonly project: string;
  readonly name: string;
  /** Name under which operators reach it. */
  readonly domain: string;
  readonly backend: WebEntryBackend;
  /** Who may enter, as `user:` or `group:` members; nobody in front of an API gateway, which has callers of its own. */
  readonly operators: readonly string[];
  /** Programs that may enter. @default none */
  readonly machines?: EntryMachines;
  /** Requests of one address in a minute. @default 600 */
  readonly requestsPerMinute?: number;
}

/**
 * A way in for operators from the internet: TLS 1.2 or later, Cloud Armor in front, and Identity-Aware Proxy asking everybody who they
 * are before a request reaches the system. There is no way in without TLS.
 *
 * @example
 * new WebEntry(stack, 'WebEntry', {
 *   project: 'planning-dev', name: 'planning', domain: 'planning.dev.example.jp',
 *   backend: { kind: 'serverless', group: dashboard.id }, operators: ['group:operators@example.jp'],
 * });
 */
export class WebEntry extends Construct {
  readonly backendService: ComputeBackendService;

  /** Throws `DeclarationError` for no or public operators, no backend, or what is no domain. */
  constructor(scope: Construct, id: string, props: WebEntryProps) {
    super(scope, id);
    this.#validate(props);
    const { project, name } = props;
    this.backendService = this.#declareBackend(props);
    if (props.backend.kind !== 'gateway') this.#letIn(props);
    const address = new ComputeGlobalAddress(this, 'Address', {
      project,
      name,
      addressType: 'EXTERNAL',
      ipVersion: 'IPV4',
    });
    new ComputeGlobalForwardingRule(this, 'Https', {
      project,
      name,
      loadBalancingScheme: 'EXTERNAL_MANAGED',
      ipAddress: address.address,
      ipProtocol: 'TCP',
      portRange: '443',
      target: this.#declareProxy(props).id,
    });
  }

  #letIn({ project, operators, machines }: WebEntryProps): void {
    const members = [...operators, ...(machines?.accounts ?? [])].toSorted();
    new IapWebBackendServiceIamPolicy(this, 'Operators', {
      project,
      webBackendService: this.backendService.name,
      policyData: JSON.stringify({ bindings: [{ role: 'roles/iap.httpsResourceAccessor', members }] }),
    });
    if (machines === undefined) return;
    new IapSettings(this, 'Programs', {
      name: `projects/${project}/iap_web/compute/services/${this.backendService.name}`,
      accessSettings: { oauthSettings: { programmaticClients: [machines.clientId] } },
    });
  }

  #declareBackend({ project, name, backend, requestsPerMinute = 600 }: WebEntryProps): ComputeBackendService {
    const armor = declareArmor(this, project, name, requestsPerMinute);
    const common = {
      project,
      name,
      loadBalancingScheme: 'EXTERNAL_MANAGED',
      securityPolicy: armor.id,
      enableCdn: false,
      iap: { enabled: backend.kind !== 'gateway' },
      logConfig: { enable: true, sampleRate: 1 },
    };
    if (backend.kind !== 'endpoints') {
      const group = backend.kind === 'gateway' ? backend.gateway.endpointGroup.id : backend.group;
      return new ComputeBackendService(this, 'Resource', { ...common, protocol: 'HTTPS', backend: [{ group }] });
    }
    const healthCheck = new ComputeHealthCheck(this, 'HealthCheck', {
      project,
      name: `${name}-health`,
      checkIntervalSec: 10,
      timeoutSec: 5,
      httpHealthCheck: { portSpecification: 'USE_SERVING_PORT', requestPath: backend.healthPath },
      logConfig: { enable: true },
    });
    return new ComputeBackendService(this, 'Resource', {
      ...common,
      protocol: 'HTTP',
      timeoutSec: 30,
      connectionDrainingTimeoutSec: 60,
      healthChecks: [healthCheck.id],
      backend: backend.groups.map((group) => ({ group, balancingMode: 'RATE', maxRatePerEndpoint: 100 })),
    });
  }

  #declareProxy({ project, name, domain }: WebEntryProps): ComputeTargetHttpsProxy {
    const certificate = new ComputeManagedSslCertificate(this, 'Certificate', {
      project,
      name,
      managed: { domains: [domain] },
      lifecycle: { createBeforeDestroy: true },
    });
    const policy = new ComputeSslPolicy(this, 'SslPolicy', {
      project,
      name,
      profile: 'RESTRICTED',
      minTlsVersion: 'TLS_1_2',
    });
    const map = new ComputeUrlMap(this, 'UrlMap', { project, name, defaultService: this.backendService.id });
    return new ComputeTargetHttpsProxy(this, 'Proxy', {
      project,
      name,
      urlMap: map.id,
      sslCertificates: [certificate.id],
      sslPolicy: policy.id,
      quicOverride: 'NONE',
      tlsEarlyData: 'DISABLED',
    });
  }

  #validate(props: WebEntryProps): void {
    const { domain, backend } = props;
    requireMatch(this, domain, /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
      what: '`domain` is not a name',
      expected: 'a full name in lower case such as planning.example.jp',
      fix: 'write the name that operators type: the certificate is made for it',
    });
    if (backend.kind === 'gateway') this.#validateCallers(props);
    else this.#validateOperators(props);
    if (backend.kind === 'endpoints') {
      requireSome(this, backend.groups, {
        what: 'nothing answers behind the load balancer',
        expected: 'at least one network endpoint group',
        fix: 'name the groups that GKE fills, one per zone',
      });
    }
  }

  #validateCallers({ operators, machines }: WebEntryProps): void {
    if (operators.length === 0 && machines === undefined) return;
    refuse(this, {
      what: 'who may enter is said where nobody would ask',
      got: [...operators, ...(machines?.accounts ?? [])],
      expected: 'no operators and no machines in front of an API gateway',
      fix: 'name them as callers of the gateway',
    });
  }

  #validateOperators({ operators, machines }: WebEntryProps): void {
    requireSome(this, operators, {
      what: 'nobody may enter',
      expected: 'at least one operator',
      fix: 'name a group of operators',
    });
    for (const operator of operators) {
      requireMatch(this, operator, /^(user|group):[^\s@]+@[^\s@]+$/, {
        what: 'an operator is neither a person nor a group',
        expected: '`user:` or `group:` and an address',
        fix: 'name who operates the system: with allUsers the proxy would ask nobody',
      });
    }
    for (const account of machines?.accounts ?? []) {
      requireMatch(this, account, /^serviceAccount:[a-z][a-z0-9-]+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/, {
        what: 'a machine is not a service account',
        expected: '`serviceAccount:` and its address',
        fix: 'name the account of the program',
      });
    }
    if (machines !== undefined) {
      requireMatch(this, machines.clientId, /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/, {
        what: '`machines.clientId` is not an OAuth client',
        expected: '<number>-<letters>.apps.googleusercontent.com',
        fix: 'create a client for programs: with none of its own, Identity-Aware Proxy takes no token of a program',
      });
    }
  }
}
