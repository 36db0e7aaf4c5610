import type { RowOrder } from '../domain/frame';
import type { PlaceholderKey, SourcedGeometry } from '../domain/geometry';
import type { MinimaFact } from '../domain/minimaCharacter';
import type { Series } from '../domain/series';
import type { Affected } from '../domain/warning';
import type { OffsetResult } from '../maths/offsetRule';
import type { PixelLosses } from '../outputs/outputFormat';
import type { FrameRow } from './frameRows';
import type { Losses } from './lostPixels';
import type { SeriesSettings } from './seriesSettings';
import type { StoredMinus } from './storedMinus';

/** What is known of one series. */
export interface SeriesFacts extends PixelLosses {
  readonly series: Series;
  readonly settings: SeriesSettings;
  readonly rows: readonly FrameRow[];
  /** Offset and pedestal; undefined while no included frame is scanned. */
  readonly rule: OffsetResult | undefined;
  /** Frame with the smallest minimum among the included ones. */
  readonly minimumFrame: number | undefined;
  /** What the minima show; empty while no included frame is scanned. */
  readonly minima: readonly MinimaFact[];
  /** Noise of a typical frame, counts. */
  readonly noise: number;
  /** Counts stored minus 32768; undefined for any other series. */
  readonly storedMinus: StoredMinus | undefined;
  /** Raw counts that mean no signal: 0, or -32768 where the offset makes up for counts stored minus 32768. */
  readonly noSignal: number;
  /** Pixels that wrapped around as 16-bit values. */
  readonly wrapped: Affected;
  /** Median pixel of a typical frame, raw counts. */
  readonly level: number;
  readonly losses: Losses;
  readonly geometry: SourcedGeometry;
  /** Order of the rows in the frames that the rotation axis was given for; undefined if not known. */
  readonly axisRows: RowOrder | undefined;
  readonly missing: readonly PlaceholderKey[];
}
