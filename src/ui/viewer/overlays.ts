import { PIXEL_CLASSES, type PixelClass } from '../../maths/pixelClasses';
import type { ViewTransform } from '../../maths/viewTransform';

/** Mark of a pixel class: each has its own shape, so that colour is not the only distinction. */
export interface OverlayStyle {
  readonly label: string;
  readonly help: string;
  /** Visible on grey, viridis and magma. */
  readonly colour: string;
  /** Outline of the mark in a box from -1 to 1. */
  readonly path: string;
}

/** The marks of the four classes. */
export const OVERLAY_STYLES: Readonly<Record<PixelClass, OverlayStyle>> = {
  truncatedLow: {
    label: 'At 0',
    help: 'Truncated at 0 in SMV: value + offset is negative',
    colour: '#1583ff',
    path: 'M-1 -0.8 L1 -0.8 L0 1 Z',
  },
  truncatedHigh: {
    label: 'At 65535',
    help: 'Truncated at 65535 in SMV: value + offset is too large',
    colour: '#e4007c',
    path: 'M-1 0.8 L1 0.8 L0 -1 Z',
  },
  saturated: {
    label: 'Saturated',
    help: "Saturated in DIALS' Ceta-D class: stored counts above 8000, or 32000 at 2x2",
    colour: '#f07800',
    path: 'M-1 0 A1 1 0 1 0 1 0 A1 1 0 1 0 -1 0 Z',
  },
  beyondCap: {
    label: 'Beyond cap',
    help: 'Raw value below -cap: a spike that the rule ignores',
    colour: '#00a35c',
    path: 'M-1 -1 L1 1 M-1 1 L1 -1',
  },
};

/** Least width of a mark, CSS pixels. */
const LEAST_MARK_PX = 9;

/** The classes marked on the picture. */
export type ShownOverlays = Readonly<Record<PixelClass, boolean>>;

/** None marked. */
export const NO_OVERLAYS: ShownOverlays = {
  truncatedLow: false,
  truncatedHigh: false,
  saturated: false,
  beyondCap: false,
};

/** Places of the marked pixels, by class. */
export type OverlayPlaces = readonly (readonly [PixelClass, Uint32Array])[];

interface MarkedFrame {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly flipped: boolean;
}

/** Draws a mark on every listed pixel. */
export function drawOverlays(
  context: CanvasRenderingContext2D,
  places: OverlayPlaces,
  view: ViewTransform,
  { fastSize, slowSize, flipped }: MarkedFrame,
): void {
  const half = Math.max(LEAST_MARK_PX, view.scale * 0.8) / 2;
  for (const [kind, indices] of places) {
    const style = OVERLAY_STYLES[kind];
    const outline = new Path2D(style.path);
    const all = new Path2D();
    for (const index of indices) {
      const slow = Math.floor(index / fastSize);
      const row = flipped ? slowSize - 1 - slow : slow;
      const x = view.offsetX + ((index % fastSize) + 0.5) * view.scale;
      const y = view.offsetY + (row + 0.5) * view.scale;
      all.addPath(outline, new DOMMatrix([half, 0, 0, half, x, y]));
    }
    context.lineWidth = 3;
    context.strokeStyle = 'rgba(255, 255, 255, 0.75)';
    context.stroke(all);
    context.lineWidth = 1.6;
    context.strokeStyle = style.colour;
    context.stroke(all);
  }
}

/** The classes that are switched on. */
export function shownClasses(shown: ShownOverlays): PixelClass[] {
  return PIXEL_CLASSES.filter((kind) => shown[kind]);
}
