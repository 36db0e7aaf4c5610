import type { MinimaFact } from '../domain/minimaCharacter';
import type { OffsetWarning } from '../domain/warning';
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
/** No camera has a background beyond this, counts; Gatan's "minus 32768" is the largest in use. */
const LARGEST_OFFSET = 32768;

/** Inputs of the offset warnings. */
type OffsetFacts = Omit<SeriesFacts, 'rule'> & { readonly rule: NonNullable<SeriesFacts['rule']> };

function inDials(counts: number, { geometry }: OffsetFacts) {
  const gain = geometry.gainCountsPerElectron?.value;
  return { counts, ...(gain !== undefined && { electrons: counts / gain }) };
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
  const pedestalWithout = leginonPedestal(others, rule.offset);
  const raised = rule.pedestal - pedestalWithout;
  if (raised <= Math.max(RAISED_COUNTS, noise)) return [];
  const frames = rows.flatMap(({ frame, included, summary }) =>
    included && summary && standOut.has(frame.number) && summary.min + rule.offset > pedestalWithout
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
  const { offset, pedestal } = rule;
  const rawZero = noSignal + offset - pedestal;
  if (rule.smallestMinimum > 0 && offset < 0) {
    return [{ code: 'positiveMinimum', minimum: rule.smallestMinimum, offset, ...inDials(rawZero, facts) }];
  }
  if (-rawZero > Math.max(BELOW_COUNTS, noise)) {
    const isTyped = settings.choice.pedestal.kind === 'typed';
    const frames = isTyped
      ? []
      : rows.flatMap(({ frame, included, summary }) =>
          included && summary && summary.min > 0 ? [frame.number] : [],
        );
    return [{ code: 'pedestalAboveOffset', offset, pedestal, frames, ...inDials(rawZero, facts) }];
  }
  // With a wrong dark reference the background is below 0 and ends up where raw 0 should be.
  const background = rawZero + Math.min(level - noSignal, 0);
  if (background > Math.max(ABOVE_COUNTS, ABOVE_NOISES * noise)) {
    return [{ code: 'falseBackground', offset, pedestal, ...inDials(rawZero, facts) }];
  }
  return fewFrames(facts);
}

function saturationWarnings({ rule, rows, geometry, noSignal }: OffsetFacts): OffsetWarning[] {
  const saturation = saturationOf(geometry);
  const { offset } = rule;
  if (saturation === undefined || offset + noSignal <= saturation / 2) return [];
  const affected = affectedBy(rows, (row) => saturatedIn(row, offset, saturation));
  return [{ code: 'littleSaturationLeft', offset, saturation, left: saturation - offset, ...affected }];
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
      offset: rule.offset,
      pedestalIs0: kind === 'leginon' || kind === 'median',
    });
  }
  warnings.push(...pedestalWarnings(facts), ...saturationWarnings(facts), ...offsetItself(facts));
  warnings.push(...losses.ofFrames.map((lost) => ({ code: 'framesLost' as const, ...lost })));
  if (isLossAccepted(facts)) {
    warnings.push(...losses.ofSeries.map((lost) => ({ code: 'mostPixelsLost' as const, ...lost })));
  }
  return warnings;
}
