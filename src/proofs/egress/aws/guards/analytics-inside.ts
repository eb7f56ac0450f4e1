import type { Guard } from '../../guard.ts';
import { absent, direct } from '../../guards/absent.ts';
import { setting } from '../../guards/setting.ts';
import { text } from '../../guards/texts.ts';
import { knownText } from '../../read-path.ts';
import { documentsInside } from './documents-inside.ts';
import { hasSubnets } from './has-subnets.ts';
import { ownPolicies } from './resource-policies.ts';

/** Search, notebooks and clusters that compute on data: nobody outside calls them, and they hand nothing to others. */
export const analyticsInside: readonly Guard[] = [
  absent(['aws_opensearch_domain', 'aws_elasticsearch_domain'], direct('internet'), {
    except: ({ values }) => hasSubnets(values, 'vpc_options.subnet_ids'),
    text: text('every search domain is in a VPC', '全ての検索ドメインが VPC の中にある'),
  }),
  absent(
    [
      'aws_opensearch_{outbound_connection,inbound_connection_accepter,authorize_vpc_endpoint_access}',
      'aws_opensearchserverless_vpc_endpoint',
    ],
    direct('outside:another search domain'),
  ),
  absent(['aws_opensearchserverless_security_policy'], direct('internet'), {
    except: ({ values }) =>
      /^(?!.*"AllowFromPublic"\s*:\s*true)/su.test(knownText(values, 'policy') ?? '"AllowFromPublic":true'),
    text: text('no collection is open to the internet', 'インターネットに開かれたコレクションがない'),
  }),
  documentsInside(
    [['aws_opensearchserverless_access_policy', 'policy']],
    text('collections are opened to principals of the zone only', 'コレクションが区域の主体だけに開かれている'),
  ),
  ownPolicies({
    holders: [
      ['aws_sagemaker_model_package_group_policy', 'resource_policy', null],
      ['aws_codeartifact_domain_permissions_policy', 'policy_document', null],
      ['aws_codeartifact_repository_permissions_policy', 'policy_document', null],
    ],
    actions: ['sagemaker:DescribeModelPackage', 'codeartifact:ReadFromRepository'],
  }),
  setting({
    types: ['aws_emr_block_public_access_configuration'],
    attribute: 'block_public_security_group_rules',
    good: ['true'],
  }),
];
