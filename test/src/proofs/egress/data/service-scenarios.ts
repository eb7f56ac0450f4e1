import type { Stacks } from '../closed-zone.ts';
import { add, below, place, unset } from '../edit-stacks.ts';
import type { Scenario } from '../identity/access-scenarios.ts';
import { perimeter, project, tryOnly } from '../try-only.ts';

/** Where data services and the perimeter let data of the zone go. */
export const serviceScenarios: readonly Scenario[] = [
  [
    'an authorised view',
    'E21',
    [
      add('google_bigquery_dataset', 'd', {
        dataset_id: 'd',
        project,
        location: 'asia-northeast1',
        access: [
          { role: 'OWNER', user_by_email: 'reception@rs-isolated-prd.iam.gserviceaccount.com' },
          { view: { project_id: 'analysis-prd', dataset_id: 'x', table_id: 'v' } },
        ],
      }),
    ],
    'open',
    ['bigquery_dataset.d -> zone:ground-systems: bigquery_dataset.d takes data to zone:ground-systems'],
  ],
  [
    'a snapshot share',
    'E22',
    [
      tryOnly,
      add('google_compute_snapshot', 's', { name: 's', project, source_disk: 'd' }),
      add('google_compute_snapshot_iam_member', 'm', {
        name: '${google_compute_snapshot.s.name}',
        project,
        role: 'roles/compute.storageAdmin',
        member: 'user:mallory@example.org',
      }),
    ],
    'open',
    [
      'compute_snapshot.s -> principal:user:mallory@example.org: compute_snapshot.s holds data of the zone > compute_snapshot_iam_member.m grants a role that reads it',
    ],
  ],
  [
    'a push subscription and one elsewhere',
    'E33',
    [
      add('google_pubsub_topic', 't', { name: 't', project }),
      add('google_pubsub_subscription', 'p', {
        name: 'p',
        project,
        topic: '${google_pubsub_topic.t.id}',
        push_config: { push_endpoint: 'https://example.org/' },
      }),
      add(
        'google_pubsub_subscription',
        'q',
        { name: 'q', project: 'analysis-prd', topic: 'projects/rs-isolated-prd/topics/t' },
        'guardrails-prd',
      ),
    ],
    'open',
    [
      'pubsub_topic.t -> internet: pubsub_topic.t holds data of the zone > pubsub_subscription.p takes data to internet',
      'pubsub_topic.t -> zone:ground-systems: pubsub_topic.t holds data of the zone > pubsub_subscription.q takes data to zone:ground-systems',
    ],
  ],
  [
    'a transfer',
    'E16',
    [
      tryOnly,
      add('google_storage_transfer_job', 'j', {
        description: 'd',
        project,
        transfer_spec: {
          gcs_data_source: { bucket_name: '${google_storage_bucket.RawRecordBucket_A925902E.name}' },
          gcs_data_sink: { bucket_name: 'elsewhere' },
        },
      }),
    ],
    'open',
    [
      'artifact_registry_repository.ImageRegistry -> outside:any project: artifact_registry_repository.ImageRegistry can be copied by artifactregistry.googleapis.com',
      'storage_bucket.LandingBucket -> outside:any project: storage_bucket.LandingBucket can be copied by storage.googleapis.com',
      'storage_bucket.RawRecordBucket -> outside:any project: storage_bucket.RawRecordBucket can be copied by storage.googleapis.com',
      'storage_bucket.RawRecordBucket -> outside:gs://elsewhere: storage_bucket.RawRecordBucket holds data of the zone > storage_transfer_job.j takes data to outside:gs://elsewhere',
      'storage_bucket.WorkflowArtifacts -> outside:any project: storage_bucket.WorkflowArtifacts can be copied by storage.googleapis.com',
    ],
  ],
  [
    'a rule added from elsewhere',
    'E19',
    [
      add(
        `${perimeter}_egress_policy`,
        'e',
        {
          perimeter: '${' + perimeter + '.IsolatedProject_ServicePerimeter_9E53F8A6.name}',
          egress_from: { identity_type: 'ANY_IDENTITY' },
          egress_to: { resources: ['projects/99'], operations: [{ service_name: 'storage.googleapis.com' }] },
        },
        'foundation-prd',
      ),
    ],
    'open',
    [
      'storage_bucket.LandingBucket -> outside:projects/99: storage_bucket.LandingBucket can be copied by its API > access_context_manager_service_perimeter_egress_policy.e lets calls out of the perimeter',
      'storage_bucket.RawRecordBucket -> outside:projects/99: storage_bucket.RawRecordBucket can be copied by its API > access_context_manager_service_perimeter_egress_policy.e lets calls out of the perimeter',
      'storage_bucket.WorkflowArtifacts -> outside:projects/99: storage_bucket.WorkflowArtifacts can be copied by its API > access_context_manager_service_perimeter_egress_policy.e lets calls out of the perimeter',
    ],
  ],
  [
    'another project in the perimeter',
    'E16',
    [
      (stacks: Stacks): void => {
        const [owner, name] = place(stacks, perimeter, '');
        const status = below(below(owner, name), 'status');
        status['resources'] = [...(status['resources'] as unknown[]), 'projects/77'];
      },
    ],
    'open',
    [
      'artifact_registry_repository.ImageRegistry -> outside:projects/77: artifact_registry_repository.ImageRegistry can be copied by artifactregistry.googleapis.com > access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter joins the zone to projects/77',
      'storage_bucket.LandingBucket -> outside:projects/77: storage_bucket.LandingBucket can be copied by storage.googleapis.com > access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter joins the zone to projects/77',
      'storage_bucket.RawRecordBucket -> outside:projects/77: storage_bucket.RawRecordBucket can be copied by storage.googleapis.com > access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter joins the zone to projects/77',
      'storage_bucket.WorkflowArtifacts -> outside:projects/77: storage_bucket.WorkflowArtifacts can be copied by storage.googleapis.com > access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter joins the zone to projects/77',
    ],
  ],
  [
    'services that are not restricted',
    'E13',
    [
      unset(perimeter, '', 'status.vpc_accessible_services'),
      add('google_project_service', 's', { project, service: 'pubsub.googleapis.com' }, 'foundation-prd'),
    ],
    'open',
    [
      'compute_subnetwork.ClosedNetwork_Subnetwork -> outside:Google APIs without a perimeter: compute_subnetwork.ClosedNetwork_Subnetwork reaches Google APIs > project_service.s switches a service on that no perimeter restricts > access_context_manager_service_perimeter.IsolatedProject_ServicePerimeter lets it be called',
    ],
  ],
];
