export { DashboardService, type DashboardServiceProps, requireOwnImage } from './dashboard-service.ts';
