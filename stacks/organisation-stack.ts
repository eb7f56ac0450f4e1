import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { type App, TerraformStack } from 'cdktf';

import {
  closedZoneConstraints,
  GuardedFolder,
  OrganizationCustomConstraints,
  TagDictionary,
} from '../constructs/index.ts';
import { environmentNames } from './environments.ts';
import { folders } from './folders.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { pascalCase } from './pascal-case.ts';
import { dataClassTags, zoneTags } from './tags.ts';

/**
 * What there is once in the organisation: folders of the environments, words for tags, and custom constraints. Nothing in it is in force
 * anywhere: each environment takes what it needs in a stack of its own, so that a change is tried in dev before it reaches prd.
 */
export class OrganisationStack extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    keepState(this, { kind: 'gcs', bucket: 'example-terraform-state-organisation' });
    const { number: organization, region } = organisation;
    new GoogleProvider(this, 'Google', { region });
    for (const name of environmentNames) {
      new GuardedFolder(this, `${pascalCase(name)}Folder`, {
        displayName: name,
        folder: folders[name].environment,
        parent: `organizations/${organization}`,
      });
    }
    new TagDictionary(this, 'DataClass', {
      organization,
      key: 'data-class',
      description: 'Class of the data, as sekisho.yaml names it',
      values: dataClassTags,
    });
    new TagDictionary(this, 'Zone', {
      organization,
      key: 'zone',
      description: 'Zone of the checkpoint, as sekisho.yaml names it',
      values: zoneTags,
    });
    new OrganizationCustomConstraints(this, 'CustomConstraints', { organization, constraints: closedZoneConstraints });
  }
}
