import type { NumberedBy, Numbering } from './numberedBy';
import type { SeriesFrame } from './series';
import type { SeriesDraft } from './seriesDraft';

const ALONE: Numbering = { by: 'number', options: ['number'] };

/** The difference from each number to the next, if it is always the same. @param sorted ascending, each once */
function constantStep(sorted: readonly number[]): number | undefined {
  const step = (sorted[1] ?? 0) - (sorted[0] ?? 0);
  const isConstant = sorted.every((number, i) => i === 0 || number - (sorted[i - 1] as number) === step);
  return sorted.length > 2 && isConstant ? step : undefined;
}

/** How a draft is numbered by itself. */
function suggestNumbering({ order, frames, joined }: SeriesDraft): Numbering {
  if (order.by === 'nothing') return ALONE;
  if (order.by === 'tilt') return { by: 'tilt', options: ['order', 'tilt'], ladder: order.ladder };
  if (order.by === 'time') return { by: 'order', options: ['number', 'order'], reason: 'times' };
  const numbers = frames.map(({ number }) => number);
  const isAscending = numbers.every((number, i) => i === 0 || number >= (numbers[i - 1] as number));
  if (joined && !isAscending) return { by: 'order', options: ['order'], reason: 'joined' };
  const sorted = [...new Set(numbers)];
  const missing = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0) + 1 - sorted.length;
  const step = constantStep(sorted);
  if (missing === 0) return ALONE;
  const stepFact = step === undefined ? {} : { step };
  return missing > sorted.length
    ? { by: 'order', options: ['number', 'order'], reason: 'manyMissing', ...stepFact }
    : { by: 'number', options: ['number', 'order'], ...stepFact };
}

/** The draft's numbering, with the user's choice where it is possible. */
export function numberingOf(draft: SeriesDraft, chosen: NumberedBy | undefined): Numbering {
  const suggested = suggestNumbering(draft);
  return chosen !== undefined && suggested.options.includes(chosen)
    ? { ...suggested, by: chosen }
    : suggested;
}

/** A frame's last numbered copy: its number seldom changes. */
const numbered = new WeakMap<SeriesFrame, SeriesFrame>();

function withNumber(frame: SeriesFrame, number: number): SeriesFrame {
  if (frame.number === number) return frame;
  const known = numbered.get(frame);
  if (known?.number === number) return known;
  const copy = { ...frame, number };
  numbered.set(frame, copy);
  return copy;
}

/** Numbers the frames of a draft, and puts them into the order of their numbers. */
export function numberFrames({ frames, order }: SeriesDraft, { by }: Numbering): readonly SeriesFrame[] {
  if (by === 'order') {
    let rank = 0;
    return frames.map((frame, i) => {
      // Two files with one number are one place in the order.
      if (order.by !== 'number' || frame.number !== frames[i - 1]?.number) rank++;
      return withNumber(frame, rank);
    });
  }
  return order.by === 'time' ? [...frames].sort((a, b) => a.number - b.number) : frames;
}
