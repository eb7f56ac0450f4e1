import picomatch from 'picomatch';

const isGlob = (text: string): boolean => /[*?[\]{}()!+@]/u.test(text);

/** Whether a resource type is among the globs. There are few types and many resources: each type is matched once, and most globs are plain names. */
export function typeMatcher(globs: readonly string[]): (type: string) => boolean {
  const names = new Set(globs.filter((glob) => !isGlob(glob)));
  const patterns = globs.filter(isGlob);
  const matches = patterns.length === 0 ? (): boolean => false : picomatch([...patterns]);
  const known = new Map<string, boolean>();
  return (type) => {
    if (names.has(type)) return true;
    let answer = known.get(type);
    if (answer === undefined) known.set(type, (answer = matches(type)));
    return answer;
  };
}
