import { describe, expect, it } from 'vitest';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import { arrange } from '../../src/domain/arrangement';
import { completeSeries, draftSeries, groupIntoSeries } from '../../src/domain/groupSeries';
import type { Series } from '../../src/domain/series';
import { at, entryOf, layoutOf, only } from './fixtures';

const entries = (...names: readonly string[]) => names.map((name) => entryOf(`${name}.bin`));

function complete(names: readonly string[], change: Partial<SeriesSettings> = {}): Series {
  return completeSeries(only(draftSeries(entries(...names))), { ...NEW_SERIES, ...change });
}

function warningsOf(names: readonly string[], change: Partial<SeriesSettings> = {}) {
  const settings = { ...NEW_SERIES, ...change };
  return viewSeries(complete(names, change), new Map(), settings).warnings;
}

const numbers = ({ frames }: Series) => frames.map(({ number }) => number);
const names = ({ frames }: Series) => frames.map(({ file }) => file.name);

describe('numbering', () => {
  it('is by the numbers in the names, and says nothing of a sound series', () => {
    expect(complete(['x_1', 'x_2', 'x_3']).numbering).toEqual({ by: 'number', options: ['number'] });
    expect(warningsOf(['x_1', 'x_2', 'x_3'])).toEqual([]);
  });

  it('is by order where more numbers are missing than there are frames', () => {
    const sparse = ['x_1', 'x_2', 'x_90'];
    expect(numbers(complete(sparse))).toEqual([1, 2, 3]);
    expect(warningsOf(sparse)).toEqual([{ code: 'numberedByOrder', reason: 'manyMissing', frames: 3 }]);
    expect(numbers(complete(sparse, { numbering: 'number' }))).toEqual([1, 2, 90]);
    expect(warningsOf(sparse, { numbering: 'number' })).toEqual([{ code: 'gaps', gaps: [[3, 89]] }]);
  });

  it('is by order where the names carry times', () => {
    const times = ['20230611_232415', '20230611_232417', '20230611_232419'];
    expect(numbers(complete(times))).toEqual([1, 2, 3]);
    expect(warningsOf(times)).toEqual([{ code: 'numberedByOrder', reason: 'times', frames: 3 }]);
    expect(numbers(complete(times, { numbering: 'number' }))).toEqual([232415, 232417, 232419]);
  });

  it('asks about a constant step', () => {
    const even = ['x_2', 'x_4', 'x_6', 'x_8'];
    expect(numbers(complete(even))).toEqual([2, 4, 6, 8]);
    expect(warningsOf(even)).toEqual([{ code: 'numberSteps', step: 2 }]);
    expect(warningsOf(even, { numbering: 'order' })).toEqual([]);
    expect(warningsOf(['x_10', 'x_20', 'x_30'])).toEqual([
      { code: 'numberedByOrder', reason: 'manyMissing', frames: 3, step: 10 },
    ]);
  });

  it('is by tilt, which gives start and step', () => {
    const tilts = ['x_-0.5', 'x_0.0', 'x_0.5'];
    const series = complete(tilts);
    expect(numbers(series)).toEqual([1, 2, 3]);
    expect(series.frames.map(({ tiltInNameDeg }) => tiltInNameDeg)).toEqual([-0.5, 0, 0.5]);
    const view = viewSeries(series, new Map(), NEW_SERIES);
    expect(view.warnings).toEqual([{ code: 'numberedByTilt', firstDeg: -0.5, stepDeg: 0.5 }]);
    expect(view.geometry.oscillationStartDeg).toEqual({ value: -0.5, origin: 'name' });
    expect(view.geometry.oscillationPerFrameDeg).toEqual({ value: 0.5, origin: 'name' });
    const byOrder = viewSeries(complete(tilts, { numbering: 'order' }), new Map(), NEW_SERIES);
    expect(byOrder.geometry.oscillationStartDeg).toBeUndefined();
  });

  it('does not take a choice that the names do not allow', () => {
    expect(complete(['x_1', 'x_2'], { numbering: 'tilt' }).numbering.by).toBe('number');
  });

  it('leaves the duplicates of a number visible', () => {
    const series = complete(['x_1', 'x_01', 'x_50'], { numbering: 'order' });
    expect(numbers(series)).toEqual([1, 1, 2]);
    expect(series.frames.map(({ problem }) => problem?.code)).toEqual([
      'duplicateNumber',
      'duplicateNumber',
      undefined,
    ]);
  });

  it('keeps the frames the same objects', () => {
    const draft = only(draftSeries(entries('x_1', 'x_2', 'x_90')));
    const [one, other] = [completeSeries(draft, NEW_SERIES), completeSeries(draft, NEW_SERIES)];
    expect(one.frames.every((frame, i) => frame === other.frames[i])).toBe(true);
  });
});

describe('copies of frames', () => {
  const withCopy = ['a_001', 'a_002', 'a_001 (1)', 'a_002 - Copy'];

  it('take no part, and are said', () => {
    const series = complete(withCopy);
    expect(names(series)).toEqual(['a_001.bin', 'a_002.bin']);
    expect(series.copies.map(({ file }) => file.name)).toEqual(['a_001 (1).bin', 'a_002 - Copy.bin']);
    expect(warningsOf(withCopy)).toEqual([{ code: 'copies', files: 2, example: 'a_001 (1).bin' }]);
  });

  it('take part if the user says so', () => {
    const series = complete(withCopy, { takesCopies: true });
    expect(numbers(series)).toEqual([1, 1, 2, 2]);
    expect(warningsOf(withCopy, { takesCopies: true })).toEqual([]);
  });
});

describe('joining and splitting', () => {
  const drafts = draftSeries(entries('a_1', 'a_2', 'b_3', 'b_4', 'c_1', 'c_2'));
  const keyOf = (stem: string) => drafts.find((draft) => draft.stem === stem)?.key ?? '';
  const join = (into: string, from: string) =>
    ({ kind: 'join', into: keyOf(into), from: keyOf(from) }) as const;
  const done = (...steps: Parameters<typeof arrange>[1]) =>
    arrange(drafts, steps).map((draft) => completeSeries(draft, NEW_SERIES));

  it('joins by number where the numbers do not overlap', () => {
    const [a] = done(join('a', 'b'));
    expect(a).toMatchObject({ key: keyOf('a'), stem: 'a', joined: ['b'] });
    expect(a && numbers(a)).toEqual([1, 2, 3, 4]);
    const [, b] = done(join('b', 'a'));
    expect(names(at(done(join('b', 'a')), 0))).toEqual(['a_1.bin', 'a_2.bin', 'b_3.bin', 'b_4.bin']);
    expect(b?.stem).toBe('c');
  });

  it('joins by order where they overlap', () => {
    const [a] = done(join('a', 'c'));
    expect(a && names(a)).toEqual(['a_1.bin', 'a_2.bin', 'c_1.bin', 'c_2.bin']);
    expect(a && numbers(a)).toEqual([1, 2, 3, 4]);
    expect(a?.numbering).toEqual({ by: 'order', options: ['order'], reason: 'joined' });
  });

  it('splits at a frame, and splits again what was joined', () => {
    const b4 = drafts.find(({ stem }) => stem === 'b')?.frames[1]?.key;
    if (b4 === undefined) throw new Error('no frame');
    const [a, rest] = done(join('a', 'b'), { kind: 'split', key: keyOf('a'), at: b4 });
    expect(a && numbers(a)).toEqual([1, 2, 3]);
    expect(rest).toMatchObject({ stem: 'a_from_4', splitFrom: 'a' });
    expect(rest && numbers(rest)).toEqual([4]);
    expect(rest?.key).not.toBe(a?.key);
  });

  it('does nothing where a series is not there, or to itself', () => {
    const missing = { kind: 'join', into: keyOf('a'), from: 'gone' } as const;
    const first = { kind: 'split', key: keyOf('a'), at: at(at(drafts, 0).frames, 0).key } as const;
    expect(arrange(drafts, [missing, first, join('a', 'a')])).toEqual(drafts);
  });

  it('joins stacks by order', () => {
    const stacks = ['s.mrc', 't.mrc'].map((name) => entryOf(name, { layout: layoutOf({ frameCount: 3 }) }));
    const two = draftSeries(stacks);
    const joined = arrange(two, [{ kind: 'join', into: at(two, 0).key, from: at(two, 1).key }]);
    expect(numbers(completeSeries(only(joined), NEW_SERIES))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('files that come one by one', () => {
  it('keep the key of an ordinary series', () => {
    const key = only(groupIntoSeries(entries('x_001'))).key;
    expect(only(groupIntoSeries(entries('x_001', 'x_002', 'x_003'))).key).toBe(key);
  });
});
