import type { Value } from '../value.ts';
import { isKnown } from './value-tools.ts';

/** A Terraform function of arguments that are not Unknown themselves; undefined where the result can't be known. */
export type PureFunction = (values: readonly Value[]) => Value | undefined;

/** A function that looks into its arguments, and so needs them known to the last leaf. */
export function known(compute: PureFunction): PureFunction {
  return (values) => (values.every((value) => isKnown(value)) ? compute(values) : undefined);
}

/** A function of texts only. */
export function ofTexts(count: number, compute: (...texts: string[]) => Value | undefined): PureFunction {
  return (values) => {
    const texts = values.filter((value) => typeof value === 'string');
    return texts.length === count && values.length === count ? compute(...texts) : undefined;
  };
}
