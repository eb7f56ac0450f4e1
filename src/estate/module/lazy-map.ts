/** A map whose values are computed when they are first asked for. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  private readonly names: ReadonlySet<string>;
  private readonly compute: (name: string) => V;
  private readonly known = new Map<string, V>();

  constructor(names: Iterable<string>, compute: (name: string) => V) {
    this.names = new Set(names);
    this.compute = compute;
  }

  get size(): number {
    return this.names.size;
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  get(name: string): V | undefined {
    if (!this.names.has(name)) return undefined;
    return this.known.get(name) ?? this.read(name);
  }

  keys(): SetIterator<string> {
    return this.names.keys();
  }

  *entries(): MapIterator<[string, V]> {
    for (const name of this.names) yield [name, this.known.get(name) ?? this.read(name)];
    return undefined;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, name: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }

  private read(name: string): V {
    const value = this.compute(name);
    this.known.set(name, value);
    return value;
  }
}
