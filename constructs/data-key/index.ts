export { type AccessReason, dailyAccessReasons } from './access-reason.ts';
export { DataKey, type DataKeyProps, type KeyJustifications } from './data-key.ts';
export { type EncryptingService, serviceAgent } from './service-agents.ts';
