import { storingFor } from '../domain/conversion';
import type { ScanOutcome } from '../domain/frame';
import type { Series } from '../domain/series';
import type { OffsetWarning, SeriesWarning } from '../domain/warning';
import { characteriseMinima, seriesLevel, seriesNoise } from '../maths/characteriseMinima';
import { applyOffsetRule } from '../maths/offsetRule';
import { missingGeometry } from '../maths/resolveGeometry';
import { axisRowOrder } from './axisRows';
import { affectedBy, exactly, rowOf, summaryOf } from './frameRows';
import { findPreset, type GeometryPreset } from './geometryPresets';
import { lossesOf, saturationOf } from './lostPixels';
import { offsetWarnings } from './offsetWarnings';
import type { SeriesFacts } from './seriesFacts';
import { geometryOf } from './seriesGeometry';
import type { SeriesSettings } from './seriesSettings';
import { seriesWarnings } from './seriesWarnings';
import { MINUS_32768, restoresMinus32768, storedMinus32768 } from './storedMinus';

/** Everything the screen shows of one series. */
export interface SeriesView extends SeriesFacts {
  /** Warnings that hold for every output. */
  readonly warnings: readonly SeriesWarning[];
  /** Warnings about the offset, for outputs that use it. */
  readonly offsetWarnings: readonly OffsetWarning[];
  /** Quiet time the series still waits for, s; undefined once final. */
  readonly arrivingQuietSec: number | undefined;
}

/**
 * Puts together all that is shown of one series.
 * @param outcomes of the series' frames, in their order
 * @param arrivingQuietSec undefined when the series is final
 */
export function viewFrom(
  series: Series,
  outcomes: readonly (ScanOutcome | undefined)[],
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[],
  arrivingQuietSec: number | undefined,
): SeriesView {
  const { excluded, choice } = settings;
  const minima = series.frames.flatMap((frame, at) => {
    const summary = excluded.has(frame.key) ? undefined : summaryOf(frame, outcomes[at]);
    return summary === undefined ? [] : [summary.min];
  });
  const storing = storingFor(series.shape?.pixelType, choice);
  const rule = minima.length === 0 ? undefined : applyOffsetRule(minima, { ...choice, ...storing });
  const rows = series.frames.map((frame, at) =>
    rowOf(frame, {
      outcome: outcomes[at],
      included: !excluded.has(frame.key),
      offset: rule?.offset,
      ...storing,
    }),
  );
  const geometry = geometryOf(series, settings, ownPresets);
  const scanned = rows.flatMap(({ frame, included, summary }) =>
    included && summary ? [{ number: frame.number, summary }] : [],
  );
  const storedMinus = storedMinus32768(rows);
  const isRestored =
    storedMinus !== undefined && rule !== undefined && restoresMinus32768(rule.offset / rule.scale);
  const facts: SeriesFacts = {
    series,
    settings,
    rows,
    rule,
    minimumFrame: rows.find((row) => row.included && row.summary && row.summary.min === rule?.smallestMinimum)
      ?.frame.number,
    minima: characteriseMinima(scanned, series.shape?.fastSize ?? 1, choice.cap / storing.scale),
    noise: seriesNoise(scanned),
    level: seriesLevel(scanned),
    storedMinus,
    noSignal: isRestored ? -MINUS_32768 : 0,
    wrapped: affectedBy(rows, (row) => exactly(row.summary?.wrappedCount)),
    low: affectedBy(rows, (row) => row.low),
    high: affectedBy(rows, (row) => row.high),
    fractional: affectedBy(rows, (row) => exactly(row.summary?.fractionalCount)),
    storing,
    inexact: affectedBy(rows, (row) => exactly(row.summary?.float32InexactCount)),
    losses: lossesOf(rows, rule, saturationOf(geometry)),
    geometry,
    axisRows: axisRowOrder(series, settings, geometry, findPreset(settings.presetId, ownPresets)),
    missing: missingGeometry(geometry),
  };
  return {
    ...facts,
    warnings: seriesWarnings(facts),
    offsetWarnings: rule === undefined ? [] : offsetWarnings({ ...facts, rule }, facts.losses),
    arrivingQuietSec,
  };
}

/** What the scan found of a series' frames, in their order. */
export function outcomesOf(
  { frames }: Series,
  outcomes: ReadonlyMap<string, ScanOutcome>,
): (ScanOutcome | undefined)[] {
  return frames.map(({ id }) => outcomes.get(id));
}

/**
 * Puts together all that is shown of one series. Rows of frames that did not change stay the same objects.
 * @param arrivingQuietSec undefined when the series is final
 */
export function viewSeries(
  series: Series,
  outcomes: ReadonlyMap<string, ScanOutcome>,
  settings: SeriesSettings,
  ownPresets: readonly GeometryPreset[] = [],
  arrivingQuietSec?: number,
): SeriesView {
  return viewFrom(series, outcomesOf(series, outcomes), settings, ownPresets, arrivingQuietSec);
}
