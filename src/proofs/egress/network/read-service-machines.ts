import type { Resource } from '../../../estate/estate.ts';
import { Unknown } from '../../../estate/value.ts';
import { readPath, textsAt } from '../read-path.ts';
import type { Machine } from './model.ts';
import type { Reading } from './model-reader.ts';
import { type Place, placed } from './read-machines.ts';

/** A service that runs machines in a network of ours. Paths are dotted. */
interface Service {
  readonly types: readonly string[];
  /** The attribute below which its network and subnetwork are named. */
  readonly within: readonly string[];
  readonly tags?: string;
  readonly account: string;
  /** What keeps its machines from having external addresses; null for a default that differs from version to version. */
  readonly isPrivate: { readonly attribute: string; readonly value: string; readonly byDefault: boolean | null };
}

const gce = 'cluster_config.gce_cluster_config';

const services: readonly Service[] = [
  {
    types: ['google_dataflow_job', 'google_dataflow_flex_template_job'],
    within: ['network', 'subnetwork'],
    account: 'service_account_email',
    isPrivate: { attribute: 'ip_configuration', value: 'WORKER_IP_PRIVATE', byDefault: false },
  },
  {
    types: ['google_dataproc_cluster'],
    within: ['cluster_config'],
    tags: `${gce}.tags`,
    account: `${gce}.service_account`,
    // Since images 2.2 it is the default, before them it is not.
    isPrivate: { attribute: `${gce}.internal_ip_only`, value: 'true', byDefault: null },
  },
  {
    types: ['google_notebooks_instance'],
    within: ['network', 'subnet'],
    tags: 'tags',
    account: 'service_account',
    isPrivate: { attribute: 'no_public_ip', value: 'true', byDefault: false },
  },
  {
    types: ['google_workbench_instance'],
    within: ['gce_setup'],
    tags: 'gce_setup.tags',
    account: 'gce_setup.service_accounts.email',
    isPrivate: { attribute: 'gce_setup.disable_public_ip', value: 'true', byDefault: false },
  },
  {
    types: ['google_composer_environment'],
    within: ['config'],
    tags: 'config.node_config.tags',
    account: 'config.node_config.service_account',
    isPrivate: { attribute: 'config.enable_private_environment', value: 'true', byDefault: null },
  },
];

export const serviceMachineTypes = services.flatMap(({ types }) => types);

/** The machines of data services, as the search through networks takes them: with the rules and routes of the network that they stand in. */
export function readServiceMachines(reading: Reading): readonly Machine[] {
  return services.flatMap((service) =>
    reading.world.everywhere(...service.types).flatMap((owner) => machineOf(reading, service, owner)),
  );
}

function machineOf(reading: Reading, service: Service, owner: Resource): readonly Machine[] {
  const { world } = reading;
  const named = service.within.flatMap((attribute) => world.targets(owner, attribute));
  const place: Place | null = placed(reading, owner, {
    network: named.find(({ type }) => type === 'google_compute_network'),
    subnetwork: named.find(({ type }) => type === 'google_compute_subnetwork'),
  });
  if (place === null) return [];
  const account = readPath(owner, service.account)[0]?.value;
  const tags = service.tags === undefined ? [] : textsAt(owner.values, service.tags);
  return [
    {
      ...place,
      id: owner.id,
      tags: tags === 'unknown' ? [] : tags,
      account: typeof account === 'string' ? account : null,
      external4: isExternal(reading, service, owner),
      external6: false,
    },
  ];
}

function isExternal({ unseen }: Reading, { isPrivate }: Service, owner: Resource): boolean {
  const value = readPath(owner, isPrivate.attribute)[0]?.value ?? null;
  if (value instanceof Unknown) return unseen.isOpen;
  if (value !== null) return value !== isPrivate.value;
  return isPrivate.byDefault === null ? unseen.isOpen : !isPrivate.byDefault;
}
