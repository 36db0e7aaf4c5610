import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { viewSeries } from '../../src/conversion/seriesView';
import type { ScanOutcome } from '../../src/domain/frame';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { InspectedFile } from '../../src/domain/series';
import { createStatisticsScratch, frameStatistics } from '../../src/maths/frameStatistics';
import { entryOf, layoutOf, pixelsOf } from '../unit/fixtures';

const scratch = createStatisticsScratch();

/** A drop of files: names are distinct within a folder, shapes differ, some files failed. */
const drop: fc.Arbitrary<readonly InspectedFile[]> = fc
  .uniqueArray(
    fc.record({
      folder: fc.constantFrom('', 'a', 'a/b', 'run10', 'run9'),
      stem: fc.constantFrom('x', 'y', 'crystal7', 'crystal10'),
      number: fc.integer({ min: 0, max: 12 }),
      digits: fc.integer({ min: 1, max: 4 }),
      frames: fc.constantFrom(1, 1, 1, 3),
      odd: fc.boolean(),
      failed: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 20, selector: (f) => `${f.folder}/${f.stem}_${String(f.number).padStart(f.digits, '0')}` },
  )
  .map((files) =>
    files.map(({ folder, stem, number, digits, frames, odd, failed }): InspectedFile => {
      const name = `${stem}_${String(number).padStart(digits, '0')}.bin`;
      const layout = layoutOf({ frameCount: frames, fastSize: odd ? 4 : 5 });
      const entry = entryOf(name, { folder, layout });
      return failed
        ? { file: entry.file, inspection: { kind: 'failed', problem: { code: 'notAFrame' } } }
        : entry;
    }),
  );

const dropAndShuffled = drop.chain((files) =>
  fc.tuple(
    fc.constant(files),
    fc.shuffledSubarray([...files], { minLength: files.length, maxLength: files.length }),
  ),
);

describe('order of arrival', () => {
  it('does not change the series', () => {
    fc.assert(
      fc.property(dropAndShuffled, ([files, shuffled]) => {
        expect(groupIntoSeries(shuffled)).toEqual(groupIntoSeries(files));
      }),
      { numRuns: 300 },
    );
  });

  it('loses no frame and adds none', () => {
    fc.assert(
      fc.property(drop, (files) => {
        const frames = groupIntoSeries(files).flatMap((series) => series.frames);
        const expected = files.flatMap(({ file, inspection }) =>
          Array.from(
            { length: inspection.kind === 'ok' ? inspection.layout.frameCount : 1 },
            (_, i) => `${file.id}/${i}`,
          ),
        );
        expect(frames.map(({ id }) => id).sort()).toEqual(expected.sort());
        for (const series of groupIntoSeries(files)) {
          const numbers = series.frames.map(({ number }) => number);
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not matter for names of any kind, each of which is in one series', () => {
    const part = fc.oneof(
      fc.constantFrom('x', '_', '-', ' ', '.', '(', ')', ' - Copy', ' (1)', '2x2', '20230611_2324', '+', ','),
      fc.integer({ min: -20, max: 120 }).map(String),
      fc.integer({ min: -90, max: 90 }).map((n) => (n / 4).toFixed(2)),
    );
    const bases = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    const names = fc.uniqueArray(bases, { maxLength: 25 });
    fc.assert(
      fc.property(names, fc.nat(), (given, turn) => {
        const entries = given.map((base) => entryOf(`${base}.bin`));
        const turned = [
          ...entries.slice(turn % (given.length || 1)),
          ...entries.slice(0, turn % (given.length || 1)),
        ];
        const series = groupIntoSeries(turned.reverse());
        expect(series).toEqual(groupIntoSeries(entries));
        const placed = series.flatMap(({ frames, copies }) =>
          [...frames, ...copies].map(({ file }) => file.name),
        );
        expect(placed.sort()).toEqual(given.map((base) => `${base}.bin`).sort());
        expect(new Set(series.map(({ key }) => key)).size).toBe(series.length);
      }),
      { numRuns: 500 },
    );
  });

  it('does not change what is shown of a series, whichever frame was scanned first', () => {
    const minima = fc.array(fc.integer({ min: -3000, max: 500 }), { minLength: 2, maxLength: 8 });
    const shuffledMinima = minima.chain((lows) =>
      fc.tuple(
        fc.constant(lows),
        fc.shuffledSubarray([...lows.keys()], { minLength: lows.length, maxLength: lows.length }),
      ),
    );
    fc.assert(
      fc.property(shuffledMinima, ([lows, order]) => {
        const entries = lows.map((_, i) => entryOf(`x_${i + 1}.bin`));
        const outcome = (low: number): ScanOutcome => {
          const { nonFiniteCount: _, ...statistics } = frameStatistics(
            pixelsOf('int32', [low, 0, 9000]),
            scratch,
          );
          const thumbnail = { fastSize: 1, slowSize: 1, grey: new Uint8Array(1) };
          return {
            kind: 'scanned',
            summary: { ...statistics, thumbnail, wrappedCount: 0, fingerprint: low },
          };
        };
        const show = (indices: readonly number[]) => {
          const outcomes = new Map(indices.map((i) => [`/x_${i + 1}.bin/0`, outcome(lows[i] ?? 0)]));
          const files = indices.flatMap((i) => entries[i] ?? []);
          return groupIntoSeries(files).map((series) => viewSeries(series, outcomes, NEW_SERIES));
        };
        expect(show(order)).toEqual(show([...lows.keys()]));
      }),
      { numRuns: 100 },
    );
  });
});
