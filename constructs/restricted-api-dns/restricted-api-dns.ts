import type { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network/index.js';
import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone/index.js';
import { DnsPolicy } from '@cdktf/provider-google/lib/dns-policy/index.js';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set/index.js';
import { DnsResponsePolicy } from '@cdktf/provider-google/lib/dns-response-policy/index.js';
import { DnsResponsePolicyRule } from '@cdktf/provider-google/lib/dns-response-policy-rule/index.js';
import { Construct } from 'constructs';

import { restrictedVip } from '../closed-network/index.ts';

/** Discarded by every network, so that what was sunk shows up as a denied packet in the firewall's log. */
const sinkholeAddress = '192.0.2.1';
const ttl = 300;

export interface RestrictedApiDnsProps {
  readonly project: string;
  /** Prefix of the names of zones and policies. */
  readonly name: string;
  /** The network whose resolver answers this way. */
  readonly network: ComputeNetwork;
}

interface Answer {
  /** Name, with its final dot; `*.` is every name. */
  readonly dnsName: string;
  readonly addresses: readonly string[];
}

/**
 * Names in a closed network: Google APIs and registries resolve to the restricted addresses, every other name to a sinkhole, and
 * every query is logged. The resolver 169.254.169.254 is beyond the reach of firewall rules, so that names are a way out of their own.
 * The response policy answers first; the private zones say the same, should it be detached. GKE asks for cluster-scoped names
 * before either (cloud.google.com/dns/docs/vpc-name-res-order), so that `cluster.local` keeps working.
 *
 * @example
 * new RestrictedApiDns(stack, 'RestrictedApiDns', { project: 'rs-isolated-dev', name: 'rs-isolated', network: network.network });
 */
export class RestrictedApiDns extends Construct {
  readonly responsePolicy: DnsResponsePolicy;

  constructor(scope: Construct, id: string, props: RestrictedApiDnsProps) {
    super(scope, id);
    const { project, name, network } = props;
    new DnsPolicy(this, 'Policy', {
      project,
      name: `${name}-logging`,
      enableLogging: true,
      enableInboundForwarding: false,
      networks: [{ networkUrl: network.id }],
    });
    this.responsePolicy = new DnsResponsePolicy(this, 'ResponsePolicy', {
      project,
      responsePolicyName: `${name}-closed`,
      description: 'Restricted Google APIs by name; every other name is sunk',
      networks: [{ networkUrl: network.id }],
    });
    this.#answerByPolicy(props);
    this.#answerByZone('GoogleapisZone', props, 'googleapis.com.', 'restricted.googleapis.com.');
    this.#answerByZone('GcrZone', props, 'gcr.io.', 'gcr.io.');
    this.#answerByZone('PkgZone', props, 'pkg.dev.', 'pkg.dev.');
    this.#zone('RootZone', props, '.', 'root');
  }

  #answerByPolicy({ project }: RestrictedApiDnsProps): void {
    const addresses = restrictedVip.addresses;
    const answers: Readonly<Record<string, Answer>> = {
      Googleapis: { dnsName: '*.googleapis.com.', addresses },
      Gcr: { dnsName: 'gcr.io.', addresses },
      GcrHosts: { dnsName: '*.gcr.io.', addresses },
      Pkg: { dnsName: 'pkg.dev.', addresses },
      PkgHosts: { dnsName: '*.pkg.dev.', addresses },
      Metadata: { dnsName: 'metadata.google.internal.', addresses: ['169.254.169.254'] },
      Sinkhole: { dnsName: '*.', addresses: [sinkholeAddress] },
    };
    for (const [id, answer] of Object.entries(answers)) {
      new DnsResponsePolicyRule(this, `${id}Rule`, {
        project,
        responsePolicy: this.responsePolicy.responsePolicyName,
        ruleName: id.toLowerCase(),
        dnsName: answer.dnsName,
        localData: { localDatas: [{ name: answer.dnsName, type: 'A', ttl, rrdatas: [...answer.addresses] }] },
      });
    }
  }

  #answerByZone(id: string, props: RestrictedApiDnsProps, dnsName: string, host: string): void {
    const zone = this.#zone(id, props, dnsName, dnsName.replaceAll('.', '-').slice(0, -1));
    const record = { project: props.project, managedZone: zone.name, ttl };
    new DnsRecordSet(this, `${id}Addresses`, {
      ...record,
      name: host,
      type: 'A',
      rrdatas: [...restrictedVip.addresses],
    });
    new DnsRecordSet(this, `${id}Hosts`, { ...record, name: `*.${dnsName}`, type: 'CNAME', rrdatas: [host] });
  }

  #zone(
    id: string,
    { project, name, network }: RestrictedApiDnsProps,
    dnsName: string,
    suffix: string,
  ): DnsManagedZone {
    return new DnsManagedZone(this, id, {
      project,
      name: `${name}-${suffix}`,
      dnsName,
      description: dnsName === '.' ? 'Empty root: no other name exists' : 'Google APIs at their restricted addresses',
      visibility: 'private',
      forceDestroy: false,
      privateVisibilityConfig: { networks: [{ networkUrl: network.id }] },
    });
  }
}
