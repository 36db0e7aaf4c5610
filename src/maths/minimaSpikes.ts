import type { MinimaFact } from '../domain/minimaCharacter';
import { partLevels } from './levels';
import { fewPixels, lowTail, secondSmallest } from './lowTail';
import { type PlacedMinimum, placedSpan, type ScannedFrame, spanOf } from './minimaSpan';
import { countBelow } from './valueHistogram';

/** The same pixel must be the smallest in at least this many frames. */
const SAME_PIXEL_FRAMES = 3;

/** The pixel that is the smallest in most frames, and an outlier in each. */
export function findSamePixel(frames: readonly ScannedFrame[], fastSize: number): MinimaFact | undefined {
  const concerned = new Map<number, ScannedFrame[]>();
  for (const frame of frames) {
    if (lowTail(frame.summary).pixels === 0) continue;
    const { minPlace } = frame.summary;
    concerned.set(minPlace, [...(concerned.get(minPlace) ?? []), frame]);
  }
  const most = [...concerned].sort((a, b) => b[1].length - a[1].length)[0];
  if (most === undefined) return undefined;
  const [place, members] = most;
  if (members.length < SAME_PIXEL_FRAMES || members.length * 2 <= frames.length) return undefined;
  const apart = spanOf(members.map(({ summary }) => lowTail(summary).pixels));
  const without = frames.map(({ summary }) =>
    summary.minPlace === place ? secondSmallest(summary) : summary.min,
  );
  const offsetWithout = -Math.floor(spanOf(without).smallest);
  return {
    code: 'samePixel',
    fastPx: place % fastSize,
    slowPx: Math.floor(place / fastSize),
    framesConcerned: members.length,
    framesTotal: frames.length,
    fewestPixels: apart.smallest,
    mostPixels: apart.largest,
    offsetWithout: offsetWithout === 0 ? 0 : offsetWithout,
    ...spanOf(members.map(({ summary }) => summary.min)),
  };
}

/** A frame with a few outlying pixels, and their number. */
export interface Spiky {
  readonly frame: ScannedFrame;
  readonly pixels: number;
}

/** Removes frames from the lowest level that reach below the next with only a few pixels. */
export function takeSpikes(
  placed: readonly PlacedMinimum[],
  noise: number,
): { spiky: Spiky[]; rest: PlacedMinimum[] } {
  const spiky: Spiky[] = [];
  let rest = [...placed];
  while (rest.length > 1) {
    const [lowest, next] = partLevels(
      rest.map(({ value }) => value),
      noise,
    );
    if (lowest === undefined || next === undefined) break;
    const level = placedSpan(next.map((at) => rest[at] as PlacedMinimum)).smallest;
    const found = lowest.flatMap((at) => {
      const { frame } = rest[at] as PlacedMinimum;
      const { atMost } = countBelow(frame.summary, level);
      return atMost <= fewPixels(frame.summary) ? [{ at, frame, pixels: atMost }] : [];
    });
    if (found.length === 0) break;
    spiky.push(...found);
    const taken = new Set(found.map(({ at }) => at));
    rest = rest.filter((_, at) => !taken.has(at));
  }
  return { spiky, rest };
}

/** The finding that frames have spikes; none without frames. */
export function spikeFact(spiky: readonly Spiky[]): MinimaFact[] {
  if (spiky.length === 0) return [];
  const pixels = spanOf(spiky.map((one) => one.pixels));
  return [
    {
      code: 'spikes',
      frames: spiky.map(({ frame }) => frame.number).sort((a, b) => a - b),
      fewestPixels: pixels.smallest,
      mostPixels: pixels.largest,
      ...spanOf(spiky.map(({ frame }) => frame.summary.min)),
    },
  ];
}
