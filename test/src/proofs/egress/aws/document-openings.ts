import type { Json } from './closed-aws-zone.ts';
import { add, allowing, type Edit, remove, set } from './mutate.ts';
import type { Opened } from './mutation-table.ts';

const noRcp = remove('aws_organizations_policy', 'rcp');
const others = (row: string): string => `A17 weak, ${row}, A23 weak, A24 weak, A30 weak`;
const stranger = '444444444444';
const strangers = [{ type: 'AWS', identifiers: [`arn:aws:iam::${stranger}:root`] }];
const everybody = [{ type: '*', identifiers: ['*'] }];

/** The key's policy is the document of this name. */
const byDocument = set('aws_kms_key', 'data', { policy: '${data.aws_iam_policy_document.key.json}' });

function documents(named: Readonly<Record<string, Json>>): Edit {
  return (stacks) => {
    const { isolated } = stacks;
    const data = isolated?.data;
    if (isolated === undefined || data === undefined) throw new Error('expected the zone’s data sources');
    isolated.data = {
      ...data,
      aws_iam_policy_document: { ...(data['aws_iam_policy_document'] as Json), ...named },
    };
  };
}

const decrypting = (rest: Json): Json => ({ actions: ['kms:Decrypt'], resources: ['*'], ...rest });
const key = (...statement: readonly Json[]): Edit => documents({ key: { statement } });

/** A statement for everybody, which one of the same sid replaces. */
const replaced = decrypting({ sid: 'Read', principals: everybody });
const harmless = decrypting({ sid: 'Read', principals: [{ type: 'AWS', identifiers: ['111111111111'] }] });

const encoded = (...statements: readonly string[]): Edit =>
  set('aws_kms_key', 'data', {
    policy: `\${jsonencode({ Version = "2012-10-17", Statement = [${statements.join(', ')}] })}`,
  });
const star = '{ Effect = "Allow", Principal = "*", Action = "kms:Decrypt", Resource = "*" }';

/** Policies that are put together: what is known of them is judged, and only what is not is in doubt. */
export const documentOpenings: readonly Opened[] = [
  [
    'an encoded policy that lets everybody in beside somebody who can’t be seen',
    [noRcp, encoded(star, '{ Effect = "Allow", Principal = { AWS = var.x }, Action = "kms:Decrypt", Resource = "*" }')],
    others('A22 open'),
    'A22 internet',
  ],
  [
    'an encoded policy that lets somebody in who can’t be seen',
    [noRcp, encoded('{ Effect = "Allow", Principal = { AWS = var.x }, Action = "kms:Decrypt", Resource = "*" }')],
    others('A22 unknown'),
    '',
  ],
  [
    'an encoded policy with a statement that can’t be seen, and that may deny',
    [noRcp, encoded(star, 'var.x')],
    others('A22 unknown'),
    '',
  ],
  [
    'an encoded policy that allows what can’t be seen beside what everybody may do',
    [noRcp, encoded(star, '{ Effect = "Allow", Principal = "*", Action = var.x, Condition = var.y, Resource = "*" }')],
    others('A22 open'),
    'A22 internet',
  ],
  [
    'an encoded policy of the own account, with a reference to a role of the zone',
    [encoded('{ Effect = "Allow", Principal = { AWS = aws_iam_role.worker.arn }, Action = "kms:*", Resource = "*" }')],
    '',
    '',
  ],
  [
    'a document for a stranger',
    [noRcp, byDocument, key(decrypting({ principals: strangers }))],
    others('A22 open'),
    `A22 outside:account ${stranger}`,
  ],
  [
    'a document for everybody but somebody',
    [noRcp, byDocument, key(decrypting({ not_principals: strangers }))],
    others('A22 open'),
    'A22 internet',
  ],
  [
    'a document that allows all but something else',
    [noRcp, byDocument, key({ not_actions: ['s3:*'], resources: ['*'], principals: strangers })],
    others('A22 open'),
    `A22 outside:account ${stranger}`,
  ],
  [
    'a document that allows all but that, with an empty list of actions beside it',
    [byDocument, key({ actions: [], not_actions: ['kms:*'], resources: ['*'], principals: strangers })],
    '',
    '',
  ],
  [
    'a document whose condition names one of two organisations, in two blocks',
    [
      noRcp,
      byDocument,
      key(
        decrypting({
          principals: everybody,
          condition: ['o-ours', 'o-theirs'].map((id) => ({
            test: 'StringEquals',
            variable: 'aws:PrincipalOrgID',
            values: [id],
          })),
        }),
      ),
    ],
    others('A22 open'),
    'A22 outside:any account of o-ours',
  ],
  [
    'a document on top of one for everybody, with its sid',
    [
      byDocument,
      documents({
        base: { statement: [replaced] },
        key: { source_policy_documents: ['${data.aws_iam_policy_document.base.json}'], statement: [harmless] },
      }),
    ],
    '',
    '',
  ],
  [
    'a document on top of one for everybody, without its sid',
    [
      noRcp,
      byDocument,
      documents({
        base: { statement: [replaced] },
        key: {
          source_policy_documents: ['${data.aws_iam_policy_document.base.json}'],
          statement: [{ ...harmless, sid: 'Other' }],
        },
      }),
    ],
    others('A22 open'),
    'A22 internet',
  ],
  [
    'a document under one that takes the place of its harmless statement',
    [
      noRcp,
      byDocument,
      documents({
        over: { statement: [replaced] },
        key: { statement: [harmless], override_policy_documents: ['${data.aws_iam_policy_document.over.json}'] },
      }),
    ],
    others('A22 open'),
    'A22 internet',
  ],
  [
    'a document under one that can’t be seen: it may replace what keeps others out',
    [
      noRcp,
      byDocument,
      documents({
        key: { statement: [harmless], override_policy_documents: ['${var.x}'] },
      }),
    ],
    others('A22 unknown'),
    '',
  ],
  [
    'a document on top of one that can’t be seen, without a sid: everybody stays let in unless that denies',
    [
      noRcp,
      byDocument,
      documents({
        key: {
          source_policy_documents: ['${var.x}'],
          statement: [decrypting({ principals: everybody })],
        },
      }),
    ],
    others('A22 unknown'),
    '',
  ],
  [
    'a document in a document in a document',
    [
      noRcp,
      byDocument,
      documents({
        inner: { statement: [decrypting({ principals: strangers })] },
        middle: { source_policy_documents: ['${data.aws_iam_policy_document.inner.json}'] },
        key: { source_policy_documents: ['${data.aws_iam_policy_document.middle.json}'], statement: [harmless] },
      }),
    ],
    others('A22 open'),
    `A22 outside:account ${stranger}`,
  ],
  [
    'a document that is built on a text',
    [
      noRcp,
      byDocument,
      documents({
        key: {
          source_policy_documents: [allowing({ AWS: `arn:aws:iam::${stranger}:root` }, 'kms:Decrypt')],
          statement: [harmless],
        },
      }),
    ],
    others('A22 open'),
    `A22 outside:account ${stranger}`,
  ],
  [
    'a policy with a role by its key in a map',
    [
      add('aws_iam_role', 'many', {
        for_each: { one: 1 },
        assume_role_policy: allowing({ AWS: '111111111111' }, 'sts:AssumeRole'),
      }),
      add('aws_kms_key_policy', 'p', {
        key_id: '${aws_kms_key.data.id}',
        policy: allowing({ AWS: '${aws_iam_role.many[one].arn}' }, 'kms:Decrypt').replace('[one]', '["one"]'),
      }),
    ],
    '',
    '',
  ],
];
