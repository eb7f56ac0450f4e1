import { describe, expect, it } from 'vitest';
import { inDependencyOrder } from '../../../../src/gate/terraform/dependency-order.ts';

const graph = [
  { name: 'after', dependencies: ['base', 'elsewhere'] },
  { name: 'base', dependencies: [] },
  { name: 'free', dependencies: [] },
];

describe('work in dependency order', () => {
  it('starts what is independent at once, the rest after what it needs, and keeps the order of results', async () => {
    const log: string[] = [];
    const work = async ({ name }: { readonly name: string }): Promise<string> => {
      log.push(`+${name}`);
      await new Promise((done) => setTimeout(done, name === 'base' ? 20 : 60));
      log.push(`-${name}`);
      return name.toUpperCase();
    };
    expect(await inDependencyOrder(graph, 4, work)).toEqual(['AFTER', 'BASE', 'FREE']);
    expect(log).toEqual(['+base', '+free', '-base', '+after', '-free', '-after']);
    log.length = 0;
    await inDependencyOrder(graph, 1, work);
    expect(log).toEqual(['+base', '-base', '+after', '-after', '+free', '-free']);
  });

  it('lets what runs end when one fails, starts nothing more, and throws the failure', async () => {
    const log: string[] = [];
    const work = async ({ name }: { readonly name: string }): Promise<void> => {
      if (name === 'base') throw new Error('locked');
      await new Promise((done) => setTimeout(done, 20));
      log.push(name);
    };
    await expect(inDependencyOrder(graph, 4, work)).rejects.toThrow('locked');
    expect(log).toEqual(['free']);
  });

  it('refuses a circle', async () => {
    const circle = [
      { name: 'a', dependencies: ['b'] },
      { name: 'b', dependencies: ['a'] },
    ];
    await expect(inDependencyOrder(circle, 2, () => Promise.resolve())).rejects.toThrow('STACK_CYCLE');
  });
});
