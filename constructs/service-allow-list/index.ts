export { ServiceAllowList, type ServiceAllowListProps } from './service-allow-list.ts';
