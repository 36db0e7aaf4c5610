import type { MinimaBin } from '../../maths/minimaBins';
import { value } from '../../wording/numbers';

/** A bar as drawn. */
export interface MinimaBar {
  readonly from: number;
  readonly to: number;
  readonly bin: MinimaBin;
}

/** The axis of minima: linear, with a break before it if minima lie beyond the cap. */
export interface MinimaAxis {
  readonly bars: readonly MinimaBar[];
  readonly range: readonly [from: number, to: number];
  /** Position of a value; below the break only the order is kept. */
  readonly place: (counts: number) => number;
  /** Tick values and positions; undefined if the chart chooses. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[] | undefined;
  /** Middle of the break. */
  readonly breakAt: number | undefined;
}

/** Least range of the axis, counts, so that equal minima do not fill it. */
const LEAST_RANGE = 12;
/** Fractions of the linear range: margins at its ends, the break, and the part beyond the cap. */
const PAD = 0.03;
const BREAK = 0.12;
const BEYOND = 0.1;
/** Tick spacings: these times a power of ten; and about how many ticks. */
const STEPS = [1, 2, 5, 10];
const TICKS = 5;

function tickStep(range: number): number {
  const ideal = Math.max(range / TICKS, 1);
  const power = 10 ** Math.floor(Math.log10(ideal));
  return (STEPS.find((step) => step * power >= ideal) ?? 10) * power;
}

/** Interpolates `start` to `end` by the position of `counts` between `low` and `high`. */
function between(counts: number, [low, high]: readonly number[], [start, end]: readonly number[]): number {
  const share = (counts - (low as number)) / Math.max((high as number) - (low as number), Number.MIN_VALUE);
  return (start as number) + Math.min(Math.max(share, 0), 1) * ((end as number) - (start as number));
}

/**
 * Lays out the bars.
 * @param bins those of `minimaHistogram`
 * @param cap counts; minima below -cap share one bar
 * @param smallest the smallest minimum, counts
 * @param shift integer bins are drawn from half a count below
 */
export function minimaAxis(
  bins: readonly MinimaBin[],
  cap: number,
  smallest: number,
  shift: number,
): MinimaAxis {
  const regular = bins.filter(({ overflow }) => !overflow);
  const beyond = bins.find(({ overflow }) => overflow);
  const bars = regular.map((bin) => ({ from: bin.from - shift, to: bin.to - shift, bin }));
  const low = bars[0]?.from ?? 0;
  const high = bars.at(-1)?.to ?? 1;
  const pad = Math.max((high - low) * PAD, (LEAST_RANGE - (high - low)) / 2);
  if (beyond === undefined) {
    return {
      bars,
      range: [low - pad, high + pad],
      place: (counts) => counts,
      ticks: undefined,
      breakAt: undefined,
    };
  }
  const scale = high - low + 2 * pad;
  const start = low - pad;
  const capAt = start - BREAK * scale;
  const end = capAt - BEYOND * scale;
  const step = tickStep(scale);
  const first = Math.ceil(start / step);
  const ticks = Array.from(
    { length: Math.floor((high + pad) / step) - first + 1 },
    (_, i) => (first + i) * step,
  );
  return {
    bars: [{ from: end, to: capAt, bin: beyond }, ...bars],
    range: [end - PAD * scale, high + pad],
    place: (counts) => {
      if (counts >= low) return counts;
      return counts >= -cap
        ? between(counts, [-cap, low], [capAt, low])
        : between(counts, [smallest, -cap], [end, capAt]);
    },
    ticks: [
      { at: (end + capAt) / 2, text: `< ${value(-cap)}` },
      ...ticks.map((at) => ({ at, text: value(at) })),
    ],
    breakAt: (capAt + start) / 2,
  };
}
