import { describe, expect, it } from 'vitest';
import { codeProps } from '../../src/ui/shared/codeProps';

describe('the attributes of a message', () => {
  it('are its code and its plain facts', () => {
    expect(codeProps({ code: 'truncated', expectedBytes: 10, isLast: false, path: 'a b' } as never)).toEqual({
      'data-code': 'truncated',
      'data-expected-bytes': '10',
      'data-is-last': 'false',
      'data-path': 'a b',
    });
  });

  it('are the code of what it is about, the values of a list, and the length of a list of objects', () => {
    const problem = { code: 'nonFinite', count: 3 };
    expect(
      codeProps({ code: 'x', problem, keys: ['a', 'b'], gaps: [[1, 2]], none: undefined } as never),
    ).toEqual({ 'data-code': 'x', 'data-problem': 'nonFinite', 'data-keys': 'a b', 'data-gaps': '1' });
  });
});
