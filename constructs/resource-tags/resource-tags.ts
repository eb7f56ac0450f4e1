import { TagsTagBinding } from '@cdktf/provider-google/lib/tags-tag-binding/index.js';
import { Construct } from 'constructs';

import { requireMatch } from '../declaration/index.ts';

export interface ResourceTagsProps {
  /** `folders/NUMBER` or `projects/NUMBER`; what lies below inherits them. */
  readonly resource: string;
  /** Number of the value for the class of data in it. */
  readonly dataClass: string;
  /** Number of the value for the zone of the checkpoint that holds it. */
  readonly zone: string;
}

/**
 * Says of a folder or project which class of data it holds and in which zone it lies.
 *
 * @example
 * new ResourceTags(stack, 'Tags', { resource: 'folders/410000000013', dataClass: '281480000000001', zone: '281480000000013' });
 */
export class ResourceTags extends Construct {
  /** Throws `DeclarationError` for what is no folder, project or tag value. */
  constructor(scope: Construct, id: string, { resource, dataClass, zone }: ResourceTagsProps) {
    super(scope, id);
    requireMatch(this, resource, /^(folders|projects)\/\d+$/, {
      what: '`resource` is neither a folder nor a project by number',
      expected: '`folders/NUMBER` or `projects/NUMBER`',
      fix: 'take the number from the registry',
    });
    for (const [name, value] of Object.entries({ DataClass: dataClass, Zone: zone })) {
      requireMatch(this, value, /^\d+$/, {
        what: 'a tag value is not named by number',
        expected: 'digits only',
        fix: 'take the number from the registry of tags',
      });
      new TagsTagBinding(this, name, {
        parent: `//cloudresourcemanager.googleapis.com/${resource}`,
        tagValue: `tagValues/${value}`,
        lifecycle: { preventDestroy: true },
      });
    }
  }
}
