/** A constraint of our own, written in Google's Common Expression Language: what matches `denies` can't be created or updated. */
export interface CustomConstraint {
  /** Without `custom.`: letters and digits. A name can't be used again once its constraint is deleted. */
  readonly name: string;
  /** What people are told when they are refused. */
  readonly title: string;
  readonly description: string;
  /** Such as `container.googleapis.com/NodePool`. */
  readonly resourceType: string;
  readonly denies: string;
}

/**
 * What constraints of Google's can't say, for clusters, keys and names in a closed zone. Sources: CIS Google Kubernetes Engine Benchmark (5.4.2,
 * 5.5.1, 5.5.6, 5.5.7, 5.8.1, 5.8.3), and the fields of each resource in Google's API reference.
 */
export const closedZoneConstraints = [
  {
    name: 'requireMetadataServer',
    title: 'Node pools hide the identity of the node from pods',
    description: 'CIS GKE 5.4.2: the GKE metadata server, so that no pod gets the token of its node.',
    resourceType: 'container.googleapis.com/NodePool',
    denies: 'resource.config.workloadMetadataConfig.mode != "GKE_METADATA"',
  },
  {
    name: 'requireContainerOptimizedImage',
    title: 'Nodes run Container-Optimized OS',
    description: 'CIS GKE 5.5.1: an image without package manager, which Google keeps up to date.',
    resourceType: 'container.googleapis.com/NodePool',
    denies: 'resource.config.imageType != "COS_CONTAINERD"',
  },
  {
    name: 'requireIntegrityMonitoring',
    title: 'Nodes measure how they started',
    description: 'CIS GKE 5.5.6: integrity monitoring of shielded nodes.',
    resourceType: 'container.googleapis.com/NodePool',
    denies: 'resource.config.shieldedInstanceConfig.enableIntegrityMonitoring == false',
  },
  {
    name: 'requireSecureBoot',
    title: 'Nodes start signed software only',
    description: 'CIS GKE 5.5.7: secure boot of shielded nodes.',
    resourceType: 'container.googleapis.com/NodePool',
    denies: 'resource.config.shieldedInstanceConfig.enableSecureBoot == false',
  },
  {
    name: 'denyClientCertificate',
    title: 'Clusters issue no client certificate',
    description: 'CIS GKE 5.8.1: a certificate can not be revoked and knows no room.',
    resourceType: 'container.googleapis.com/Cluster',
    denies: 'resource.masterAuth.clientCertificateConfig.issueClientCertificate == true',
  },
  {
    name: 'denyLegacyAuthorization',
    title: 'Clusters authorise by roles only',
    description: 'CIS GKE 5.8.3: no legacy attribute-based access control.',
    resourceType: 'container.googleapis.com/Cluster',
    denies: 'resource.legacyAbac.enabled == true',
  },
  {
    name: 'denyAlphaCluster',
    title: 'Clusters run what Google supports',
    description: 'CIS GKE 5.10.2: alpha clusters are deleted after 30 days and get no update.',
    resourceType: 'container.googleapis.com/Cluster',
    denies: 'resource.enableKubernetesAlpha == true',
  },
  {
    name: 'requireHsmKeys',
    title: 'Keys are made and kept in hardware',
    description: 'A key in software is readable to whoever runs the service.',
    resourceType: 'cloudkms.googleapis.com/CryptoKey',
    denies: 'resource.versionTemplate.protectionLevel in ["HSM", "EXTERNAL_VPC"] == false',
  },
  {
    name: 'requireDnsLogging',
    title: 'Every name that is asked for is recorded',
    description: 'Names can carry data out; without logging nobody would see it.',
    resourceType: 'dns.googleapis.com/Policy',
    denies: 'resource.enableLogging != true',
  },
] as const satisfies readonly CustomConstraint[];
