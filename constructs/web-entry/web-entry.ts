import { ComputeBackendService } from '@cdktf/provider-google/lib/compute-backend-service/index.js';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address/index.js';
import { ComputeGlobalForwardingRule } from '@cdktf/provider-google/lib/compute-global-forwarding-rule/index.js';
import { ComputeHealthCheck } from '@cdktf/provider-google/lib/compute-health-check/index.js';
import { ComputeManagedSslCertificate } from '@cdktf/provider-google/lib/compute-managed-ssl-certificate/index.js';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy/index.js';
import { ComputeTargetHttpsProxy } from '@cdktf/provider-google/lib/compute-target-https-proxy/index.js';
import { ComputeUrlMap } from '@cdktf/provider-google/lib/compute-url-map/index.js';
import { IapWebBackendServiceIamPolicy } from '@cdktf/provider-google/lib/iap-web-backend-service-iam-policy/index.js';
import { Construct } from 'constructs';

import { requireMatch, requireSome } from '../declaration/index.ts';
import { declareArmor } from './armor.ts';

/** What answers: pods in network endpoint groups that GKE fills, or a serverless service. */
export type WebEntryBackend =
  | {
      readonly kind: 'endpoints';
      /** Full names of the groups, one per zone. */
      readonly groups: readonly string[];
      /** Path that answers 200 while the service works. */
      readonly healthPath: string;
    }
  | { readonly kind: 'serverless'; readonly group: string };

export interface WebEntryProps {
  readonly project: string;
  readonly name: string;
  /** Name under which operators reach it. */
  readonly domain: string;
  readonly backend: WebEntryBackend;
  /** Who may enter, as `user:` or `group:` members. */
  readonly operators: readonly string[];
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
    new IapWebBackendServiceIamPolicy(this, 'Operators', {
      project,
      webBackendService: this.backendService.name,
      policyData: JSON.stringify({
        bindings: [{ role: 'roles/iap.httpsResourceAccessor', members: props.operators.toSorted() }],
      }),
    });
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

  #declareBackend({ project, name, backend, requestsPerMinute = 600 }: WebEntryProps): ComputeBackendService {
    const armor = declareArmor(this, project, name, requestsPerMinute);
    const common = {
      project,
      name,
      loadBalancingScheme: 'EXTERNAL_MANAGED',
      securityPolicy: armor.id,
      enableCdn: false,
      iap: { enabled: true },
      logConfig: { enable: true, sampleRate: 1 },
    };
    if (backend.kind === 'serverless') {
      return new ComputeBackendService(this, 'Resource', {
        ...common,
        protocol: 'HTTPS',
        backend: [{ group: backend.group }],
      });
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

  #validate({ domain, backend, operators }: WebEntryProps): void {
    requireMatch(this, domain, /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
      what: '`domain` is not a name',
      expected: 'a full name in lower case such as planning.example.jp',
      fix: 'write the name that operators type: the certificate is made for it',
    });
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
    if (backend.kind === 'endpoints') {
      requireSome(this, backend.groups, {
        what: 'nothing answers behind the load balancer',
        expected: 'at least one network endpoint group',
        fix: 'name the groups that GKE fills, one per zone',
      });
    }
  }
}
