import { valueBelow } from '../expression/evaluate-expression.ts';
import type { Step } from '../expression/expression.ts';
import { isTemplate } from '../expression/parse-expression.ts';
import { type Reference, Unknown, type Value, type ValueObject } from '../value.ts';
import type { BlockScope } from './block-scope.ts';
import { BodyReader, metaArguments } from './body-reader.ts';
import type { ResourceBlock } from './configuration-blocks.ts';
import { evaluateContent, narrowContent } from './content.ts';
import { dynamicSpecifications } from './dynamic-blocks.ts';
import { type Evaluated, unknown } from './evaluated.ts';
import type { Expansion } from './expansion.ts';
import { policyDataOf } from './policy-data.ts';
import { remoteStateOutput } from './remote-state.ts';
import { isSecretName, withoutSecret } from './secrets.ts';

/** One instance of a resource or data block. */
export class ResourceInstance {
  readonly address: string;
  readonly block: ResourceBlock;
  readonly scope: BlockScope;
  private readonly expansion: Expansion;

  constructor(address: string, block: ResourceBlock, scope: BlockScope, expansion: Expansion) {
    this.address = address;
    this.block = block;
    this.scope = scope;
    this.expansion = expansion;
  }

  /** Terraform type; that of a data source begins with `data.`. */
  get type(): string {
    return typeOf(this.block);
  }

  /** Everything that is configured, and the references in it by attribute path. */
  read(): { readonly values: ValueObject; readonly references: ReadonlyMap<string, readonly Reference[]> } {
    const reader = new BodyReader(this.block.type);
    const values = reader.body(this.block.body, this.scope);
    const policyData = this.isPolicy() ? policyDataOf(values) : undefined;
    return {
      values: policyData === undefined ? values : { ...values, policy_data: policyData },
      references: reader.references,
    };
  }

  /** What a reference to this path sees: the configured literal, else an unknown that names the attribute. */
  attribute(steps: readonly Step[]): Evaluated {
    const [name, ...rest] = steps;
    const references = [this.reference(steps)];
    const later = unknown('after-apply', references, true);
    if (name === undefined || name === 'id' || name === 'self_link') return later;
    if (this.block.type === 'terraform_remote_state' && name === 'outputs') {
      return remoteStateOutput(this, rest, this.expansion);
    }
    const value = this.plainLiteral(steps) ?? this.computed(String(name), rest, steps);
    if (value === undefined || value === null) return later;
    if (value instanceof Unknown) return unknown(value.why, references, value.why !== 'missing');
    const secret = steps.map(String).find((step) => isSecretName(this.block.type, step));
    return { value: secret === undefined ? value : withoutSecret(value, this.block.type, secret), references };
  }

  /** The frequent case, without any bookkeeping. */
  private plainLiteral(steps: readonly Step[]): Value | undefined {
    const [name] = steps;
    if (steps.length !== 1 || name === undefined || metaArguments.has(String(name))) return undefined;
    const content = Object.hasOwn(this.block.body, name) ? this.block.body[name] : undefined;
    return typeof content === 'string' && !isTemplate(content) ? content : undefined;
  }

  private computed(name: string, rest: readonly Step[], steps: readonly Step[]): Value | undefined {
    if (metaArguments.has(name)) return undefined;
    return this.expansion.trail.run(`${this.address}.${steps.join('.')}`, () => this.configured(name, rest));
  }

  private configured(name: string, rest: readonly Step[]): Value | undefined {
    const { body } = this.block;
    if (name === 'policy_data' && this.isPolicy())
      return policyDataOf(new BodyReader(this.block.type).body(body, this.scope));
    if (dynamicSpecifications(body['dynamic']).has(name)) {
      const value = new BodyReader(this.block.type).attribute(body, name, this.scope);
      return value === undefined ? undefined : valueBelow(value, rest, this.scope);
    }
    const content = Object.hasOwn(body, name) ? body[name] : undefined;
    const narrowed = narrowContent(content, rest);
    return narrowed === undefined ? undefined : evaluateContent(content, rest, this.scope).value;
  }

  private isPolicy(): boolean {
    return this.block.mode === 'data' && this.block.type === 'google_iam_policy';
  }

  /** A reference to an attribute of this instance; without steps to the whole. */
  reference(steps: readonly Step[]): Reference {
    return {
      address: this.address,
      type: this.type,
      attribute: steps.join('.'),
      stack: this.expansion.context.stack,
      via: [],
    };
  }
}

/** Type of the resources that a block declares. */
export function typeOf(block: ResourceBlock): string {
  return block.mode === 'data' ? `data.${block.type}` : block.type;
}
