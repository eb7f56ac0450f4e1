import { type Cell, type Declared, google, ref } from './cell.ts';

/** Keys, buckets, and who may reach them. */
export function* declareStorage(cell: Cell): Generator<Declared> {
  const { number: c, random, project, region, labels } = cell;
  const key = `google_kms_crypto_key.key_${c}`;
  yield google('kms_key_ring', `ring_${c}`, { name: `ring-${c}`, project, location: region });
  yield google('kms_crypto_key', `key_${c}`, {
    name: `key-${c}`,
    key_ring: ref(`google_kms_key_ring.ring_${c}`),
    purpose: 'ENCRYPT_DECRYPT',
    ...(random.bad() ? {} : { rotation_period: random.pick(['7776000s', '2592000s', '31536000s']) }),
    version_template: [
      { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protection_level: random.bad(0.3) ? 'SOFTWARE' : 'HSM' },
    ],
  });
  for (let i = 0; i < 2; i++)
    yield google('storage_bucket', `bkt_${c}_${i}`, {
      name: `bkt-${c}-${i}`,
      project,
      location: region.toUpperCase(),
      uniform_bucket_level_access: !random.bad(),
      public_access_prevention: random.bad() ? 'inherited' : 'enforced',
      force_destroy: random.bad(),
      ...(labels === null ? {} : { labels }),
      ...(random.bad() ? {} : { encryption: [{ default_kms_key_name: ref(key) }] }),
      ...(random.bad() ? {} : { versioning: [{ enabled: true }] }),
      ...(i > 0 ? { retention_policy: [{ is_locked: !random.bad(), retention_period: '157680000' }] } : {}),
    });
}

export function* declareMembers(cell: Cell): Generator<Declared> {
  const { number: c, random, project } = cell;
  const key = `google_kms_crypto_key.key_${c}`;
  const account = `google_service_account.sa_${c}`;
  yield google('service_account', `sa_${c}`, { account_id: `sa-${c}`, project, display_name: 'nodes' });
  yield google('storage_bucket_iam_member', `bim_${c}`, {
    bucket: ref(`google_storage_bucket.bkt_${c}_0`, 'name'),
    role: 'roles/storage.objectViewer',
    member: random.bad() ? 'allUsers' : ref(account, 'member'),
  });
  for (let i = 0; i < 2; i++)
    yield google('project_iam_member', `pim_${c}_${i}`, {
      project,
      role: random.bad()
        ? random.pick(['roles/owner', 'roles/editor'])
        : random.pick(['roles/logging.logWriter', 'roles/monitoring.metricWriter']),
      member: i > 0 ? `group:g${c}@example.co.jp` : ref(account, 'member'),
    });
  yield google('kms_crypto_key_iam_member', `kim_${c}`, {
    crypto_key_id: ref(key),
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
    member: ref(account, 'member'),
  });
}
