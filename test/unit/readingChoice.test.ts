import { describe, expect, it } from 'vitest';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import type { FileLayout } from '../../src/domain/frame';
import { draftSeries } from '../../src/domain/groupSeries';
import { AS_FOUND, type ReadingChoice, readAs } from '../../src/domain/readingChoice';
import { fileOfFrame, placeOf } from '../../src/domain/series';
import type { SeriesDraft } from '../../src/domain/seriesDraft';
import { selectSeries } from '../../src/state/allSeries';
import { entryOf, layoutOf, only } from './fixtures';

const STACK: Partial<FileLayout> = {
  format: 'mrc',
  pixelType: 'uint8',
  frameCount: 10,
  notices: [{ code: 'unsignedBytes' }, { code: 'moreSections', announced: 1, whole: 10 }],
  metadata: { tiltDeg: 0.1, tiltsDeg: [0.1, 0.2] },
};

function draftOf(change: Partial<FileLayout> = {}): SeriesDraft {
  return only(draftSeries([entryOf('s.mrc', { layout: layoutOf({ ...STACK, ...change }) })]));
}

function read(choice: Partial<ReadingChoice>, change?: Partial<FileLayout>) {
  return readAs(draftOf(change), { ...AS_FOUND, ...choice });
}

describe('reading what files leave open', () => {
  it('changes nothing without a choice', () => {
    const draft = draftOf();
    expect(readAs(draft, AS_FOUND)).toBe(draft);
  });

  it('takes 8-bit pixels as signed or unsigned, under ids of their own', () => {
    const { frames } = read({ bytes: 'signed' });
    const [first] = frames;
    expect(first && placeOf(first)?.pixelType).toBe('int8');
    expect(first?.layout?.notices.map(({ code }) => code)).toEqual(['moreSections']);
    const found = draftOf().frames[0];
    expect(first?.key).toBe(found?.key);
    expect(first?.id).not.toBe(found?.id);
    expect(first && fileOfFrame(first.id)).toBe(found?.file.id);
    expect(read({ bytes: 'unsigned' }).frames[0]?.id).toBe(found?.id);
  });

  it.each([
    ['int16', 'mrc'],
    ['uint8', 'tia-raw'],
  ] as const)('leaves %s of %s alone', (pixelType, format) => {
    expect(read({ bytes: 'signed' }, { pixelType, format }).frames[0]?.layout?.pixelType).toBe(pixelType);
  });

  it('takes only the frames that the header announces', () => {
    expect(read({ sections: 'announced' }).frames.map(({ indexInFile }) => indexInFile)).toEqual([0]);
    expect(read({ sections: 'announced' }, { notices: [] }).frames).toHaveLength(10);
  });

  it('turns tilts from radians into degrees', () => {
    // 0.1 and 0.2 rad
    const metadata = read({ tilts: 'radians' }).frames[0]?.layout?.metadata;
    expect(metadata?.tiltDeg).toBeCloseTo(5.729578, 6);
    expect(metadata?.tiltsDeg?.[1]).toBeCloseTo(11.459156, 6);
  });

  it('is done for the series on the screen', () => {
    const files = new Map([['a', entryOf('s.mrc', { layout: layoutOf(STACK) })]]);
    const { key } = draftOf();
    const reading: ReadingChoice = { bytes: 'signed', sections: 'announced', tilts: 'degrees' };
    const settings = new Map([[key, { ...NEW_SERIES, reading }]]);
    const series = only(
      selectSeries({ identity: {}, files, settings, arrangement: [], sideFiles: new Map() }),
    );
    expect(series.shape?.pixelType).toBe('int8');
    expect(series.frames).toHaveLength(1);
    const { warnings } = viewSeries(series, new Map(), { ...NEW_SERIES, reading });
    expect(warnings).toEqual([
      { code: 'moreSections', files: 1, announced: 1, whole: 10, onlyAnnounced: true },
    ]);
  });
});
