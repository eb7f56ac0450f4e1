export { DenyPolicy, type DenyPolicyProps, type WorkloadPool } from './deny-policy.ts';
