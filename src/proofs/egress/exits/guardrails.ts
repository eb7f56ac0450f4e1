import { absent, direct } from '../guards/absent.ts';
import { deniesPermissions } from '../guards/grant-guards.ts';
import {
  guardrailsKept,
  guardrailsNotIgnored,
  liens,
  projectsPrevented,
  storesPrevented,
} from '../guards/guardrail-guards.ts';
import { knownDataSources, nothingUnmodelled, providersPlain } from '../guards/runner-guards.ts';
import { noProvisioners } from '../guards/service-guards.ts';
import { text } from '../guards/texts.ts';
import { daily, exitRow } from './row.ts';

/** Ways out by taking the guards away, by Terraform itself, and by people. */
export const guardrailExits = [
  exitRow('E41', {
    title: ['Project moved or deleted', 'プロジェクトの移動・削除'],
    proof: 'K',
    hasPaths: false,
    guards: [
      liens,
      projectsPrevented,
      storesPrevented,
      deniesPermissions('cloudresourcemanager.googleapis.com/projects.move'),
    ],
    after: [daily('the project still lies in its folder', 'プロジェクトが元のフォルダにあること')],
    story: [
      'A project that moves sheds the guardrails of its folder.',
      '移されたプロジェクトは、フォルダの防護を失う。',
    ],
  }),
  exitRow('E42', {
    title: ['Guardrail deleted by a later plan', '後の plan による防護の削除'],
    proof: 'K',
    hasPaths: false,
    guards: [guardrailsKept, guardrailsNotIgnored],
    after: [
      {
        probe: text(
          'the plan of every stack deletes, replaces and forgets no guardrail',
          '全スタックの plan が防護を削除・置換・管理外にしないこと',
        ),
        due: text('at plan', 'plan 時'),
      },
    ],
    story: ['A plan that deletes only its guard looks small.', '防護だけを消す plan は小さく見える。'],
  }),
  exitRow('E43', {
    title: ['The Terraform runner itself', 'Terraform の実行環境自体'],
    proof: 'L',
    hasPaths: false,
    guards: [
      noProvisioners,
      knownDataSources,
      nothingUnmodelled,
      providersPlain,
      absent(
        [
          'data.google_storage_bucket_object_content',
          'data.google_secret_manager_secret_version*',
          'data.google_service_account_{key,access_token,jwt,id_token}',
          'data.google_secret_manager_regional_secret_version*',
          'data.google_storage_object_signed_url',
          'data.google_client_config',
          'data.google_kms_secret*',
          'data.aws_s3_object',
          'data.external',
          'data.http',
        ],
        direct('outside:runner'),
      ),
    ],
    story: [
      'A data source that reads an object puts it into the state, and the runner may print it.',
      'オブジェクトを読むデータソースはそれを state に入れ、実行環境が表示し得る。',
    ],
    residual: ['plan and state hold secrets', 'plan と state は秘密を含む'],
  }),
  exitRow('E48', {
    title: ['Support cases, screenshots, memory', 'サポートケース・画面の撮影・記憶'],
    proof: 'X',
    guards: [],
    attestedBy: ['RSL-PHY-02', 'RSL-HUM-02'],
    story: ['What a person has seen leaves with the person.', '人が見たものは、人と共に出る。'],
  }),
];
