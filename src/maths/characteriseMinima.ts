import type { MinimaFact } from '../domain/minimaCharacter';
import { valueAtFraction } from './displayLimits';
import { lowerNoise, lowTail } from './lowTail';
import { medianOf } from './median';
import { shapeFacts } from './minimaShape';
import { type ScannedFrame, spanOf } from './minimaSpan';
import { findSamePixel, spikeFact, takeSpikes } from './minimaSpikes';

/** Noise of a typical frame, counts. */
export function seriesNoise(frames: readonly ScannedFrame[]): number {
  return frames.length === 0 ? 0 : medianOf(frames.map(({ summary }) => lowerNoise(summary)));
}

/** Median of the pixels of a typical frame, counts. */
export function seriesLevel(frames: readonly ScannedFrame[]): number {
  return frames.length === 0 ? 0 : medianOf(frames.map(({ summary }) => valueAtFraction(summary, 0.5)));
}

/**
 * Characterises the minima of a series: constant frames, a dead pixel, spikes, and the shape of
 * the rest.
 * @param frames the included, scanned frames in order
 * @param fastSize columns of a frame
 * @param cap largest offset of the rule, counts
 */
export function characteriseMinima(
  frames: readonly ScannedFrame[],
  fastSize: number,
  cap: number,
): MinimaFact[] {
  if (frames.length === 0) return [];
  const facts: MinimaFact[] = [];
  const all = spanOf(frames.map(({ summary }) => summary.min));
  if (all.largest < -cap) facts.push({ code: 'allBeyondCap', largest: all.largest, cap });
  if (all.smallest > 0) facts.push({ code: 'allPositive', smallest: all.smallest });
  const constant = frames.filter(({ summary }) => summary.min === summary.max);
  const rest = frames.filter(({ summary }) => summary.min !== summary.max);
  if (constant.length > 0) {
    facts.push({
      code: 'constantFrames',
      frames: constant.map(({ number }) => number),
      all: rest.length === 0,
      ...spanOf(constant.map(({ summary }) => summary.min)),
    });
  }
  const noise = seriesNoise(rest);
  const same = findSamePixel(rest, fastSize);
  if (same !== undefined) facts.push(same);
  // A pixel low in every frame is part of the minima's shape; pixels low only now and then are not.
  const tails = rest.map((frame) => ({ frame, ...lowTail(frame.summary) }));
  const apartAlone = same === undefined ? tails.filter(({ pixels }) => pixels > 0) : [];
  const placed = tails.map(({ frame, floor }) => ({
    frame,
    value: same === undefined ? floor : frame.summary.min,
  }));
  const { spiky, rest: shape } = takeSpikes(placed, noise);
  const spikyNumbers = new Set(apartAlone.map(({ frame }) => frame.number));
  const allSpiky = [...apartAlone, ...spiky.filter(({ frame }) => !spikyNumbers.has(frame.number))];
  facts.push(...spikeFact(allSpiky));
  const numbers = frames.map(({ number }) => number);
  return [...facts, ...shapeFacts(shape, noise, constant.length > 0 || allSpiky.length > 0, numbers)];
}
