/** Who may talk to the cluster, and how: the parts that never differ between clusters. */
export const hardenedAccess = {
  enableShieldedNodes: true,
  enableLegacyAbac: false,
  enableKubernetesAlpha: false,
  masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
  anonymousAuthenticationConfig: { mode: 'LIMITED' },
  rbacBindingConfig: {
    enableInsecureBindingSystemAuthenticated: false,
    enableInsecureBindingSystemUnauthenticated: false,
  },
  serviceExternalIpsConfig: { enabled: false },
  controlPlaneEndpointsConfig: {
    dnsEndpointConfig: { allowExternalTraffic: false },
    ipEndpointsConfig: { enabled: true },
  },
  binaryAuthorization: { evaluationMode: 'PROJECT_SINGLETON_POLICY_ENFORCE' },
  confidentialNodes: { enabled: true, confidentialInstanceType: 'SEV' },
  datapathProvider: 'ADVANCED_DATAPATH',
  enableCiliumClusterwideNetworkPolicy: true,
  enableFqdnNetworkPolicy: true,
  enableIntranodeVisibility: true,
  inTransitEncryptionConfig: 'IN_TRANSIT_ENCRYPTION_INTER_NODE_TRANSPARENT',
  defaultSnatStatus: { disabled: true },
  dnsConfig: { clusterDns: 'CLOUD_DNS', clusterDnsScope: 'CLUSTER_SCOPE' },
  secretManagerConfig: { enabled: false },
  nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: 'FALSE', loggingVariant: 'DEFAULT' } },
  // What holds for pools that GKE adds by itself and that no default of a node says.
  nodePoolAutoConfig: { nodeKubeletConfig: { insecureKubeletReadonlyPortEnabled: 'FALSE' } },
  verticalPodAutoscaling: { enabled: true },
  gatewayApiConfig: { channel: 'CHANNEL_DISABLED' },
};

/** Logs and metrics go to the project's own services only. */
export const observability = {
  loggingConfig: {
    enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'],
  },
  monitoringConfig: {
    enableComponents: ['SYSTEM_COMPONENTS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER', 'POD', 'DEPLOYMENT'],
    managedPrometheus: { enabled: true },
    advancedDatapathObservabilityConfig: { enableMetrics: true, enableRelay: false },
  },
  securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
  costManagementConfig: { enabled: true },
};

/** HTTP load balancing stays off: an Ingress would create a load balancer behind Terraform's back. */
export const closedAddons = {
  httpLoadBalancing: { disabled: true },
  horizontalPodAutoscaling: { disabled: false },
  gcePersistentDiskCsiDriverConfig: { enabled: true },
  gcsFuseCsiDriverConfig: { enabled: true },
  cloudrunConfig: { disabled: true },
  configConnectorConfig: { enabled: false },
  gkeBackupAgentConfig: { enabled: true },
};

/** What every node has in common. */
export const hardenedNode = {
  imageType: 'COS_CONTAINERD',
  oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
  workloadMetadataConfig: { mode: 'GKE_METADATA' },
  shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
  kubeletConfig: { cpuManagerPolicy: 'static', insecureKubeletReadonlyPortEnabled: 'FALSE' },
  metadata: { 'disable-legacy-endpoints': 'true', 'block-project-ssh-keys': 'true' },
};
