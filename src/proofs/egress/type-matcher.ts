import picomatch from 'picomatch';

/** Whether a resource type is among the globs. There are few types and many resources: each type is matched once. */
export function typeMatcher(globs: readonly string[]): (type: string) => boolean {
  const matches = picomatch([...globs]);
  const known = new Map<string, boolean>();
  return (type) => {
    let answer = known.get(type);
    if (answer === undefined) known.set(type, (answer = matches(type)));
    return answer;
  };
}
