import { TagsTagKey } from '@cdktf/provider-google/lib/tags-tag-key/index.js';
import { TagsTagValue } from '@cdktf/provider-google/lib/tags-tag-value/index.js';
import { Construct } from 'constructs';

import { requireDistinct, requireMatch, requireSome } from '../declaration/index.ts';

export interface TagDictionaryProps {
  /** Number of the organisation. */
  readonly organization: string;
  /** Short name of the key, such as `data-class`. */
  readonly key: string;
  readonly description: string;
  /** Number of each value by its short name, recorded after creation; a postcondition compares it with what Google assigned. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * A key of Resource Manager tags with all its values. Unlike a label, a tag is inherited, can be bound by those only who may, and is what
 * conditions of organisation and deny policies look at.
 *
 * @example
 * new TagDictionary(stack, 'DataClass', {
 *   organization: '123456789012', key: 'data-class', description: 'What the law says of the data', values: { business: '281480000000003' },
 * });
 */
export class TagDictionary extends Construct {
  /** Throws `DeclarationError` for no value, a number twice, or names and numbers that Google would refuse. */
  constructor(scope: Construct, id: string, props: TagDictionaryProps) {
    super(scope, id);
    this.#validate(props);
    const { organization, key, description, values } = props;
    const lifecycle = { preventDestroy: true };
    const tagKey = new TagsTagKey(this, 'Resource', {
      parent: `organizations/${organization}`,
      shortName: key,
      description,
      lifecycle,
    });
    for (const [shortName, number] of Object.entries(values)) {
      new TagsTagValue(this, childId(shortName), {
        parent: tagKey.id,
        shortName,
        description: `${key}: ${shortName}`,
        lifecycle: {
          ...lifecycle,
          postcondition: [
            {
              condition: `\${self.name == "${number}"}`,
              errorMessage: `the number of tag value ${shortName} is not ${number}: record the number that Google assigned`,
            },
          ],
        },
      });
    }
  }

  #validate({ organization, key, values }: TagDictionaryProps): void {
    requireMatch(this, organization, /^\d+$/, {
      what: '`organization` is not the number of an organisation',
      expected: 'digits only',
      fix: 'take the number from `gcloud organizations list`',
    });
    requireSome(this, Object.keys(values), {
      what: 'the key has no value',
      expected: 'at least one value',
      fix: 'name what can be said',
    });
    requireDistinct(this, Object.values(values), '`values` has a number twice');
    for (const name of [key, ...Object.keys(values)]) {
      requireMatch(this, name, /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/, {
        what: 'a short name is not usable',
        expected: '2 to 63 lower-case letters, digits or hyphens, starting with a letter',
        fix: 'shorten it, and leave other signs out',
      });
    }
    for (const number of Object.values(values)) {
      requireMatch(this, number, /^\d+$/, {
        what: '`values` holds something else than a number',
        expected: 'digits only',
        fix: 'record the number that Google assigned to the value',
      });
    }
  }
}

function childId(shortName: string): string {
  return shortName
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
