import type { Json } from '../closed-zone.ts';
import { add, below, type Edit, place } from '../edit-stacks.ts';
import type { Scenario } from '../identity/access-scenarios.ts';
import { perimeter, project, tryOnly } from '../try-only.ts';

function one(type: string, values: Json, stack?: string): Edit {
  return add(`google_${type}`, 'x', { name: 'x', project, ...values }, stack);
}

/** The perimeter restricts one service more. */
function restricted(service: string): Edit {
  return (stacks) => {
    const [owner, name] = place(stacks, perimeter, '');
    const status = below(below(owner, name), 'status');
    status['restricted_services'] = [...(status['restricted_services'] as string[]), service];
  };
}

/** The one resource of a scenario takes data there by itself. */
function takes(type: string, to: string, certainty = ''): string {
  return `${certainty}${type}.x -> ${to}: ${type}.x takes data to ${to}`;
}

/** The same, of the bucket that it refers to. */
function fromRecords(type: string, to: string): string {
  const bucket = 'storage_bucket.RawRecordBucket';
  return `${bucket} -> ${to}: ${bucket} holds data of the zone > ${type}.x takes data to ${to}`;
}

/** A type that the zone's list does not hold is a way out of its own, wherever it takes data. */
function unlisted(type: string, exit: string): readonly string[] {
  return exit === 'E45' ? [`${type}.x -> outside:unknown: ${type}.x google_${type} is not on the zone’s list`] : [];
}

interface Places {
  readonly inside: string;
  readonly outside: string;
  readonly to: string;
}

/** A resource that takes data outside is open, one that stays inside is not by that, and one of which it can't be seen may be. */
function fates(type: string, exit: string, values: (to: string) => Json, places: Places): readonly Scenario[] {
  const { inside, outside, to } = places;
  const perhaps = takes(type, `outside:destination of google_${type}.x`, 'perhaps ');
  const more = unlisted(type, exit);
  // Rows that forbid the type are weak by it; the others have nothing to say of it.
  const forbidden = /^(?:cloud_tasks|cloud_scheduler|workflows|backup_dr|compute_packet)_/u.test(type);
  return [
    [`${type} to ${outside}`, exit, [one(type, values(outside))], 'open', [takes(type, to)]],
    [
      `${type} that stays inside`,
      exit,
      [one(type, values(inside))],
      more.length > 0 ? 'open' : forbidden ? 'weak' : 'closed',
      more,
    ],
    [
      `${type} to what is known after apply only`,
      exit,
      [one(type, values('${var.place}'))],
      more.length > 0 ? 'open' : 'unknown',
      [perhaps, ...more],
    ],
  ];
}

/** What a resource of the zone will be known by. */
const own = '${google_compute_subnetwork.ClosedNetwork_Subnetwork_B42EE77D.gateway_address}';

const region = { inside: 'asia-northeast1', outside: 'us-central1', to: 'outside:us-central1' };
const vault = (of: string): string => `projects/${of}/locations/asia-northeast1/backupVaults/v`;

/** What stands in the table of movers, for most kinds of destination: outside, inside, and not to be seen. */
const tables: readonly Scenario[] = [
  ...fates(
    'cloud_tasks_queue',
    'E8',
    (host) => ({ location: 'asia-northeast1', http_target: { uri_override: { host } } }),
    { inside: own, outside: 'example.org', to: 'internet' },
  ),
  ...fates('eventarc_enrollment', 'E8', (destination) => ({ destination }), {
    inside: `projects/${project}/locations/asia-northeast1/pipelines/p`,
    outside: 'projects/p/locations/asia-northeast1/pipelines/p',
    to: 'outside:projects/p',
  }),
  ...fates('workflows_workflow', 'E8', (url) => ({ source_contents: url }), {
    inside: '- call: http.get\n  args: {url: "https://storage.googleapis.com/b"}',
    outside: '- call: http.post\n  args: {url: "https://example.org/in"}',
    to: 'internet',
  }),
  ...fates('spanner_instance', 'E23', (config) => ({ config, display_name: 'x' }), {
    inside: 'regional-asia-northeast1',
    outside: 'nam3',
    to: 'outside:nam3',
  }),
  ...fates('firestore_database', 'E23', (location_id) => ({ location_id, type: 'FIRESTORE_NATIVE' }), region),
  ...fates('bigtable_instance', 'E23', (zone) => ({ cluster: { cluster_id: 'c', zone } }), {
    inside: 'asia-northeast1-b',
    outside: 'europe-west1-b',
    to: 'outside:europe-west1-b',
  }),
  ...fates('alloydb_cluster', 'E23', (location) => ({ automated_backup_policy: { location } }), region),
  ...fates('backup_dr_backup_plan', 'E23', (backup_vault) => ({ backup_vault, location: 'asia-northeast1' }), {
    inside: vault(project),
    outside: vault('p'),
    to: 'outside:projects/p',
  }),
  ...fates(
    'memorystore_instance',
    'E23',
    (instance) => ({ cross_instance_replication_config: { secondary_instances: [{ instance }] } }),
    {
      inside: `projects/${project}/locations/asia-northeast1/instances/i`,
      outside: 'projects/p/locations/asia-northeast1/instances/i',
      to: 'outside:projects/p',
    },
  ),
  ...fates('compute_packet_mirroring', 'E44', (url) => ({ collector_ilb: { url } }), {
    inside: `projects/${project}/regions/asia-northeast1/forwardingRules/f`,
    outside: 'projects/p/regions/asia-northeast1/forwardingRules/f',
    to: 'outside:projects/p',
  }),
  ...fates('dialogflow_cx_webhook', 'E45', (uri) => ({ generic_web_service: { uri } }), {
    inside: own,
    outside: 'https://example.org/',
    to: 'internet',
  }),
  ...fates(
    'vertex_ai_index_endpoint',
    'E45',
    (one) => ({ private_service_connect_config: { project_allowlist: [one] } }),
    {
      inside: project,
      outside: 'p',
      to: 'outside:projects/p',
    },
  ),
];

/** Jobs and logs that name their place in forms of their own. */
const forms: readonly Scenario[] = [
  ...fates('cloud_scheduler_job', 'E8', (uri) => ({ http_target: { uri } }), {
    inside: `https://workflowexecutions.googleapis.com/v1/projects/${project}/locations/l/workflows/w/executions`,
    outside: 'https://workflowexecutions.googleapis.com/v1/projects/p/locations/l/workflows/w/executions',
    to: 'outside:projects/p',
  }),
  ...fates(
    'vertex_ai_endpoint',
    'E45',
    (output_uri) => ({ predict_request_response_logging_config: { bigquery_destination: { output_uri } } }),
    { inside: `bq://${project}.d.t`, outside: 'bq://p.d.t', to: 'outside:projects/p' },
  ),
];

/** Who may call. */
const callers: readonly Scenario[] = [
  ...fates(
    'sql_database_instance',
    'E45',
    (value) => ({ settings: { ip_configuration: { authorized_networks: [{ value }] } } }),
    { inside: '203.0.113.20/32', outside: '198.51.100.0/24', to: 'outside:198.51.100.0/24' },
  ),
  ...fates('alloydb_instance', 'E45', (one) => ({ psc_instance_config: { allowed_consumer_projects: [one] } }), {
    inside: project,
    outside: 'p',
    to: 'outside:projects/p',
  }),
  [
    'a notebook that does not say whether browsers may open it',
    'E45',
    [one('workbench_instance', { location: 'asia-northeast1-a' })],
    'open',
    [takes('workbench_instance', 'outside:principals who may open its pages')],
  ],
  [
    'a notebook behind a perimeter that restricts its service',
    'E45',
    [restricted('notebooks.googleapis.com'), one('workbench_instance', { location: 'asia-northeast1-a' })],
    'open',
    unlisted('workbench_instance', 'E45'),
  ],
  [
    'a cluster that stages its data elsewhere, while the perimeter is tried out only',
    'E45',
    [tryOnly, one('dataproc_cluster', { cluster_config: { staging_bucket: 'elsewhere' } })],
    'open',
    [takes('dataproc_cluster', 'outside:gs://elsewhere')],
  ],
];

const dataflow = {
  temp_gcs_location: '${google_storage_bucket.RawRecordBucket_A925902E.url}',
  network: 'projects/p/global/networks/n',
};
const fromRaw = { inputFile: 'gs://elsewhere/in', outputTable: 'analysis-prd:d.t' };
const workflow = '# https://storage.googleapis.com\n- call: http.post\n  args: {url: ${scheme + host}}';

/** What single types do besides, and what stops them. */
const single: readonly Scenario[] = [
  [
    'a queue whose tasks name their targets',
    'E8',
    [one('cloud_tasks_queue', { location: 'asia-northeast1' })],
    'open',
    [takes('cloud_tasks_queue', 'outside:whatever a task names')],
  ],
  [
    'a queue whose tasks may name another target',
    'E8',
    [
      one('cloud_tasks_queue', {
        http_target: { uri_override: { host: 'example.org', uri_override_enforce_mode: 'IF_NOT_EXISTS' } },
      }),
    ],
    'open',
    [takes('cloud_tasks_queue', 'internet'), takes('cloud_tasks_queue', 'outside:whatever a task names')],
  ],
  [
    'a queue behind a perimeter that restricts its service',
    'E8',
    [restricted('cloudtasks.googleapis.com'), one('cloud_tasks_queue', {})],
    'weak',
    [],
  ],
  [
    'a workflow that computes whom it calls',
    'E8',
    [one('workflows_workflow', { source_contents: workflow })],
    'unknown',
    [takes('workflows_workflow', 'outside:destination of google_workflows_workflow.x', 'perhaps ')],
  ],
  [
    'a job on a clock that calls a server',
    'E8',
    [one('cloud_scheduler_job', { http_target: { uri: 'https://example.org/' } })],
    'open',
    [takes('cloud_scheduler_job', 'internet')],
  ],
  [
    'a subscription without a push, which others must pull',
    'E33',
    [one('pubsub_subscription', { topic: `projects/${project}/topics/t` })],
    'weak',
    [],
  ],
  [
    'a subscription whose dead letters go elsewhere',
    'E33',
    [
      one('pubsub_subscription', {
        topic: `projects/${project}/topics/t`,
        dead_letter_policy: { dead_letter_topic: 'projects/p/topics/d' },
      }),
    ],
    'open',
    [takes('pubsub_subscription', 'outside:projects/p')],
  ],
  [
    'a transfer, behind the perimeter',
    'E16',
    [one('storage_transfer_job', { transfer_spec: { gcs_data_sink: { bucket_name: 'elsewhere' } } })],
    'weak',
    [],
  ],
  [
    'a vault that any organisation may restore from',
    'E23',
    [one('backup_dr_backup_vault', { location: 'asia-northeast1', access_restriction: 'UNRESTRICTED' })],
    'open',
    [takes('backup_dr_backup_vault', 'outside:any organisation')],
  ],
  [
    'the same vault behind a perimeter that restricts its service',
    'E23',
    [
      restricted('backupdr.googleapis.com'),
      one('backup_dr_backup_vault', { location: 'asia-northeast1', access_restriction: 'UNRESTRICTED' }),
    ],
    'weak',
    [],
  ],
  [
    'a vault that does not say who may restore from it',
    'E23',
    [one('backup_dr_backup_vault', { location: 'asia-northeast1' })],
    'open',
    [takes('backup_dr_backup_vault', 'outside:projects of the organisation')],
  ],
  [
    'a vault for its own project only',
    'E23',
    [one('backup_dr_backup_vault', { location: 'asia-northeast1', access_restriction: 'WITHIN_PROJECT' })],
    'weak',
    [],
  ],
  [
    'a mirror elsewhere of a subnetwork of the zone',
    'E44',
    [
      one('compute_packet_mirroring', {
        project: 'analysis-prd',
        collector_ilb: { url: 'projects/analysis-prd/regions/asia-northeast1/forwardingRules/f' },
        mirrored_resources: {
          subnetworks: { url: '${google_compute_subnetwork.ClosedNetwork_Subnetwork_B42EE77D.id}' },
        },
      }),
    ],
    'open',
    [takes('compute_packet_mirroring', 'zone:ground-systems')],
  ],
  [
    'a vault abroad, whatever the perimeter restricts',
    'E23',
    [restricted('backupdr.googleapis.com'), one('backup_dr_backup_vault', { location: 'us' })],
    'open',
    [takes('backup_dr_backup_vault', 'outside:us')],
  ],
  [
    'a plan elsewhere that restores a backup of the zone, while the perimeter is tried out only',
    'E23',
    [
      tryOnly,
      add(
        'google_gke_backup_restore_plan',
        'x',
        {
          name: 'x',
          project: 'analysis-prd',
          backup_plan: `projects/${project}/locations/asia-northeast1/backupPlans/p`,
          cluster: 'projects/analysis-prd/locations/asia-northeast1/clusters/c',
        },
        'guardrails-prd',
      ),
    ],
    'open',
    [takes('gke_backup_restore_plan', 'zone:ground-systems')],
  ],
  [
    'a pipeline that writes a table elsewhere',
    'E45',
    [one('dataflow_job', { ...dataflow, parameters: fromRaw })],
    'open',
    ['dataflow_job.x -> outside:unknown: dataflow_job.x google_dataflow_job is not on the zone’s list'],
  ],
  [
    'the same pipeline while the perimeter is tried out only',
    'E45',
    [tryOnly, one('dataflow_job', { ...dataflow, parameters: fromRaw })],
    'open',
    [fromRecords('dataflow_job', 'zone:ground-systems')],
  ],
  [
    'a pipeline on the network that nobody declares',
    'E45',
    [one('dataflow_job', { temp_gcs_location: dataflow.temp_gcs_location })],
    'open',
    [fromRecords('dataflow_job', 'internet')],
  ],
];

/** Data services that move data by themselves, and where to. */
export const moverScenarios: readonly Scenario[] = [...tables, ...forms, ...callers, ...single];
