export type { PerimeterWriter } from './perimeter-rules.ts';
export { isPerimeterService, type PerimeterService, perimeterServices } from './perimeter-services.ts';
export { ServicePerimeter, type ServicePerimeterProps } from './service-perimeter.ts';
