import type { MinimaFact } from '../domain/minimaCharacter';
import type { OffsetWarning } from '../domain/warning';
import { meanCut } from '../maths/fractions';
import { leginonPedestal } from '../maths/offsetRule';
import { affectedBy, type FrameRow } from './frameRows';
import { isLossAccepted, type Losses, saturatedIn, saturationOf } from './lostPixels';
import type { SeriesFacts } from './seriesFacts';

/** Raw 0 below 0 in DIALS by more counts than this, or more than the noise of a frame, is said. */
const BELOW_COUNTS = 10;
/**
 * Raw 0 above 0 by more counts than this, and by so many noise widths. Leginon's rule takes the largest minimum for
 * the level of no signal, which is 5 to 6 noise widths below the background of a sound frame.
 */
const ABOVE_COUNTS = 200;
const ABOVE_NOISES = 12;
/** Frames that raise the pedestal by more counts than this, or more than the noise of a frame, are named. */
const RAISED_COUNTS = 20;
/** Cutting fractions is said if it lowers the mean by more than this part of a typical pixel. */
const FEW_PART = 0.03;
/** No camera has a background beyond this, counts; Gatan's "minus 32768" is the largest in use. */
const LARGEST_OFFSET = 32768;

/** Inputs of the offset warnings. */
type OffsetFacts = Omit<SeriesFacts, 'rule'> & { readonly rule: NonNullable<SeriesFacts['rule']> };

/** @param counts stored counts */
function inDials(counts: number, { geometry, rule }: OffsetFacts) {
  const gain = geometry.gainCountsPerElectron?.value;
  return { counts, ...(gain !== undefined && { electrons: counts / (gain * rule.scale) }) };
}

/** Frames at an unusual level: above most others, or constant. */
function framesThatStandOut(facts: readonly MinimaFact[]): ReadonlySet<number> {
  return new Set(
    facts.flatMap((fact) =>
      fact.code === 'highFrames' || (fact.code === 'constantFrames' && !fact.all) ? fact.frames : [],
    ),
  );
}

function minimaOf(rows: readonly FrameRow[], counts: (row: FrameRow) => boolean): number[] {
  return rows.flatMap((row) => (row.included && row.summary && counts(row) ? [row.summary.min] : []));
}

/** A pedestal set by a few frames, unless it lies above the offset. */
function fewFrames(facts: OffsetFacts): OffsetWarning[] {
  const { rule, rows, settings, minima, noise } = facts;
  const standOut = framesThatStandOut(minima);
  if (settings.choice.pedestal.kind !== 'leginon' || standOut.size === 0) return [];
  const others = minimaOf(rows, ({ frame }) => !standOut.has(frame.number));
  if (others.length === 0) return [];
  const pedestalWithout = leginonPedestal(
    others.map((minimum) => minimum * rule.scale),
    rule.offset,
  );
  const raised = rule.pedestal - pedestalWithout;
  if (raised <= Math.max(RAISED_COUNTS, noise) * rule.scale) return [];
  const frames = rows.flatMap(({ frame, included, summary }) =>
    included &&
    summary &&
    standOut.has(frame.number) &&
    summary.min * rule.scale + rule.offset > pedestalWithout
      ? [frame.number]
      : [],
  );
  return [
    {
      code: 'pedestalByFewFrames',
      pedestal: rule.pedestal,
      pedestalWithout,
      frames,
      ...inDials(raised, facts),
    },
  ];
}

/** Where the pedestal puts raw 0. */
function pedestalWarnings(facts: OffsetFacts): OffsetWarning[] {
  const { rule, rows, settings, noise, level, noSignal } = facts;
  const { offset, pedestal, scale } = rule;
  const rawZero = noSignal * scale + offset - pedestal;
  if (rule.smallestMinimum > 0 && offset < 0) {
    return [{ code: 'positiveMinimum', minimum: rule.smallestMinimum, offset, ...inDials(rawZero, facts) }];
  }
  if (-rawZero > Math.max(BELOW_COUNTS, noise) * scale) {
    const isTyped = settings.choice.pedestal.kind === 'typed';
    const frames = isTyped
      ? []
      : rows.flatMap(({ frame, included, summary }) =>
          included && summary && summary.min > 0 ? [frame.number] : [],
        );
    return [{ code: 'pedestalAboveOffset', offset, pedestal, frames, ...inDials(rawZero, facts) }];
  }
  // With a wrong dark reference the background is below 0 and ends up where raw 0 should be.
  const background = rawZero + Math.min(level - noSignal, 0) * scale;
  if (background > Math.max(ABOVE_COUNTS, ABOVE_NOISES * noise) * scale) {
    return [{ code: 'falseBackground', offset, pedestal, ...inDials(rawZero, facts) }];
  }
  return fewFrames(facts);
}

function saturationWarnings({ rule, rows, geometry, noSignal }: OffsetFacts): OffsetWarning[] {
  const saturation = saturationOf(geometry);
  const { offset, scale } = rule;
  if (saturation === undefined) return [];
  const affected = affectedBy(rows, (row) => saturatedIn(row, rule, saturation));
  const unscaled = affectedBy(rows, (row) =>
    saturatedIn(row, { offset: offset / scale, scale: 1 }, saturation),
  );
  if (offset + noSignal * scale <= saturation / 2 && affected.pixels <= unscaled.pixels) return [];
  const left = (saturation - offset) / scale;
  return [{ code: 'littleSaturationLeft', offset, saturation, left, scale, ...affected }];
}

/** What cutting the fractions of weak frames costs. */
function fewCounts({ rule, rows, fractional, level, noise }: OffsetFacts): OffsetWarning[] {
  if (rule.rounding !== 'cut' || fractional.pixels === 0) return [];
  let [pixels, sum, cut] = [0, 0, 0];
  for (const { included, summary } of rows) {
    if (!included || summary === undefined) continue;
    pixels += summary.pixelCount;
    sum += summary.mean * summary.pixelCount;
    cut += meanCut(summary, rule.offset, rule) * summary.pixelCount;
  }
  // Not of the mean, which the direct beam may lift.
  if (cut <= FEW_PART * Math.hypot(level, noise) * pixels) return [];
  return [{ code: 'fewFloatCounts', meanBefore: sum / pixels, meanAfter: (sum - cut) / pixels }];
}

function offsetItself({ rule: { offset }, series }: OffsetFacts): OffsetWarning[] {
  const warnings: OffsetWarning[] = [];
  if (Math.abs(offset) > LARGEST_OFFSET) {
    warnings.push({ code: 'implausibleOffset', offset, limit: LARGEST_OFFSET });
  }
  const ofIntegers = series.shape !== undefined && !series.shape.pixelType.startsWith('float');
  if (ofIntegers && !Number.isInteger(offset)) warnings.push({ code: 'fractionalOffset', offset });
  return warnings;
}

/** Warnings about offset and pedestal; none for a sound series. */
export function offsetWarnings(facts: OffsetFacts, losses: Losses): OffsetWarning[] {
  const { rule, settings } = facts;
  const warnings: OffsetWarning[] = [];
  if (rule.everyFrameTruncated) {
    const { kind } = settings.choice.pedestal;
    warnings.push({
      code: 'everyFrameTruncated',
      largestMinimum: rule.largestMinimum,
      offset: rule.offset / rule.scale,
      pedestalIs0: kind === 'leginon' || kind === 'median',
    });
  }
  warnings.push(...pedestalWarnings(facts), ...saturationWarnings(facts), ...offsetItself(facts));
  warnings.push(...fewCounts(facts));
  warnings.push(...losses.ofFrames.map((lost) => ({ code: 'framesLost' as const, ...lost })));
  if (isLossAccepted(facts)) {
    warnings.push(...losses.ofSeries.map((lost) => ({ code: 'mostPixelsLost' as const, ...lost })));
  }
  return warnings;
}
