/** A place on the frame in pixels (fast right, slow down), or on the screen in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width and height, in the unit that the context names. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/**
 * Position of the frame on screen: screen = offset + scale * frame.
 * `scale` is CSS pixels per frame pixel; the frame's origin is the outer corner of its first pixel.
 */
export interface ViewTransform {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Largest magnification: one frame pixel fills this many CSS pixels. */
const MAX_SCALE = 80;
/** At the smallest magnification the frame is this many CSS pixels wide or high. */
const LEAST_EXTENT = 64;

/** The whole frame, centred, with its aspect kept. */
export function fitView(frame: Extent, screen: Extent): ViewTransform {
  return centredView(frame, screen, Math.min(screen.width / frame.width, screen.height / frame.height));
}

/** The frame's middle in the screen's middle at a scale. */
export function centredView(frame: Extent, screen: Extent, scale: number): ViewTransform {
  // Integer screen pixels, so that 1:1 maps every frame pixel to one screen pixel.
  return {
    scale,
    offsetX: Math.round((screen.width - frame.width * scale) / 2),
    offsetY: Math.round((screen.height - frame.height * scale) / 2),
  };
}

/** Zooms about the screen position `at`, within the limits of the scale. */
export function zoomAt(view: ViewTransform, at: Point, factor: number, frame: Extent): ViewTransform {
  const least = LEAST_EXTENT / Math.max(frame.width, frame.height);
  const scale = Math.min(Math.max(view.scale * factor, least), MAX_SCALE);
  const ratio = scale / view.scale;
  return {
    scale,
    offsetX: at.x - (at.x - view.offsetX) * ratio,
    offsetY: at.y - (at.y - view.offsetY) * ratio,
  };
}

/** Pans by screen pixels, never completely out of sight. */
export function panBy(view: ViewTransform, move: Point, frame: Extent, screen: Extent): ViewTransform {
  const keep = 32;
  const clamp = (offset: number, size: number, room: number) =>
    Math.min(Math.max(offset, keep - size * view.scale), room - keep);
  return {
    scale: view.scale,
    offsetX: clamp(view.offsetX + move.x, frame.width, screen.width),
    offsetY: clamp(view.offsetY + move.y, frame.height, screen.height),
  };
}

/**
 * The frame position under a screen point, from the outer corner of the first pixel.
 * @param flipped whether the slow axis points up
 */
export function toFrame(view: ViewTransform, at: Point, frame: Extent, flipped: boolean): Point {
  const y = (at.y - view.offsetY) / view.scale;
  return { x: (at.x - view.offsetX) / view.scale, y: flipped ? frame.height - y : y };
}
