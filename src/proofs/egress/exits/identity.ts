import { absent, byApi, direct } from '../guards/absent.ts';
import { boundaryOfPrincipals } from '../guards/boundary-guards.ts';
import { filtersNarrow } from '../guards/bucket-filters.ts';
import { authoritativeMembers, deniesPermissions, onlyZoneMembers } from '../guards/grant-guards.ts';
import { grantsElsewhereTold } from '../guards/grants-elsewhere.ts';
import { ownMembersOnly, roomRequired } from '../guards/identity-guards.ts';
import { denies, deniesAll, enforced } from '../guards/policies.ts';
import { setting } from '../guards/setting.ts';
import { keysInHardware } from '../guards/store-guards.ts';
import { afterApply, exitRow } from './row.ts';

const storage = 'storage.googleapis.com';

/** Ways out by who may do what. */
export const identityExits = [
  exitRow('E24', {
    title: ['Grant to an outside principal', '外部プリンシパルへの付与'],
    proof: 'R',
    guards: [onlyZoneMembers, grantsElsewhereTold, authoritativeMembers, ownMembersOnly],
    after: [afterApply('read the policy of each store and key back', '各保管先・鍵のポリシーの読み戻し')],
    story: ['One member on one bucket provides its records.', 'バケットのメンバー一人で記録の提供になる。'],
  }),
  exitRow('E25', {
    title: ['setIamPolicy, role changes, impersonation', 'setIamPolicy・ロール変更・権限借用'],
    proof: 'K',
    guards: [
      deniesPermissions(
        'storage.googleapis.com/buckets.setIamPolicy',
        'iam.googleapis.com/serviceAccounts.getAccessToken',
        'iam.googleapis.com/serviceAccountKeys.create',
        'cloudresourcemanager.googleapis.com/projects.setIamPolicy',
      ),
    ],
    story: [
      'Whoever may change a policy may read what it guards.',
      'ポリシーを変えられる者は、それが守るものを読める。',
    ],
    residual: ['not every permission can be denied', '拒否できない権限もある'],
  }),
  exitRow('E26', {
    title: ['Handlers’ identity used elsewhere', '取扱者の ID の他所での使用'],
    proof: 'K',
    guards: [boundaryOfPrincipals],
    story: [
      'A handler who may write to other projects is a way out on two legs.',
      '他プロジェクトに書ける取扱者は、それ自体が出口である。',
    ],
    residual: ['a principal access boundary blocks listed permissions only', 'PAB は列挙された権限だけを止める'],
  }),
  exitRow('E27', {
    title: ['Keys, HMAC, API keys, federation', '鍵・HMAC・API キー・フェデレーション'],
    proof: 'A',
    guards: [
      absent(
        [
          'google_service_account_key',
          'google_storage_hmac_key',
          'google_apikeys_key',
          'google_iam_workload_identity_pool*',
          'google_iam_workforce_pool*',
        ],
        byApi(storage, 'principal:bearer of a key'),
      ),
      enforced('iam.disableServiceAccountKeyCreation'),
      enforced('iam.disableServiceAccountKeyUpload'),
      deniesAll('iam.workloadIdentityPoolProviders'),
      denies('storage.restrictAuthTypes', ['in:ALL_HMAC_SIGNED_REQUESTS']),
    ],
    story: ['A key file works anywhere until somebody revokes it.', '鍵ファイルは失効させるまでどこでも使える。'],
  }),
  exitRow('E28', {
    title: ['Signed URLs', '署名付き URL'],
    proof: 'K',
    guards: [
      setting({ types: ['google_storage_bucket'], attribute: 'ip_filter.mode', good: ['Enabled'] }),
      setting({
        types: ['google_storage_bucket'],
        attribute: 'ip_filter.allow_all_service_agent_access',
        good: ['false'],
      }),
      setting({ types: ['google_storage_bucket'], attribute: 'ip_filter.allow_cross_org_vpcs', good: ['false'] }),
      filtersNarrow,
      deniesPermissions('iam.googleapis.com/serviceAccounts.signBlob'),
    ],
    story: [
      'A signed URL needs no identity: whoever has it reads the object.',
      '署名付き URL は ID を要さず、持つ者が読める。',
    ],
  }),
  exitRow('E30', {
    title: ['Release of keys', '鍵の開放'],
    proof: 'K',
    guards: [keysInHardware, authoritativeMembers],
    after: [afterApply('state of Key Access Justifications', 'Key Access Justifications の状態')],
    story: ['A copy that leaves is worth nothing without its key.', '持ち出された複製も、鍵がなければ価値がない。'],
  }),
  exitRow('E37', {
    title: ['Console, gcloud and Cloud Shell from elsewhere', '室外からのコンソール・gcloud・Cloud Shell'],
    proof: 'R',
    guards: [roomRequired, absent(['google_iap_*'], direct('principal:IAP user'))],
    attestedBy: ['RSL-PHY-01'],
    story: ['A named handler at home is outside the room.', '自宅の取扱者は室外にいる。'],
    residual: [
      'Cloud Shell and downloads inside the room are switched in Cloud Identity',
      'Cloud Shell と室内でのダウンロードは Cloud Identity で止める',
    ],
  }),
];
