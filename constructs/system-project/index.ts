export { declareProject, enableServices, keepTraces, type ProjectFoundation } from './project-foundation.ts';
export { SystemProject, type SystemProjectProps } from './system-project.ts';
