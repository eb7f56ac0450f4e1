export { StationLink, type StationLinkProps } from './station-link.ts';
export { type StationProvider, type StationTunnel } from './station-provider.ts';
