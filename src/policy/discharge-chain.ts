import type { Resource } from '../estate/estate.ts';
import type { ResourceIndex } from '../estate/resource-index.ts';
import { isValueArray, isValueObject, type ProofStep, Unknown, type Value } from '../estate/value.ts';

/** The steps from an attribute to the resources that decide it, or null when no reference proves the value there. */
export function dischargeChain(
  resource: Resource | undefined,
  attribute: string,
  index: ResourceIndex,
): ProofStep[] | null {
  if (resource === undefined) return null;
  const references = unknownsIn(valueAt(resource.values, attribute.split('.'))).flatMap(
    (unknown) => unknown.references,
  );
  if (references.length === 0) return null;
  const steps: ProofStep[] = [{ address: resource.address, why: attribute }];
  for (const reference of references) {
    const target = index.find(reference);
    if (target === undefined) return null;
    steps.push(...reference.via, { address: target.address, why: reference.attribute });
  }
  return steps;
}

/** Every unknown in a value: itself, or the members of a collection that are not known. */
function unknownsIn(value: Value | undefined): readonly Unknown[] {
  if (value instanceof Unknown) return [value];
  if (isValueArray(value)) return value.flatMap(unknownsIn);
  return isValueObject(value) ? Object.values(value).flatMap(unknownsIn) : [];
}

/** The value at a dotted path; a single nested block counts as element 0, whether it is written as an object or as an array. */
function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  const [key, ...rest] = path;
  if (key === undefined || value === undefined || value instanceof Unknown) return value;
  if (isValueArray(value)) return /^\d+$/.test(key) ? valueAt(value[Number(key)], rest) : undefined;
  if (!isValueObject(value)) return undefined;
  if (key === '0' && !('0' in value)) return valueAt(value, rest);
  return valueAt(value[key], rest);
}
