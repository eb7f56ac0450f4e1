export { DirectConnectPath, type DirectConnectPathProps, type VirtualInterface } from './direct-connect-path.ts';
export type { PathGateway } from './validate-path.ts';
