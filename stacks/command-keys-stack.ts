import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { CommandKey } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';
import { pascalCase } from './pascal-case.ts';

/** The keys that sign commands to satellites, apart from everything else. */
export class CommandKeysStack extends TerraformStack {
  constructor(scope: Construct, id: string, { state, control }: Environment) {
    super(scope, id);
    keepState(this, state);
    const { region } = organisation;
    const project = control.keyProject.id;
    new GoogleProvider(this, 'Google', { project, region });
    for (const name of control.satellites) {
      new CommandKey(this, pascalCase(name), {
        project,
        location: region,
        name,
        signers: [`serviceAccount:command-signer@${control.projectId}.iam.gserviceaccount.com`],
      });
    }
  }
}
