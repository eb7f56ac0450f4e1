import { describe, expect, it } from 'vitest';
import { readInvocation, treatmentOf } from '../../../../src/gate/terraform/invocation.ts';

const treatment = (line: string): string => treatmentOf(readInvocation(line === '' ? [] : line.split(' ')));

describe('a call of terraform', () => {
  it.each([
    ['', 'pass-through'],
    ['version -json', 'pass-through'],
    ['plan -input=false -out plan', 'pass-through'],
    ['output -json', 'pass-through'],
    ['providers lock -platform=linux_amd64', 'pass-through'],
    ['state list', 'pass-through'],
    ['workspace select apply', 'pass-through'],
    ['apply -help', 'pass-through'],
    ['-version apply', 'pass-through'],
    ['-chdir=stacks/a init', 'init'],
    ['apply', 'apply'],
    ['-chdir=x apply -auto-approve', 'apply'],
    ['apply -- -help', 'apply'],
    ['destroy', 'destroy'],
    ['state rm a.b', 'refuse'],
    ['state mv a.b a.c', 'refuse'],
    ['state push x', 'refuse'],
    ['import a.b c', 'refuse'],
    ['refresh', 'refuse'],
    ['taint a.b', 'refuse'],
    ['test', 'refuse'],
    ['-chdir=a -chdir=b apply', 'refuse'],
  ])('`%s`: %s', (line, expected) => {
    expect(treatment(line)).toBe(expected);
  });

  it('is refused when two words stand in one argument, which terraform takes for a command all the same', () => {
    expect(treatmentOf(readInvocation(['apply -auto-approve']))).toBe('refuse');
    expect(treatmentOf(readInvocation(['', 'apply']))).toBe('refuse');
  });

  it('is taken apart', () => {
    expect(readInvocation(['-chdir=stacks/a', 'state', 'rm', 'x'])).toEqual({
      changeTo: 'stacks/a',
      command: 'state rm',
      parameters: ['x'],
      onlyPrints: false,
      isAmbiguous: false,
    });
  });
});
