export { ScheduledJob, type ScheduledJobProps } from './scheduled-job.ts';
