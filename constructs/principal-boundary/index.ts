export { PrincipalBoundary, type PrincipalBoundaryProps } from './principal-boundary.ts';
