export { ClosedNetwork, type ClosedNetworkProps } from './closed-network.ts';
export { restrictedVip } from './restricted-vip.ts';
