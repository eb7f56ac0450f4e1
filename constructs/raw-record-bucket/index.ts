export { RawRecordBucket, type RawRecordBucketProps } from './raw-record-bucket.ts';
