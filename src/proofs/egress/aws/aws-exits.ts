import type { ExitRow } from '../guard.ts';
import { awsComputeRows } from './rows/compute-rows.ts';
import { awsEdgeRows } from './rows/edge-rows.ts';
import { awsIdentityRows } from './rows/identity-rows.ts';
import { awsNetworkRows } from './rows/network-rows.ts';
import { awsServiceRows } from './rows/service-rows.ts';
import { awsSharingRows } from './rows/sharing-rows.ts';
import { awsStoreRows } from './rows/store-rows.ts';

/** Every way out of AWS that we know, A1 and on, in order; judged for zones with AWS, after E1 to E48. */
export const awsExits: readonly ExitRow[] = [
  ...awsNetworkRows,
  ...awsEdgeRows,
  ...awsStoreRows,
  ...awsServiceRows,
  ...awsComputeRows,
  ...awsSharingRows,
  ...awsIdentityRows,
].sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
