import { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

import { OrganizationPolicySet } from '../constructs/index.ts';
import type { Environment } from './environments.ts';
import { groundPolicies } from './ground-policies.ts';
import { keepState } from './keep-state.ts';
import { organisation } from './organisation.ts';

/** The organisation policies of everything in an environment that holds no regulated records, apart from those that do. */
export class GroundGuardrailsStack extends TerraformStack {
  constructor(scope: Construct, id: string, { name, state, guardrails }: Environment) {
    super(scope, id);
    keepState(this, state);
    new GoogleProvider(this, 'Google', { region: organisation.region });
    new OrganizationPolicySet(this, 'OrganizationPolicies', {
      folder: guardrails.environmentFolder,
      policies: groundPolicies(name),
    });
  }
}
