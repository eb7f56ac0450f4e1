export { ApiGateway, type ApiGatewayProps } from './api-gateway.ts';
export type { ApiBackend, ApiCaller, ApiOperation } from './open-api.ts';
