/** What examples take as given, as they would be declared before them: source text by name. `stack` is the parameter of every example. */
export const exampleFixtures: Readonly<Record<string, string>> = {
  key: "new constructs.DataKey(stack, 'GivenKey', { project: 'given-dev', location: 'asia-northeast1', keyRingName: 'given', name: 'given', users: [constructs.serviceAgent('storage', '310000000091')] })",
  network:
    "new constructs.ClosedNetwork(stack, 'GivenNetwork', { project: 'given-dev', region: 'asia-northeast1', name: 'given', nodeRange: '10.72.0.0/22', podRange: '10.76.0.0/18', serviceRange: '10.77.0.0/22', controlPlaneRange: '172.16.0.32/28' })",
  cluster:
    "new constructs.PrivateCluster(stack, 'GivenCluster', { project: 'given-dev', region: 'asia-northeast1', name: 'given', nodeLocations: ['asia-northeast1-a', 'asia-northeast1-b', 'asia-northeast1-c'], network, key, authorizedNetworks: {}, maintenanceWindow: { startTime: '2026-01-03T16:00:00Z', endTime: '2026-01-03T22:00:00Z', recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU' } })",
  bucket:
    "new constructs.LockedLogBucket(stack, 'GivenBooks', { project: 'given-dev', location: 'asia-northeast1', bucketId: 'books', key, isLocked: true, source: 'aggregated' })",
  channels:
    "new constructs.AlertChannels(stack, 'GivenChannels', { project: 'given-dev', domain: 'example.jp', recipients: [{ kind: 'email', name: 'security', address: 'security@example.jp' }] })",
  room: "new constructs.SecurityRoom(stack, 'GivenRoom', { accessPolicy: '987654321', name: 'given_room', networks: ['203.0.113.16/28'] })",
  beta: "new constructs.GoogleBetaProvider(stack, 'GivenBeta', { project: 'given-dev', region: 'asia-northeast1' })",
  edgeNetwork:
    "{ vpcId: 'vpc-0a1b2c3d', cidrBlock: '10.80.0.0/20', subnetIds: ['subnet-a', 'subnet-c'], routeTableIds: ['rtb-0a1b2c3d'] }",
  loadBalancer:
    "new constructs.EdgeLoadBalancer(stack, 'GivenBalancer', { name: 'edge', network: edgeNetwork, scheme: 'internet-facing', clientCidrBlocks: ['0.0.0.0/0'], listeners: [{ port: 443, memberPort: 443, protocol: 'TCP', members: ['10.200.0.11'] }] })",
  station:
    "{ name: 'station-north', asn: 64_710, ranges: ['100.64.0.0/24'], ports: ['4000-4010'], tunnels: [{ peerAddress: '198.51.100.10', ownLinkAddress: '169.254.10.1', peerLinkAddress: '169.254.10.2' }, { peerAddress: '198.51.100.11', ownLinkAddress: '169.254.10.5', peerLinkAddress: '169.254.10.6' }] } as const",
  first: "new TerraformVariable(stack, 'FirstSecret', { type: 'string', sensitive: true })",
  second: "new TerraformVariable(stack, 'SecondSecret', { type: 'string', sensitive: true })",
  ...accounts('rs-isolated-dev', ['extraction', 'reception', 'workflows']),
  ...accounts('given-dev', ['api', 'account', 'dashboard', 'loader', 'serviceAccount']),
};

function accounts(project: string, names: readonly string[]): Readonly<Record<string, string>> {
  const declared = names.map((name): [string, string] => [
    name,
    `new ServiceAccount(stack, 'Given${name}', { project: '${project}', accountId: '${name.toLowerCase().padEnd(6, 'x')}', disabled: false })`,
  ]);
  return Object.fromEntries(declared);
}
