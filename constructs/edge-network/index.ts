export {
  EdgeNetwork,
  type EdgeNetworkAttributes,
  type EdgeNetworkProps,
  type EdgeSubnet,
  type LoadBalancerScheme,
  loadBalancerSchemes,
} from './edge-network.ts';
