export { ControllerGroup, type ControllerGroupProps } from './controller-group.ts';
