export type { EdgeListener } from './edge-listener.ts';
export { type DeclaredListener, EdgeLoadBalancer, type EdgeLoadBalancerProps } from './edge-load-balancer.ts';
