export { HybridEdge, type HybridEdgeProps } from './hybrid-edge.ts';
