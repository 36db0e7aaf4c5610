import { describe, expect, it } from 'vitest';
import { outputFolders } from '../../src/domain/outputFolders';

function named(...list: readonly (readonly [folder: string, stem: string])[]): string[] {
  const series = list.map(([folder, stem], at) => ({ key: String(at), folder, stem }));
  return [...outputFolders(series).values()];
}

describe('output folders', () => {
  it('have the stem where it is the only one', () => {
    expect(named(['a', 'run'], ['b', 'crystal'])).toEqual(['run', 'crystal']);
  });

  it('have the source folder before a stem that several have', () => {
    expect(named(['night/a', 'run'], ['night/b', 'run'], ['night', 'x'])).toEqual(['a_run', 'b_run', 'x']);
  });

  it.each([
    ['case', 'Run', 'run'],
    ["Unicode's spelling", 'f\u00fcr', 'fu\u0308r'],
  ])('differ by more than %s, which some disks do not see', (_, one, other) => {
    expect(named(['a', one], ['b', other])).toEqual([`a_${one}`, `b_${other.normalize('NFC')}`]);
  });

  it('are counted where nothing else makes them differ', () => {
    expect(named(['a', 'run'], ['a', 'run'], ['x/a', 'run'])).toEqual(['a_run', 'a_run_2', 'a_run_3']);
    expect(named(['', 'run'], ['', 'run'])).toEqual(['run', 'run_2']);
    expect(named(['a', 'run'], ['b', 'run'], ['', 'a_run'])).toEqual(['a_run', 'b_run', 'a_run_2']);
  });

  it('are safe as names', () => {
    expect(named(['a:b?', 'run'], ['c', 'run'])).toEqual(['a_b__run', 'c_run']);
    expect(named(['..', 'run'], ['c', 'run'])[0]).not.toMatch(/^\./);
  });
});
