import { pluginSaturation } from '../domain/detector';
import type { MinimaCharacter } from '../domain/minimaCharacter';
import { characteriseMinima } from '../maths/minimaCharacter';
import type { CountBounds } from '../maths/pixelHistogram';
import type { FrameRow } from './frameRows';
import { memoizeLast } from './memoizeLast';
import type { SeriesView } from './seriesView';

/** The frame that loses most pixels. */
export interface WorstFrame {
  readonly frame: number;
  readonly pixels: number;
}

/** What the offset and the pedestal mean for the series. Counts. */
export interface OffsetFacts {
  readonly worstLow: WorstFrame | undefined;
  readonly worstHigh: WorstFrame | undefined;
  /** Stored counts above which DIALS' plug-in takes a pixel for saturated; undefined without a binning. */
  readonly saturationStored: number | undefined;
  /** The same in raw counts: what is left of the detector's range after the offset. */
  readonly saturationRaw: number | undefined;
  /** Where raw zero lands in DIALS: electrons, or counts while the gain is unknown. */
  readonly rawZeroInDials: number;
  readonly character: MinimaCharacter;
  /** Numbers of the frames that the character speaks of, in order. */
  readonly frameNumbers: readonly number[];
}

function worstOf(
  rows: readonly FrameRow[],
  pick: (row: FrameRow) => CountBounds | undefined,
): WorstFrame | undefined {
  let worst: WorstFrame | undefined;
  for (const row of rows) {
    const pixels = row.included ? (pick(row)?.atMost ?? 0) : 0;
    if (pixels > (worst?.pixels ?? 0)) worst = { frame: row.frame.number, pixels };
  }
  return worst;
}

/** Included, scanned frames. */
export const countedRows = memoizeLast((rows: readonly FrameRow[]) =>
  rows.filter((row) => row.included && row.summary !== undefined),
);

/** The facts; undefined while nothing is scanned. */
export const offsetFacts = memoizeLast((view: SeriesView): OffsetFacts | undefined => {
  const { rule, rows, geometry, settings } = view;
  if (rule === undefined) return undefined;
  const counted = countedRows(rows);
  const frameNumbers = counted.map(({ frame }) => frame.number);
  const minima = counted.map(({ summary }) => summary?.min ?? 0);
  const saturationStored = pluginSaturation(geometry.binning?.value);
  return {
    worstLow: worstOf(rows, (row) => row.low),
    worstHigh: worstOf(rows, (row) => row.high),
    saturationStored,
    saturationRaw: saturationStored === undefined ? undefined : saturationStored - rule.offset,
    rawZeroInDials: (rule.offset - rule.pedestal) / (geometry.gainCountsPerElectron?.value ?? 1),
    character: characteriseMinima(frameNumbers, minima, settings.choice.cap),
    frameNumbers,
  };
});
