import { describe, expect, it } from 'vitest';
import { originalOf } from '../../src/domain/nameCopies';
import { nameSeries } from '../../src/domain/nameSeries';

/** Each series as what orders it and its names in order, with their numbers. */
function seriesOf(...names: readonly string[]): string[] {
  return nameSeries(names)
    .map(({ order, stem, frames }) => {
      const sorted = [...frames].sort((a, b) => (a.rank === b.rank ? 0 : a.rank < b.rank ? -1 : 1));
      return `${order.by} ${stem}: ${sorted.map(({ base, number }) => `${base}=${number}`).join(' ')}`;
    })
    .sort();
}

const range = (from: number, to: number, name: (n: number) => string) =>
  Array.from({ length: to - from + 1 }, (_, i) => name(from + i));

describe('series by names', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['ends of names', ['12_2_001', '12_2_002'], ['number 12_2_: 12_2_001=1 12_2_002=2']],
    ['brackets', ['frame (1)', 'frame (2)'], ['number frame: frame (1)=1 frame (2)=2']],
    ['middles', ['x_001_Ceta', 'x_002_Ceta'], ['number x_Ceta: x_001_Ceta=1 x_002_Ceta=2']],
    ['dots', ['img.0815.raw', 'img.0816.raw'], ['number img.raw: img.0815.raw=815 img.0816.raw=816']],
    ['fixed numbers behind', ['a_1_2x2', 'a_2_2x2'], ['number a_2x2: a_1_2x2=1 a_2_2x2=2']],
    [
      'two numbers, the first of which separates',
      ['c1_1', 'c1_2', 'c2_1', 'c2_2'],
      ['number c1_: c1_1=1 c1_2=2', 'number c2_: c2_1=1 c2_2=2'],
    ],
    ['series of one frame each', ['c1_001', 'c2_001'], ['number c_001: c1_001=1 c2_001=2']],
    ['no number', ['alpha', 'beta'], ['nothing alpha: alpha=1', 'nothing beta: beta=1']],
    ['one name', ['x_007'], ['number x_: x_007=7']],
    ['one name with a number inside', ['x_007_Ceta'], ['nothing x_007_Ceta: x_007_Ceta=1']],
    [
      'long runs of digits, no numbers',
      ['s_2024010112001', 's_2024010112002'],
      ['nothing s_2024010112001: s_2024010112001=1', 'nothing s_2024010112002: s_2024010112002=1'],
    ],
  ])('%s', (_, names, expected) => {
    expect(seriesOf(...names)).toEqual(expected);
    expect(seriesOf(...[...names].reverse())).toEqual(expected);
  });
});

describe('tilts in names', () => {
  it.each<[string, readonly string[], string]>([
    ['mixed signs', ['x_-1', 'x_0', 'x_1'], 'tilt x_: x_-1=1 x_0=2 x_1=3'],
    ['a sign behind a separator', ['x_-3', 'x_-2', 'x_-1'], 'tilt x_: x_-3=1 x_-2=2 x_-1=3'],
    ['halves', ['x_-10.5', 'x_-10.0'], 'tilt x_: x_-10.5=1 x_-10.0=2'],
    ['fractions without a sign', ['t9.5', 't10.0', 't10.5'], 'tilt t: t9.5=1 t10.0=2 t10.5=3'],
    ['plus signs', ['a+1', 'a+2', 'a+3'], 'tilt a: a+1=1 a+2=2 a+3=3'],
    ['commas', ['x_-0,5', 'x_0,0', 'x_0,5'], 'tilt x_: x_-0,5=1 x_0,0=2 x_0,5=3'],
    ['a text behind', ['x_-1deg', 'x_0deg', 'x_1deg'], 'tilt xdeg: x_-1deg=1 x_0deg=2 x_1deg=3'],
    ['a missing one', ['x_-2', 'x_-1', 'x_1', 'x_2'], 'tilt x_: x_-2=1 x_-1=2 x_1=4 x_2=5'],
    ['steps rounded', ['x_-0.3', 'x_0.0', 'x_0.2', 'x_0.5'], 'tilt x_: x_-0.3=1 x_0.0=2 x_0.2=3 x_0.5=4'],
    [
      'a counter beside it, which numbers',
      ['p_001_-1.0', 'p_002_0.0', 'p_003_1.0'],
      'number p_: p_001_-1.0=1 p_002_0.0=2 p_003_1.0=3',
    ],
  ])('%s are one series', (_, names, expected) => {
    expect(seriesOf(...names)).toEqual([expected]);
  });

  it('give start and step', () => {
    const [series] = nameSeries(range(-30, 30, (n) => `x_${(n / 4).toFixed(2)}`));
    expect(series?.order).toEqual({ by: 'tilt', ladder: { firstDeg: -7.5, stepDeg: 0.25 } });
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['a hyphen', ['scan-1', 'scan-2', 'scan-3'], ['number scan-: scan-1=1 scan-2=2 scan-3=3']],
    ['a version', ['v1.001', 'v1.002', 'v1.003'], ['number v1.: v1.001=1 v1.002=2 v1.003=3']],
    ['plain numbers', ['x_1', 'x_2', 'x_3'], ['number x_: x_1=1 x_2=2 x_3=3']],
  ])('are not found in %s', (_, names, expected) => {
    expect(seriesOf(...names)).toEqual(expected);
  });

  it('need even steps', () => {
    const [first] = seriesOf('x_-7', 'x_-1', 'x_0', 'x_5');
    expect(first).not.toMatch(/^tilt/);
  });
});

describe('times in names', () => {
  it('order frames as one, over midnight too', () => {
    expect(seriesOf('20230611_235958', '20230611_235959', '20230612_000001')).toEqual([
      'time : 20230611_235958=235958 20230611_235959=235959 20230612_000001=1',
    ]);
  });

  it('are found in six parts', () => {
    const names = ['x 2023-06-11 23.24.15 c', 'x 2023-06-11 23.24.17 c', 'x 2023-06-11 23.25.01 c'];
    expect(seriesOf(...names)[0]).toMatch(/^time x c: /);
  });

  it('give way to a counter beside them', () => {
    const names = ['a_20230611_232415_1', 'a_20230611_232417_2', 'a_20230611_232419_3'];
    expect(seriesOf(...names)).toEqual([
      `number a_20230611_232415_: ${names.map((n, i) => `${n}=${i + 1}`).join(' ')}`,
    ]);
  });

  it('are no numbers that cannot be times', () => {
    expect(seriesOf('20231311_232415', '20231311_232417')[0]).toMatch(/^number /);
    expect(seriesOf('20230611_252415', '20230611_252417')[0]).toMatch(/^number /);
  });
});

describe('copies', () => {
  const there = new Set([
    'a_001',
    'a_001 (1)',
    'frame',
    'frame (1)',
    's',
    's - Copy',
    'a_002 copy 2',
    'a_002',
  ]);
  it.each([
    ['a_001 (1)', 'a_001'],
    ['s - Copy', 's'],
    ['s - Copy (2)', 's'],
    ['s - Kopie', 's'],
    ['a_002 copy 2', 'a_002'],
    ['a_001 (1) - Copy', 'a_001'],
    ['frame (1)', undefined],
    ['a_003 (1)', undefined],
    ['a_001', undefined],
  ])('%s is a copy of %s', (name, original) => {
    expect(originalOf(name, (base) => there.has(base))).toBe(original);
  });
});
