import { CETAD_BEAMLINE } from '../domain/detector';
import type { NoOffset, OffsetReason, PedestalReason } from '../domain/offsetReason';
import { SMV_MAX } from '../maths/convertPixels';
import type { OffsetResult } from '../maths/offsetRule';
import type { CountBounds } from '../maths/valueHistogram';
import type { FrameRow } from './frameRows';
import { saturationOf } from './lostPixels';
import { memoizeByObject } from './memoize';
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
  /** Stored counts above which DIALS takes a pixel for saturated; undefined for a Ceta-D without a binning. */
  readonly saturationStored: number | undefined;
  /** Raw counts from no signal to saturation: what is left of the detector's range after the offset. */
  readonly saturationRaw: number | undefined;
  /** Where no signal lands in DIALS, raw 0 for most series: electrons, or counts while the gain is unknown. */
  readonly rawZeroInDials: number;
  readonly offsetReason: OffsetReason;
  readonly pedestalReason: PedestalReason;
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
export const countedRows = memoizeByObject((rows: readonly FrameRow[]) =>
  rows.filter((row) => row.included && row.summary !== undefined),
);

function offsetReason({ rule, settings, minimumFrame, low }: ScannedView): OffsetReason {
  const { offset, smallestMinimum: minimum } = rule;
  const { choice } = settings;
  const byRule = rule.capped ? 'beyondCap' : offset < 0 ? 'negativeOffset' : 'withinCap';
  return {
    code: choice.offset.kind === 'typed' ? 'typedOffset' : byRule,
    offset,
    cap: choice.cap,
    scale: rule.scale,
    minimum,
    minimumFrame: minimumFrame ?? 0,
    ...low,
  };
}

function pedestalReason({ rule, settings, rows }: ScannedView): PedestalReason {
  const { kind } = settings.choice.pedestal;
  const maximum = rule.largestMinimum;
  const codes: Readonly<Record<typeof kind, PedestalReason['code']>> = {
    leginon: rule.everyFrameTruncated ? 'everyMinimumBelow' : 'largestMinimum',
    median: rule.medianMinimum * rule.scale + rule.offset < 0 ? 'medianBelow' : 'medianMinimum',
    restoreRawZero: 'rawZero',
    typed: 'typedPedestal',
  };
  return {
    code: codes[kind],
    pedestal: rule.pedestal,
    truncatedBelow: 0 - rule.offset / rule.scale,
    median: rule.medianMinimum,
    maximum,
    maximumFrame: countedRows(rows).find(({ summary }) => summary?.min === maximum)?.frame.number ?? 0,
  };
}

/** Why there is no offset yet. */
export function noOffset({ rows }: SeriesView): NoOffset {
  const included = rows.filter((row) => row.included);
  if (included.length === 0) return { code: 'noFramesIncluded' };
  return included.every(({ status }) => status === 'failed')
    ? { code: 'noFrameReadable', frames: included.length }
    : { code: 'noFrameScanned' };
}

type ScannedView = SeriesView & { readonly rule: OffsetResult };

/** The facts; undefined while nothing is scanned. */
export const offsetFacts = memoizeByObject((view: SeriesView): OffsetFacts | undefined => {
  const { rule, rows, geometry, noSignal } = view;
  if (rule === undefined) return undefined;
  const scanned = { ...view, rule };
  const isCetaD = geometry.beamline?.value === CETAD_BEAMLINE;
  const saturationStored = isCetaD ? saturationOf(geometry) : SMV_MAX;
  return {
    worstLow: worstOf(rows, (row) => row.low),
    worstHigh: worstOf(rows, (row) => row.high),
    saturationStored,
    saturationRaw:
      saturationStored === undefined ? undefined : (saturationStored - rule.offset) / rule.scale - noSignal,
    rawZeroInDials:
      (noSignal * rule.scale + rule.offset - rule.pedestal) /
      ((geometry.gainCountsPerElectron?.value ?? 1) * rule.scale),
    offsetReason: offsetReason(scanned),
    pedestalReason: pedestalReason(scanned),
  };
});
