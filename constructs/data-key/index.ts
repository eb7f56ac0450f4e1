export { DataKey, type DataKeyProps } from './data-key.ts';
export { type EncryptingService, serviceAgent } from './service-agents.ts';
