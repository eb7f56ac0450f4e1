import { DeclarationError } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { organisation } from './organisation.ts';
import { registeredReceivers } from './receivers.ts';

/**
 * Refuses what an environment file must not name: a place outside Japan, a receiver that the licence doesn't list, a handler without an address
 * of ours, a bringer of data or images that is no account of the named system. Throws `DeclarationError`.
 */
export function refuseStrangers(environment: Environment): void {
  refuseRegions(environment);
  refuseReceivers(environment);
  refusePersons(environment);
  refuseWriters(environment);
}

function refuseRegions({ name, isolated, edge }: Environment): void {
  refuseUnless(/^asia-northeast[12]$/.test(isolated.region), name, {
    what: '`isolated.region` is not in Japan',
    got: isolated.region,
    expected: 'asia-northeast1 or asia-northeast2',
    fix: 'records, receivers and their computers stay in the country: take a region of Japan',
  });
  const strayZone = isolated.zones.find((zone) => !zone.startsWith(`${isolated.region}-`));
  refuseUnless(strayZone === undefined, name, {
    what: '`isolated.zones` names a zone of another region',
    got: strayZone,
    expected: `a zone of ${isolated.region}`,
    fix: 'take the zones of the region',
  });
  refuseUnless(/^ap-northeast-[13]$/.test(edge.region), name, {
    what: '`edge.region` is not in Japan',
    got: edge.region,
    expected: 'ap-northeast-1 or ap-northeast-3',
    fix: 'take a region of Japan',
  });
}

function refuseReceivers({ name, control }: Environment): void {
  const stranger = control.stations.find((station) => registeredReceivers[station.name] === undefined);
  refuseUnless(stranger === undefined, name, {
    what: 'a ground station is not a registered receiver',
    got: stranger?.name,
    expected: `one of ${Object.keys(registeredReceivers).join(', ')}`,
    fix: 'have the licence changed first (Act 77/2016 Art.7(1)), then enter its number in receivers.ts',
  });
}

function refusePersons({ name, isolated: { handlers } }: Environment): void {
  const { domains } = organisation;
  const stranger = handlers.find((handler) => !domains.some((domain) => handler.endsWith(`@${domain}`)));
  refuseUnless(stranger === undefined, name, {
    what: 'a handler has no address of ours',
    got: stranger,
    expected: `\`user:\` and an address at ${domains.join(' or ')}`,
    fix: 'give the person an account of the organisation',
  });
}

function refuseWriters({ name, control, isolated: { groundStation, imagePusher } }: Environment): void {
  refuseUnless(groundStation.endsWith(`@${control.projectId}.iam.gserviceaccount.com`), name, {
    what: '`isolated.groundStation` is no account of satellite control',
    got: groundStation,
    expected: `a service account of ${control.projectId}`,
    fix: 'observation data comes through satellite control of the same environment only',
  });
  refuseUnless(imagePusher.endsWith(`@delivery-${name}.iam.gserviceaccount.com`), name, {
    what: '`isolated.imagePusher` is no account of delivery',
    got: imagePusher,
    expected: `a service account of delivery-${name}`,
    fix: 'images come from delivery of the same environment only',
  });
}

interface Refused {
  readonly what: string;
  readonly got: unknown;
  readonly expected: string;
  readonly fix: string;
}

function refuseUnless(holds: boolean, environment: string, refused: Refused): void {
  if (!holds) throw new DeclarationError(`environments.${environment}`, refused);
}
