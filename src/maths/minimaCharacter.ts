import type { MinimaCharacter } from '../domain/minimaCharacter';
import { medianOf } from './median';

/** A minimum this many robust widths below the median is a spike. */
const SPIKE_WIDTHS = 8;
/** ... and at least this many counts below it. */
const SPIKE_COUNTS = 50;
/** A drift is told from so many frames on, */
const DRIFT_FRAMES = 8;
/** when the trend moves the minima by more than so many robust widths of what scatters around it. */
const DRIFT_WIDTHS = 4;
/** Standard deviation of a Gaussian over its median absolute deviation. */
const SIGMA_PER_MAD = 1.4826;
/** Pairs for the slope are thinned out above this many frames. */
const MOST_FOR_SLOPE = 200;

function robustWidth(values: readonly number[]): number {
  const centre = medianOf(values);
  return SIGMA_PER_MAD * medianOf(values.map((value) => Math.abs(value - centre)));
}

/** Slope by Theil and Sen: the median of the slopes of all pairs, which a few spikes do not move. */
function robustSlope(places: readonly number[], values: readonly number[]): number {
  const step = Math.ceil(values.length / MOST_FOR_SLOPE);
  const slopes: number[] = [];
  for (let i = 0; i < values.length; i += step) {
    for (let j = i + step; j < values.length; j += step) {
      const run = (places[j] as number) - (places[i] as number);
      if (run > 0) slopes.push(((values[j] as number) - (values[i] as number)) / run);
    }
  }
  return slopes.length === 0 ? 0 : medianOf(slopes);
}

function findDrift(numbers: readonly number[], minima: readonly number[]) {
  if (minima.length < DRIFT_FRAMES) return undefined;
  const slope = robustSlope(numbers, minima);
  const first = numbers[0] as number;
  const span = (numbers.at(-1) as number) - first;
  const level = minima.map((minimum, i) => minimum - slope * ((numbers[i] as number) - first));
  if (Math.abs(slope * span) <= DRIFT_WIDTHS * Math.max(robustWidth(level), 1)) return undefined;
  const atStart = Math.round(medianOf(level));
  return { atStart, atEnd: Math.round(atStart + slope * span) };
}

/**
 * Finds out what the minima of a series show; the most telling thing alone.
 * @param numbers frame numbers, rising
 * @param minima minimum of each of these frames, at least one
 * @param cap largest offset, counts
 */
export function characteriseMinima(
  numbers: readonly number[],
  minima: readonly number[],
  cap: number,
): MinimaCharacter {
  const smallest = minima.reduce((a, b) => Math.min(a, b));
  const largest = minima.reduce((a, b) => Math.max(a, b));
  if (largest < -cap) return { kind: 'allBeyondCap', largest };
  if (smallest > 0) return { kind: 'allPositive', smallest };
  const middle = medianOf(minima);
  const reach = Math.max(SPIKE_COUNTS, SPIKE_WIDTHS * robustWidth(minima));
  const spikes = [...minima.keys()].filter((at) => (minima[at] as number) < middle - reach);
  if (minima.length > 2 && spikes.length > 0 && spikes.length <= minima.length / 4) {
    return { kind: 'spiky', spikes, median: middle };
  }
  const drift = findDrift(numbers, minima);
  return drift === undefined ? { kind: 'even', smallest, largest } : { kind: 'drift', ...drift };
}
