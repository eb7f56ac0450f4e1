import type { Construct } from 'constructs';

import { isKnown, refuse } from '../declaration/index.ts';

/**
 * Numbers of local SSDs that machines of a series take, by their most vCPUs. Shapes of c3d without `-lssd` take none.
 * Source: cloud.google.com/compute/docs/disks/local-ssd#lssd_disks_fixed and #choose_number_local_ssds.
 */
const counts: Readonly<
  Record<string, readonly { readonly upToVcpu: number; readonly allowed: readonly number[] }[] | undefined>
> = {
  n2d: [
    { upToVcpu: 16, allowed: [1, 2, 4, 8, 16, 24] },
    { upToVcpu: 48, allowed: [2, 4, 8, 16, 24] },
    { upToVcpu: 80, allowed: [4, 8, 16, 24] },
    { upToVcpu: 224, allowed: [8, 16, 24] },
  ],
  c2d: [
    { upToVcpu: 16, allowed: [1, 2, 4, 8] },
    { upToVcpu: 32, allowed: [2, 4, 8] },
    { upToVcpu: 56, allowed: [4, 8] },
    { upToVcpu: 112, allowed: [8] },
  ],
};

/** Refuses a number of local SSDs with which no machine of the type can be made. */
export function requireLocalSsds(scope: Construct, machineType: string, localSsdCount: number): void {
  if (localSsdCount === 0 || !isKnown(localSsdCount) || !isKnown(machineType)) return;
  const [series = '', , vcpu = ''] = machineType.split('-');
  const allowed = counts[series]?.find(({ upToVcpu }) => Number(vcpu) <= upToVcpu)?.allowed ?? [];
  if (!allowed.includes(localSsdCount)) {
    refuse(scope, {
      what: 'no machine of this type takes that many local SSDs',
      got: `${localSsdCount} on ${machineType}`,
      expected: `one of ${[0, ...allowed].join(', ')}`,
      fix: 'take the next number, or an n2d shape: c3d takes none without -lssd',
    });
  }
}
