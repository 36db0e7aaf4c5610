import { describe, expect, it } from 'vitest';
import { splitName } from '../../src/domain/frameName';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { Problem } from '../../src/domain/problem';
import { type InspectedFile, outputBaseName, type Series } from '../../src/domain/series';
import { at, entryOf, layoutOf, only } from './fixtures';

function numbersOf(series: Series): number[] {
  return series.frames.map(({ number }) => number);
}

function namesOf(series: Series): string[] {
  return series.frames.map(({ file }) => file.name);
}

function groupNames(...names: readonly string[]): Series[] {
  return groupIntoSeries(names.map((name) => entryOf(name)));
}

describe('file names', () => {
  it.each([
    ['12345_2_001.bin', '12345_2_001', 'bin'],
    ['a_12.MRC', 'a_12', 'mrc'],
    ['a.b_7.bin', 'a.b_7', 'bin'],
    ['noextension12', 'noextension12', ''],
    ['.bin', '.bin', ''],
  ])('%s', (name, base, extension) => {
    expect(splitName(name)).toEqual({ base, extension });
  });
});

describe('series', () => {
  it('are ordered by number, not by text', () => {
    const series = only(groupNames('x_10.bin', 'x_9.bin', 'x_7.bin', 'x_12.bin', 'x_8.bin'));
    expect(numbersOf(series)).toEqual([7, 8, 9, 10, 12]);
    expect(series).toMatchObject({ stem: 'x', digits: 3, gaps: [[11, 11]] });
  });

  it('report gaps as ranges and close none up', () => {
    const series = only(groupNames('x_003.bin', 'x_004.bin', 'x_006.bin', 'x_010.bin'));
    expect(series.gaps).toEqual([
      [5, 5],
      [7, 9],
    ]);
    expect(numbersOf(series)).toEqual([3, 4, 6, 10]);
  });

  it('have no gap before their first number', () => {
    expect(only(groupNames('x_007.bin', 'x_008.bin')).gaps).toEqual([]);
  });

  it('are separate by folder, stem and extension', () => {
    const series = groupIntoSeries([
      entryOf('x_1.bin', { folder: 'a' }),
      entryOf('x_1.bin', { folder: 'b' }),
      entryOf('x_2.bin', { folder: 'a' }),
      entryOf('y_1.bin', { folder: 'a' }),
      entryOf('x_1.mrc', { folder: 'a' }),
    ]);
    const found = series.map((one) => `${one.folder} ${namesOf(one).join(' ')}`).sort();
    expect(found).toEqual(['a x_1.bin x_2.bin', 'a x_1.mrc', 'a y_1.bin', 'b x_1.bin']);
    expect(new Set(series.map(({ key }) => key)).size).toBe(4);
  });

  it('do not split by the case of the extension', () => {
    expect(namesOf(only(groupNames('x_2.BIN', 'x_1.bin', 'x_3.Bin')))).toEqual([
      'x_1.bin',
      'x_2.BIN',
      'x_3.Bin',
    ]);
  });

  it('stand in the order of folder and name, numbers by value', () => {
    const series = groupIntoSeries([
      entryOf('b10_1.bin', { folder: 'z' }),
      entryOf('b10_2.bin', { folder: 'z' }),
      entryOf('b2_1.bin', { folder: 'z' }),
      entryOf('c_1.bin', { folder: 'run10' }),
      entryOf('c_1.bin', { folder: 'run9' }),
    ]);
    expect(series.map(({ folder, stem }) => `${folder}/${stem}`)).toEqual([
      'run9/c',
      'run10/c',
      'z/b2',
      'z/b10',
    ]);
  });

  it('of files without a number have one frame each', () => {
    const series = groupNames('alpha.bin', 'beta.bin');
    expect(series.map(({ stem }) => stem)).toEqual(['alpha', 'beta']);
    expect(series.map(numbersOf)).toEqual([[1], [1]]);
  });

  it('take a long run of digits for a part of the name', () => {
    expect(groupNames('s_2024010112001.bin', 's_2024010112002.bin')).toHaveLength(2);
  });

  it('write numbers to one width of at least 3', () => {
    const series = only(groupNames('x_998.bin', 'x_999.bin', 'x_1000.bin'));
    expect(outputBaseName(series, 998)).toBe('x_0998');
    expect(outputBaseName(series, 1000)).toBe('x_1000');
    expect(outputBaseName(only(groupNames('x_8.bin')), 8)).toBe('x_008');
  });
});

describe('problems of a series', () => {
  function problems(...entries: readonly InspectedFile[]): (Problem | undefined)[] {
    return only(groupIntoSeries(entries)).frames.map(({ problem }) => problem);
  }

  it('name both files of one number', () => {
    const found = problems(
      entryOf('x_001.bin', { folder: 'run' }),
      entryOf('x_1.bin', { folder: 'run' }),
      entryOf('x_2.bin', { folder: 'run' }),
    );
    expect(found).toEqual([
      { code: 'duplicateNumber', number: 1, otherFile: 'run/x_1.bin' },
      { code: 'duplicateNumber', number: 1, otherFile: 'run/x_001.bin' },
      undefined,
    ]);
  });

  it('mark all of three files of one number', () => {
    const found = problems(entryOf('x_001.bin'), entryOf('x_01.bin'), entryOf('x_1.bin'));
    expect(found.map((problem) => problem?.code)).toEqual(Array(3).fill('duplicateNumber'));
  });

  it('mark the frames that differ from most, by size and by type', () => {
    const usual = { fastSize: 5, slowSize: 3, pixelType: 'int32' };
    const found = problems(
      entryOf('x_1.bin', { layout: layoutOf({ fastSize: 3, slowSize: 5 }) }),
      entryOf('x_2.bin'),
      entryOf('x_3.bin'),
      entryOf('x_4.bin', { layout: layoutOf({ pixelType: 'int16' }) }),
    );
    expect(found).toEqual([
      { code: 'layoutMismatch', expected: usual, actual: { fastSize: 3, slowSize: 5, pixelType: 'int32' } },
      undefined,
      undefined,
      { code: 'layoutMismatch', expected: usual, actual: { fastSize: 5, slowSize: 3, pixelType: 'int16' } },
    ]);
  });

  it("keep a file's own problem", () => {
    const { file } = entryOf('x_2.bin');
    const problem: Problem = { code: 'truncated', expectedBytes: 70, actualBytes: 60 };
    const found = problems(entryOf('x_1.bin'), { file, inspection: { kind: 'failed', problem } });
    expect(found).toEqual([undefined, problem]);
  });

  it('are none while files are pending; the shape is unknown', () => {
    const series = only(
      groupIntoSeries([{ file: entryOf('x_1.bin').file, inspection: { kind: 'pending' } }]),
    );
    expect(series.shape).toBeUndefined();
    expect(only(series.frames)).toMatchObject({ problem: undefined, layout: undefined, number: 1 });
  });
});

describe('MRC stacks', () => {
  const stack = layoutOf({ format: 'mrc', frameCount: 3 });

  it('are series of their own, numbered from 1', () => {
    const series = only(groupIntoSeries([entryOf('tilt_007.mrc', { layout: stack })]));
    expect(series.stem).toBe('tilt_007');
    expect(numbersOf(series)).toEqual([1, 2, 3]);
    expect(series.frames.map(({ indexInFile }) => indexInFile)).toEqual([0, 1, 2]);
    expect(new Set(series.frames.map(({ id }) => id)).size).toBe(3);
    expect(series.gaps).toEqual([]);
  });

  it('do not mix with single frames of the same name', () => {
    const series = groupIntoSeries([
      entryOf('tilt_001.mrc', { layout: stack }),
      entryOf('tilt_002.mrc', { layout: layoutOf({ format: 'mrc' }) }),
      entryOf('tilt_003.mrc', { layout: stack }),
    ]);
    expect(series.map(({ frames }) => frames.length).sort()).toEqual([1, 3, 3]);
  });

  it('of more than 999 frames have wider numbers', () => {
    const series = only(groupIntoSeries([entryOf('t.mrc', { layout: layoutOf({ frameCount: 1000 }) })]));
    expect(outputBaseName(series, 5)).toBe('t_0005');
  });
});

describe('names for output', () => {
  it.each([
    ['x_001.bin', 'f', 'x'],
    ['x-._ 001.bin', 'f', 'x'],
    ['001.bin', 'data/run7', 'run7'],
    ['001.bin', '', 'series'],
    ['a:b*c?_1.bin', '', 'a_b_c_'],
    ['grid#3_1.bin', '', 'grid_3'],
    ['a<b>c"d|e_1.bin', '', 'a_b_c_d_e'],
    ['a\\b_1.bin', '', 'a_b'],
    ['a\u0001b_1.bin', '', 'a_b'],
    ['..hidden_1.bin', '', '_hidden'],
    ['Kristall \u00e4_1.bin', '', 'Kristall \u00e4'],
    ['Kristall a\u0308_1.bin', '', 'Kristall \u00e4'],
    [' ~x~ _1.bin', '', 'x'],
    ['~~_1.bin', 'up/~x ', 'x'],
    ['../..\\x_1.bin', '', '__.._x'],
    ['..', '..', 'series'],
    ['a\u202eb\u00ad\ufeff\u200d_1.bin', '', 'a_b___'],
    ['\ud83d\ude00 \ud83d_1.bin', '', '\ud83d\ude00 _'],
    ['x.lnk_1.bin', '', 'x.lnk_'],
    ['Thumbs.db_1.bin', '', 'Thumbs.db_'],
    ['com\u00b9.a_1.bin', '', '_com\u00b9.a'],
    ['conin$_1.bin', '', '_conin$'],
    ['conx_1.bin', '', 'conx'],
  ])('of %j in %j are %j', (name, folder, stem) => {
    expect(only(groupIntoSeries([entryOf(name, { folder })])).stem).toBe(stem);
  });

  it.each(['con_1.bin', 'NUL_1.bin', 'com1_2.bin', 'aux-001.bin'])(
    'are none that Windows reserves: %s',
    (name) => {
      expect(only(groupNames(name)).stem).not.toMatch(/^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/i);
    },
  );

  it.each(['run.', 'run ', '..'])('do not end in a dot or space taken from the folder %j', (folder) => {
    expect(only(groupIntoSeries([entryOf('001.bin', { folder })])).stem).not.toMatch(/[. ]$/);
  });
});

describe('order of arrival', () => {
  function bothWays(...entries: readonly InspectedFile[]): [Series[], Series[]] {
    return [groupIntoSeries(entries), groupIntoSeries([...entries].reverse())];
  }

  it('does not matter for series that differ in the extension only', () => {
    const [one, other] = bothWays(entryOf('x_1.bin'), entryOf('x_1.mrc'));
    expect(one).toEqual(other);
  });

  it('does not matter for stems that differ in a separator or in leading zeros', () => {
    const [one, other] = bothWays(entryOf('x1_1.bin'), entryOf('x1-1.bin'), entryOf('x01_1.bin'));
    expect(one).toEqual(other);
  });

  it('does not matter for two files of one name', () => {
    const [one, other] = bothWays(entryOf('x_1.bin', { id: 'f1' }), entryOf('x_1.bin', { id: 'f2' }));
    expect(one).toEqual(other);
  });

  it('does not matter where two shapes are equally frequent', () => {
    const odd = layoutOf({ fastSize: 3, slowSize: 5 });
    const [one, other] = bothWays(entryOf('x_1.bin'), entryOf('x_2.bin', { layout: odd }));
    expect(one).toEqual(other);
    expect(at(one, 0).shape).toMatchObject({ fastSize: 5, slowSize: 3 });
  });
});
