import { storedSaturation } from '../domain/detector';
import type { SourcedGeometry } from '../domain/geometry';
import type { AcceptedLoss, LostPixels } from '../domain/warning';
import type { OffsetResult } from '../maths/offsetRule';
import { type CountBounds, countAbove } from '../maths/valueHistogram';
import type { FrameRow } from './frameRows';

/** The saturation comes last: what is cut at the top is saturated, too. */
const ENDS: readonly LostPixels['end'][] = ['zero', 'top', 'saturation'];

/** Stored counts above which a pixel of the series is saturated to DIALS and XDS; undefined where unknown. */
export function saturationOf({ binning, beamline }: SourcedGeometry): number | undefined {
  return storedSaturation(binning?.value, beamline?.value);
}

/** Pixels of a frame that lie above the saturation. @param saturation stored counts */
export function saturatedIn(
  { summary }: FrameRow,
  { offset, scale }: Pick<OffsetResult, 'offset' | 'scale'>,
  saturation: number,
): CountBounds | undefined {
  return summary && countAbove(summary, (saturation - offset) / scale);
}

/** Pixels certainly lost at one end of the range. */
function lostIn(row: FrameRow, end: LostPixels['end'], rule: OffsetResult, saturation: number | undefined) {
  switch (end) {
    case 'zero':
      return row.low?.atLeast ?? 0;
    case 'top':
      return row.high?.atLeast ?? 0;
    case 'saturation':
      return saturation === undefined ? 0 : (saturatedIn(row, rule, saturation)?.atLeast ?? 0);
  }
}

/** Where pixels of the included frames are lost in SMV. */
export interface Losses {
  /** The end at which more than half of all pixels are lost; none where there is no such end. */
  readonly ofSeries: readonly LostPixels[];
  /** Frames that lose more than half of their pixels at an end; each is named once. */
  readonly ofFrames: readonly {
    readonly end: LostPixels['end'];
    readonly frames: readonly number[];
  }[];
}

/**
 * Counts what the offset loses.
 * @param saturation stored counts above which a pixel is saturated; undefined where unknown
 */
export function lossesOf(
  rows: readonly FrameRow[],
  rule: OffsetResult | undefined,
  saturation: number | undefined,
): Losses {
  const counted = rows.filter(({ included, summary }) => included && summary !== undefined);
  const ofPixels = counted.reduce((sum, { summary }) => sum + (summary?.pixelCount ?? 0), 0);
  const ofSeries: LostPixels[] = [];
  const ofFrames: { end: LostPixels['end']; frames: number[] }[] = [];
  const named = new Set<number>();
  if (rule === undefined) return { ofSeries, ofFrames };
  for (const end of ENDS) {
    let pixels = 0;
    const frames: number[] = [];
    for (const row of counted) {
      const { number } = row.frame;
      const lost = lostIn(row, end, rule, saturation);
      pixels += lost;
      if (lost * 2 > (row.summary?.pixelCount ?? 0) && !named.has(number)) frames.push(number);
    }
    if (pixels * 2 > ofPixels) {
      ofSeries.push({ end, pixels, ofPixels });
      break;
    }
    for (const frame of frames) named.add(frame);
    if (frames.length > 0) ofFrames.push({ end, frames });
  }
  return { ofSeries, ofFrames };
}

/** True if the user accepted the present losses in SMV. Another offset or end must be accepted again. */
export function isLossAccepted({
  rule,
  losses,
  settings: { acceptedLoss },
}: {
  readonly rule: { readonly offset: number } | undefined;
  readonly losses: Losses;
  readonly settings: { readonly acceptedLoss: AcceptedLoss | undefined };
}): boolean {
  return (
    acceptedLoss !== undefined &&
    acceptedLoss.offset === rule?.offset &&
    losses.ofSeries.every(({ end }) => end === acceptedLoss.end)
  );
}
