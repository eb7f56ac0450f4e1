export { AccessApproval, type AccessApprovalProps } from './access-approval.ts';
