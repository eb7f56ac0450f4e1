import type { Guard } from '../../guard.ts';
import { text } from '../../guards/texts.ts';
import { destinationsInside } from './targets.ts';

const own = destinationsInside({
  types: ['aws_s3_access_point'],
  paths: ['bucket', 'bucket_account_id'],
  text: text(
    'access points are of the zone, for buckets of the zone',
    'アクセスポイントが区域のもので、区域のバケットのためにある',
  ),
});

/**
 * Class R: points of the zone lead to its own buckets, and nobody else has made a point for one of them, who could then write its policy himself
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-cross-account.html). The bucket's policy must let such a point through.
 */
export const accessPointsInside: Guard = {
  proof: 'R',
  text: own.text,
  read: (world, into) => {
    own.read(world, into);
    for (const point of world.reachingIn('aws_s3_access_point')) {
      into.missing(
        text(
          `${point.address} is an access point of another account for a bucket of the zone`,
          `${point.address} は区域のバケットに対する他アカウントのアクセスポイントである`,
        ),
        point,
      );
    }
  },
};
