import { valueBelow } from '../expression/evaluate-expression.ts';
import type { Step } from '../expression/expression.ts';
import { valueOfJson } from '../expression/value-tools.ts';
import type { Block } from './configuration-blocks.ts';
import { evaluateContent, isTrue } from './content.ts';
import { type Evaluated, literal, through, unknown } from './evaluated.ts';
import type { ModuleInstance } from './module-instance.ts';
import { convertToType, readType } from './type-constraint.ts';

/** The value of a variable at a path below it: what the call gives, else its default. A variable without either can't be known. */
export function evaluateVariable(module: ModuleInstance, name: string, steps: readonly Step[]): Evaluated {
  const block = module.configuration.variables.get(name);
  if (block === undefined) return unknown('missing');
  const evaluated = typed(module, name, block, steps);
  return isTrue(block.body['sensitive']) ? unknown('sensitive', evaluated.references) : evaluated;
}

/** A type with optional attributes fills in what is left out, so the whole is converted before the path is followed. */
function typed(module: ModuleInstance, name: string, block: Block, steps: readonly Step[]): Evaluated {
  const type = readType(block.body['type'], (text) => module.parse(text, block.file));
  const scope = module.scope(block.file);
  const at = given(module, name, block, steps);
  if (type === null || (steps.length > 0 && !type.fillsIn)) return at;
  const whole = steps.length === 0 ? at : given(module, name, block, []);
  return { value: valueBelow(convertToType(whole.value, type), steps, scope), references: at.references };
}

function given(module: ModuleInstance, name: string, block: Block, steps: readonly Step[]): Evaluated {
  const argument = module.call?.arguments.get(name);
  const hasDefault = block.body['default'] !== undefined;
  if (argument !== undefined) {
    const isUnset = block.body['nullable'] === false && hasDefault && argument([]).value === null;
    const step = { address: `${module.prefix}var.${name}`, why: 'module argument' };
    if (!isUnset) return through(argument(steps), step);
  }
  if (!hasDefault) return unknown('expression');
  const scope = module.scope(block.file);
  const content = block.body['default'];
  // JSON takes a default as it stands; hcl2json writes what is computed in HCL as a template.
  return block.file.endsWith('.json')
    ? literal(valueBelow(valueOfJson(content), steps, scope))
    : through(evaluateContent(content, steps, scope), {
        address: `${module.prefix}var.${name}`,
        why: 'variable default',
      });
}
