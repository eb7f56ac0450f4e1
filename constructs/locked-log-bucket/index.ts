export { keptLogsFilter, LockedLogBucket, type LockedLogBucketProps } from './locked-log-bucket.ts';
