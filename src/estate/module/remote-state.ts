import { valueBelow } from '../expression/evaluate-expression.ts';
import type { Step } from '../expression/expression.ts';
import { referencesOfValue } from '../expression/value-tools.ts';
import type { Value } from '../value.ts';
import { type Evaluated, through, unknown } from './evaluated.ts';
import type { Expansion } from './expansion.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** How cdktf names the data source through which a stack reads another one's outputs. */
const prefix = 'cross-stack-reference-input-';

/** An output of another stack of the estate, as if it stood here. Any other remote state can't be read. */
export function remoteStateOutput(state: ResourceInstance, steps: readonly Step[], expansion: Expansion): Evaluated {
  const { name } = state.block;
  const [output, ...rest] = steps;
  const own = [state.reference(['outputs', ...steps])];
  if (!name.startsWith(prefix) || typeof output !== 'string') {
    expansion.blindSpots.add(`${state.address}: the state of another estate is not read`);
    return unknown('expression', own);
  }
  const stack = name.slice(prefix.length);
  const { remoteOutput, remoteReferences } = expansion.context;
  return expansion.trail.run(`${stack}/output.${output}`, () => {
    const value = remoteOutput(stack, output);
    if (value === undefined) return unknown('missing', own);
    const below: Value = valueBelow(value, rest, state.scope);
    const references = remoteReferences?.(stack, output) ?? referencesOfValue(below);
    return through({ value: below, references }, { address: `output.${output}`, why: `output of stack ${stack}` });
  });
}
