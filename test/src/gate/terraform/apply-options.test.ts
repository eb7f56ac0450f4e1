import { describe, expect, it } from 'vitest';
import { type ApplyOptions, readApplyOptions } from '../../../../src/gate/terraform/apply-options.ts';
import { readInvocation } from '../../../../src/gate/terraform/invocation.ts';

const read = (line: string): ApplyOptions => readApplyOptions(readInvocation(line.split(' ')));

describe('options of apply', () => {
  it('are read as terraform reads them', () => {
    expect(read('apply --auto-approve -no-color -parallelism 3 -lock-timeout=5s -input=false')).toEqual({
      destroys: false,
      isApproved: true,
      shared: ['-no-color', '-parallelism=3', '-lock-timeout=5s'],
      hasColor: false,
      planFile: null,
    });
    expect(read('apply -auto-approve -auto-approve=false')).toMatchObject({ isApproved: false });
    expect(read('destroy')).toMatchObject({ destroys: true, isApproved: false });
    expect(read('apply -destroy')).toMatchObject({ destroys: true });
    expect(read('apply -destroy=false saved')).toMatchObject({ destroys: false, planFile: 'saved' });
  });

  it.each([
    ['apply -target=a.b', 'it applies a part'],
    ['apply --target a.b', 'it applies a part'],
    ['apply -exclude=a.b', 'it applies a part'],
    ['apply -replace=a.b', 'it replaces'],
    ['apply -refresh=false', 'without looking'],
    ['apply -refresh-only', 'changed by hand'],
    ['apply -var=x=canary-secret', 'after it was judged'],
    ['apply -var x=canary-secret', 'after it was judged'],
    ['apply -var-file=x', 'after it was judged'],
    ['apply -state=x', 'another state'],
    ['apply -lock=false', 'two runs'],
    ['apply -json', 'not known here'],
    ['apply a -target=b', 'terraform would refuse'],
    ['destroy saved', 'terraform would refuse'],
  ])('`%s` is refused: %s, and its value is not printed', (line, reason) => {
    expect(() => read(line)).toThrow(reason);
    expect(() => read(line)).not.toThrow('canary-secret');
  });
});
