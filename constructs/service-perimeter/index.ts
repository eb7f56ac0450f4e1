export type { Lockdown, PerimeterTrial, PerimeterWriter } from './perimeter-boundary.ts';
export { isPerimeterService, type PerimeterService, perimeterServices } from './perimeter-services.ts';
export { ServicePerimeter, type ServicePerimeterProps } from './service-perimeter.ts';
