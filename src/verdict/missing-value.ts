import { isValueObject, Unknown, type Value, type ValueObject } from '../estate/value.ts';

/** The value at a dotted path; the {@link Unknown} on the way when there is one; undefined when nothing is configured there. */
export function valueAt(values: ValueObject, path: string): Value | undefined {
  let current: Value | undefined = values;
  for (const segment of path.split('.')) {
    if (current === undefined || current instanceof Unknown) return current;
    current = step(current, segment);
  }
  return current;
}

function step(current: Value, segment: string): Value | undefined {
  if (isValueObject(current)) {
    if (Object.hasOwn(current, segment)) return current[segment];
    // Synthesized JSON writes a single block as an object, a path counts it as element 0.
    return segment === '0' ? current : undefined;
  }
  return isList(current) && /^\d+$/u.test(segment) ? current[Number(segment)] : undefined;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** True when the value, or anything in it, names something that nobody declares: no later stage will know it. */
export function holdsMissing(value: Value | undefined): boolean {
  if (value instanceof Unknown) return value.why === 'missing';
  if (Array.isArray(value)) return value.some(holdsMissing);
  return isValueObject(value) && Object.values(value).some(holdsMissing);
}
