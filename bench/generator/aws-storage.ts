import { aws, type Cell, type Declared, ref } from './cell.ts';

/** A bucket and a security group. */
export function* declareBucket(cell: Cell): Generator<Declared> {
  const { number: c, random, labels } = cell;
  yield aws('s3_bucket', `s3_${c}`, {
    bucket: `s3-${c}-logs`,
    force_destroy: random.bad(),
    object_lock_enabled: !random.bad(),
    ...(labels === null ? {} : { tags: labels }),
  });
  if (!random.bad())
    yield aws('s3_bucket_public_access_block', `pab_${c}`, {
      bucket: ref(`aws_s3_bucket.s3_${c}`),
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: !random.bad(),
    });
  if (!random.bad())
    yield aws('s3_bucket_server_side_encryption_configuration', `sse_${c}`, {
      bucket: ref(`aws_s3_bucket.s3_${c}`),
      rule: [
        {
          apply_server_side_encryption_by_default: [
            {
              sse_algorithm: random.bad() ? 'AES256' : 'aws:kms',
              kms_master_key_id: 'arn:aws:kms:ap-northeast-1:111122223333:key/x',
            },
          ],
          bucket_key_enabled: true,
        },
      ],
    });
}

export function* declareSecurityGroup(cell: Cell): Generator<Declared> {
  const { number: c, random } = cell;
  const vpc = `aws_vpc.vpc_${c}`;
  yield aws('security_group', `sg_${c}`, { name: `sg-${c}`, vpc_id: ref(vpc), description: 'members' });
  yield aws('vpc_security_group_egress_rule', `sge_${c}`, {
    security_group_id: ref(`aws_security_group.sg_${c}`),
    ip_protocol: '-1',
    cidr_ipv4: random.bad() ? '0.0.0.0/0' : '10.0.0.0/8',
  });
  yield aws('vpc_security_group_ingress_rule', `sgi_${c}`, {
    security_group_id: ref(`aws_security_group.sg_${c}`),
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    cidr_ipv4: random.bad() ? '0.0.0.0/0' : '10.0.0.0/8',
  });
}
