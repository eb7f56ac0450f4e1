import type { SourceLocation } from '../estate.ts';
import type { Expression, Step, Traversal } from '../expression/expression.ts';
import { Unknown, type Value } from '../value.ts';
import { BlockScope } from './block-scope.ts';
import type { Block, ModuleConfiguration } from './configuration-blocks.ts';
import { evaluateContent, isTrue } from './content.ts';
import { type Evaluated, through, unknown } from './evaluated.ts';
import type { Expansion } from './expansion.ts';
import {
  expandInstances,
  gatherInstances,
  type Instances,
  itemsOf,
  type MakeInstance,
  pickInstance,
} from './instances.ts';
import { loadCalledModule, type ModuleCall } from './module-call.ts';
import { Providers } from './providers.ts';
import { ResourceInstance, typeOf } from './resource-instance.ts';
import { evaluateVariable } from './variables.ts';

/** Names that only a run of Terraform gives a value, or that stand where their block does not bind them. */
const namesOfTheRun: ReadonlySet<string> = new Set(['each', 'count', 'self', 'path', 'terraform', 'ephemeral']);

/** What is computed once for all who name it. */
const computedNames: ReadonlySet<string> = new Set(['var', 'local', 'module']);

/** One instance of a module: the root, or what one key of a module call makes. */
export class ModuleInstance {
  /** `module.m["k"].`; empty for the root. */
  readonly prefix: string;
  readonly configuration: ModuleConfiguration;
  readonly expansion: Expansion;
  readonly providers: Providers;
  readonly call: ModuleCall | null;
  private readonly resourceGroups = new Map<string, Instances<ResourceInstance>>();
  private readonly calls = new Map<string, Instances<ModuleInstance> | null>();
  private readonly scopes = new Map<string, BlockScope>();
  /** Syntax trees are shared, so a traversal's identity tells what has been computed. */
  private readonly computed = new Map<Traversal, Evaluated>();
  private readonly computedByName = new Map<string, Evaluated>();

  constructor(configuration: ModuleConfiguration, expansion: Expansion, call: ModuleCall | null) {
    this.configuration = configuration;
    this.expansion = expansion;
    this.call = call;
    this.prefix = call?.prefix ?? '';
    for (const one of configuration.unmodelled) expansion.unmodelled.set(one.text, one);
    this.providers = new Providers(configuration.providers, (file) => this.scope(file), call);
  }

  /** The line that asked for what this module holds, for resources that have none of their own. */
  get location(): SourceLocation | null {
    return this.call?.location ?? null;
  }

  scope(file: string): BlockScope {
    const known = this.scopes.get(file) ?? new BlockScope(this, new Map(), file);
    this.scopes.set(file, known);
    return known;
  }

  parse(text: string, file: string): Expression {
    return this.expansion.parse(text, file);
  }

  /** The value of a name of this module. Throws a SekishoError for a cycle. */
  evaluated(traversal: Traversal): Evaluated {
    const known = this.computed.get(traversal);
    if (known !== undefined) return known;
    const evaluated = computedNames.has(traversal.root) ? this.named(traversal) : this.compute(traversal);
    this.computed.set(traversal, evaluated);
    return evaluated;
  }

  /** The value below an unknown: for a whole resource, that of its attribute. */
  descend(value: Unknown, steps: readonly Step[]): Value {
    const [reference] = value.references;
    const isWhole = value.exact && reference?.attribute === '' && reference.stack === this.expansion.context.stack;
    const instance = isWhole ? this.expansion.instances.get(reference.address) : undefined;
    if (instance === undefined || reference === undefined) return new Unknown(value.why, value.references, false);
    const found = instance.attribute(steps);
    return reference.via.reduceRight((inner, step) => through(inner, step), found).value;
  }

  /** An output of this module, at a path below it. */
  output(name: string, steps: readonly Step[] = []): Evaluated {
    const block = this.configuration.outputs.get(name);
    if (block === undefined) return unknown('missing');
    const evaluated = this.expansion.trail.run(`${this.prefix}output.${name}`, () =>
      evaluateContent(block.body['value'] ?? null, steps, this.scope(block.file)),
    );
    // cdktf marks every cross-stack output as sensitive, whatever it holds; Terraform forgets the mark on the other side.
    const isSecret = isTrue(block.body['sensitive']) && !name.startsWith('cross-stack-output-');
    return isSecret ? unknown('sensitive', evaluated.references) : evaluated;
  }

  /** Instances of a resource block; undefined when it is not declared. */
  resources(key: string): Instances<ResourceInstance> | undefined {
    const block = this.configuration.resources.get(key);
    const known = this.resourceGroups.get(key);
    if (block === undefined || known !== undefined) return known;
    const address = `${this.prefix}${key}`;
    const made = this.expand(address, block, (instanceKey, scope) => {
      const instance = new ResourceInstance(`${address}${instanceKey}`, block, scope, this.expansion);
      this.expansion.instances.set(instance.address, instance);
      return instance;
    });
    this.resourceGroups.set(key, made);
    return made;
  }

  /** Modules that a call makes; null when its source can't be read here. */
  modules(name: string, block: Block): Instances<ModuleInstance> | null {
    const known = this.calls.get(name);
    if (known !== undefined) return known;
    const loaded = loadCalledModule(this, name, block);
    const made =
      loaded === null
        ? null
        : this.expand(`${this.prefix}module.${name}`, block, (key, scope) => {
            return new ModuleInstance(loaded.configuration, this.expansion, loaded.callOf(key, scope));
          });
    this.calls.set(name, made);
    return made;
  }

  private expand<T>(address: string, block: Block, make: MakeInstance<T>): Instances<T> {
    const { count, for_each: forEach } = block.body;
    if (count === undefined && forEach === undefined) return { kind: 'single', item: make('', this.scope(block.file)) };
    const instances = this.expansion.trail.run(`${address} (count or for_each)`, () =>
      expandInstances(block, this.scope(block.file), make),
    );
    if (instances.kind === 'unknown') {
      this.expansion.blindSpots.add(`${address}: count or for_each is not known here; one instance stands for all`);
    }
    return instances;
  }

  /** A variable or local is named in many templates, each with a tree of its own. */
  private named(traversal: Traversal): Evaluated {
    const name = [traversal.root, ...traversal.steps].join('\n');
    const known = this.computedByName.get(name);
    if (known !== undefined) return known;
    const evaluated = this.compute(traversal);
    this.computedByName.set(name, evaluated);
    return evaluated;
  }

  private compute(traversal: Traversal): Evaluated {
    const { root, steps } = traversal;
    const [first, ...rest] = steps;
    if (namesOfTheRun.has(root) || first === undefined) return unknown('expression');
    const name = String(first);
    switch (root) {
      case 'var':
        return evaluateVariable(this, name, rest);
      case 'local':
        return this.local(name, rest);
      case 'module':
        return this.moduleOutput(name, rest);
      case 'data':
        return this.resource('data.', name, rest);
      default:
        return this.resource('', root, steps);
    }
  }

  private local(name: string, steps: readonly Step[]): Evaluated {
    const block = this.configuration.locals.get(name);
    if (block === undefined) return unknown('missing');
    const address = `${this.prefix}local.${name}`;
    const evaluated = this.expansion.trail.run([address, ...steps].join('.'), () =>
      evaluateContent(block.body, steps, this.scope(block.file)),
    );
    return through(evaluated, { address, why: 'local value' });
  }

  private resource(prefix: 'data.' | '', type: string, [name, ...steps]: readonly Step[]): Evaluated {
    const key = `${prefix}${type}.${name ?? ''}`;
    const instances = this.resources(key);
    const block = this.configuration.resources.get(key);
    if (instances === undefined || block === undefined) return this.missing(key, `${prefix}${type}`, steps);
    const picked = pickInstance(instances, steps);
    if (picked === undefined) return this.missing(key, typeOf(block), steps);
    if (picked === 'all') return gatherInstances(instances, (item) => item.attribute([]));
    return picked.item.attribute(picked.rest);
  }

  private missing(key: string, type: string, steps: readonly Step[]): Evaluated {
    const { stack } = this.expansion.context;
    const reference = { address: `${this.prefix}${key}`, type, attribute: steps.join('.'), stack, via: [] };
    return unknown('missing', [reference]);
  }

  private moduleOutput(name: string, steps: readonly Step[]): Evaluated {
    const block = this.configuration.calls.get(name);
    if (block === undefined) return unknown('missing');
    const instances = this.modules(name, block);
    if (instances === null) return unknown('expression');
    const picked = pickInstance(instances, steps);
    if (picked === undefined) return unknown('missing');
    if (picked === 'all') return gatherInstances(instances, (item) => item.outputsAt([]));
    return picked.item.outputsAt(picked.rest);
  }

  /** What `module.m` followed by steps is. */
  private outputsAt([output, ...rest]: readonly Step[]): Evaluated {
    if (output !== undefined) {
      const step = { address: `${this.prefix}${output}`, why: 'module output' };
      return through(this.output(String(output), rest), step);
    }
    const names = [...this.configuration.outputs.keys()];
    const outputs = names.map((name) => this.outputsAt([name]));
    return {
      value: Object.fromEntries(names.map((name, index) => [name, outputs[index]?.value ?? null])),
      references: outputs.flatMap((each) => each.references),
    };
  }
}

/** Every resource instance below a module, in the order of the configuration, with the module that holds it. */
export function resourcesBelow(module: ModuleInstance): (readonly [ResourceInstance, ModuleInstance])[] {
  const found: (readonly [ResourceInstance, ModuleInstance])[] = [];
  for (const key of module.configuration.resources.keys()) {
    const instances = module.resources(key);
    for (const instance of instances === undefined ? [] : itemsOf(instances)) found.push([instance, module]);
  }
  for (const [name, block] of module.configuration.calls) {
    const instances = module.modules(name, block);
    for (const inner of instances === null ? [] : itemsOf(instances)) {
      for (const each of resourcesBelow(inner)) found.push(each);
    }
  }
  return found;
}
