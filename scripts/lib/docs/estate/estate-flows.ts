import { isValueArray, type Value } from '../../../../src/estate/value.ts';
import { isJsonObject } from '../../../../src/sources/recognise.ts';
import { type PlacedResource, textOf } from './declared-estate.ts';
import type { Part } from './parts-of-project.ts';

/** Where a flow begins or ends: a part of a project, or something outside. */
export type FlowEnd =
  | { readonly kind: 'project'; readonly project: string; readonly part: Part }
  | {
      readonly kind: 'outside';
      readonly name: string;
      /** Drawn again beside this project, when it flows into many. */
      readonly beside?: string;
    };

export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly label: string;
}

/** What a role lets somebody do, in a word; a role that is not here is named itself. */
const deeds: Readonly<Record<string, string>> = {
  'roles/storage.objectCreator': 'creates objects',
  'roles/storage.objectViewer': 'reads objects',
  'roles/storage.objectUser': 'reads and writes objects',
  'roles/artifactregistry.writer': 'pushes images',
  'roles/artifactregistry.reader': 'pulls images',
  'roles/cloudkms.signerVerifier': 'signs commands',
  'roles/cloudkms.signer': 'signs commands',
};

/** The flows between systems that the declaration itself grants: who may do what in whose project, tunnels, entries and books. Sorted, each once. */
export function estateFlows(resources: readonly PlacedResource[]): readonly Flow[] {
  const all = [...grants(resources), ...tunnels(resources), ...entries(resources), ...books(resources)];
  const byText = new Map(all.map((flow) => [JSON.stringify(flow), flow]));
  return [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? []);
}

/** Accounts of ours; those with a number in front are agents of Google. */
const account = /^serviceAccount:(?!service-\d|bq-\d)[a-z][a-z0-9-]*@([a-z][a-z0-9-]*)\.iam\.gserviceaccount\.com$/u;

function grants(resources: readonly PlacedResource[]): readonly Flow[] {
  const known = new Set(resources.map(({ project }) => project));
  return resources.flatMap(({ resource, project }) =>
    bindingsOf(resource.values['policy_data']).flatMap(({ role, members }) =>
      members.flatMap((member): readonly Flow[] => {
        const from = account.exec(member)?.[1];
        if (from === undefined || project === null || from === project) return [];
        const label = deeds[role] ?? role.replace('roles/', '');
        const source: FlowEnd = known.has(from)
          ? { kind: 'project', project: from, part: 'work' }
          : { kind: 'outside', name: `project ${from}`, beside: project };
        return [{ from: source, to: { kind: 'project', project, part: 'data' }, label }];
      }),
    ),
  );
}

interface Binding {
  readonly role: string;
  readonly members: readonly string[];
}

/** The bindings of a policy that is written as text; those in lists were read by the estate. */
function bindingsOf(policy: Value | undefined): readonly Binding[] {
  const read: unknown = typeof policy === 'string' ? JSON.parse(policy) : policy;
  const bindings: readonly unknown[] = isJsonObject(read) && Array.isArray(read['bindings']) ? read['bindings'] : [];
  return bindings.filter(isJsonObject).map(({ role, members }) => ({
    role: String(role),
    members: Array.isArray(members) ? members.filter((member): member is string => typeof member === 'string') : [],
  }));
}

function tunnels(resources: readonly PlacedResource[]): readonly Flow[] {
  return resources
    .filter(({ resource }) => resource.type === 'google_compute_external_vpn_gateway')
    .flatMap(({ resource, project }): readonly Flow[] => {
      const name = textOf(resource.values['name']).replace(/-peer$/u, '');
      if (project === null) return [];
      const station: FlowEnd = { kind: 'outside', name: `ground station ${name}` };
      const interfaces = resource.values['interface'];
      const count = isValueArray(interfaces) ? interfaces.length : 0;
      const label = `${String(count)} tunnels (HA VPN, BGP)`;
      return [{ from: station, to: { kind: 'project', project, part: 'entry' }, label }];
    });
}

function entries(resources: readonly PlacedResource[]): readonly Flow[] {
  return resources.flatMap(({ resource, project }): readonly Flow[] => {
    if (project === null) return [];
    const to: FlowEnd = { kind: 'project', project, part: 'entry' };
    if (resource.type === 'google_compute_global_forwarding_rule') {
      const guarded = resources.filter(
        ({ resource: one }) => one.stack === resource.stack && one.type === 'google_compute_backend_service',
      );
      const hasIap = guarded.some(({ resource: one }) => one.values['iap'] !== undefined);
      const hasArmor = guarded.some(({ resource: one }) => one.values['security_policy'] !== undefined);
      const label = ['HTTPS', ...(hasArmor ? ['Cloud Armor'] : []), ...(hasIap ? ['IAP'] : [])].join(', ');
      return [{ from: { kind: 'outside', name: 'operators (internet)' }, to, label }];
    }
    if (resource.type === 'aws_lb') return [{ from: { kind: 'outside', name: 'users (internet)' }, to, label: 'TCP' }];
    if (resource.type !== 'aws_dx_gateway') return [];
    const from: FlowEnd = { kind: 'project', project, part: 'work' };
    return [{ from, to: { kind: 'outside', name: 'private cloud (on premises)' }, label: 'Direct Connect' }];
  });
}

function books(resources: readonly PlacedResource[]): readonly Flow[] {
  const sinks = resources.filter(({ resource }) =>
    /^google_logging_(?:folder|organization)_sink$/u.test(resource.type),
  );
  return sinks.flatMap(({ resource }): readonly Flow[] => {
    const project = /\/projects\/([a-z0-9-]+)\//u.exec(textOf(resource.values['destination']))?.[1];
    if (project === undefined) return [];
    const name =
      resource.type === 'google_logging_folder_sink' ? 'audit logs of the folder' : 'audit logs of the organisation';
    return [{ from: { kind: 'outside', name }, to: { kind: 'project', project, part: 'data' }, label: 'log sink' }];
  });
}
