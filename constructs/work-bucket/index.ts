export { type NetworkSource, WorkBucket, type WorkBucketProps } from './work-bucket.ts';
