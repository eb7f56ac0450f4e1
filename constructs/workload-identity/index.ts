export { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity.ts';
