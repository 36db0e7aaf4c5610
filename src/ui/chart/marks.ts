import type { Layout } from 'plotly.js-basic-dist-min';
import type { ReadColour } from './chartColours';

/** A value marked on an axis with a dotted line and a text. */
export interface Mark {
  /** Position on the axis. */
  readonly at: number;
  readonly text: string;
  /** CSS colour. */
  readonly colour: string;
}

/** A value to mark, before equal ones are merged. */
export interface NamedValue {
  /** The value shown. */
  readonly value: number;
  /** Position on the axis, if not the value itself. */
  readonly at?: number;
  readonly name: string;
  readonly colour: string;
}

/** Merges marks of equal value into `cap = −offset = −2000`, from left to right. */
export function joinMarks(wanted: readonly NamedValue[], write: (value: number) => string): Mark[] {
  const joined = new Map<number, { at: number; names: string[]; colour: string }>();
  for (const { value, at = value, name, colour } of wanted) {
    const same = joined.get(value);
    if (same === undefined) joined.set(value, { at, names: [name], colour });
    else same.names.push(name);
  }
  return [...joined]
    .map(([value, { at, names, colour }]) => ({
      at,
      text: `${[...names, write(value)].join(' = ')}`,
      colour,
    }))
    .sort((a, b) => a.at - b.at);
}

const FONT_PX = 11;
const CHARACTER_PX = 6.6;
const ROW_PX = 13;

interface PlacedMark {
  readonly mark: Mark;
  /** 0..1 inside the plot; outside it beyond the axis. */
  readonly place: number;
  /** 0 is next to the plot. */
  readonly row: number;
}

/** Places each label on the lowest row where it overlaps no other. */
function placeTexts(
  marks: readonly Mark[],
  [low, high]: readonly [number, number],
  plotPx: number,
): PlacedMark[] {
  const rowEnds: number[] = [];
  return marks.map((mark) => {
    const place = (mark.at - low) / (high - low);
    const textPx = mark.text.length * CHARACTER_PX + 8;
    const anchor = Math.min(Math.max(place, 0), 1) * plotPx;
    const start = anchor - (place < 0.2 ? 0 : place > 0.8 ? textPx : textPx / 2);
    const free = rowEnds.findIndex((end) => end <= start);
    const row = free < 0 ? rowEnds.length : free;
    rowEnds[row] = start + textPx;
    return { mark, place, row };
  });
}

/**
 * Marks on the horizontal axis as parts of a Plotly layout, including the margin for their labels.
 * @param plotPx width of the plot, CSS pixels
 */
export function verticalMarks(
  marks: readonly Mark[],
  range: readonly [number, number],
  plotPx: number,
  colour: ReadColour,
): {
  readonly shapes: Layout['shapes'];
  readonly annotations: Layout['annotations'];
  readonly topPx: number;
} {
  const placed = placeTexts(marks, range, plotPx);
  const rows = Math.max(0, ...placed.map(({ row }) => row + 1));
  return {
    topPx: rows * ROW_PX + 6,
    shapes: placed
      .filter(({ place }) => place >= 0 && place <= 1)
      .map(({ mark }) => ({
        type: 'line',
        x0: mark.at,
        x1: mark.at,
        yref: 'paper',
        y0: 0,
        y1: 1,
        line: { color: colour(mark.colour), width: 1.5, dash: 'dot' },
      })),
    annotations: placed.map(({ mark, place, row }) => ({
      xref: 'paper',
      x: Math.min(Math.max(place, 0), 1),
      yref: 'paper',
      y: 1,
      yshift: row * ROW_PX,
      yanchor: 'bottom',
      xanchor: place < 0.2 ? 'left' : place > 0.8 ? 'right' : 'center',
      text: place < 0 ? `\u25c2 ${mark.text}` : place > 1 ? `${mark.text} \u25b8` : mark.text,
      showarrow: false,
      font: { size: FONT_PX, color: colour(mark.colour) },
    })),
  };
}
