export { AssuredWorkload, type AssuredWorkloadProps } from './assured-workload.ts';
