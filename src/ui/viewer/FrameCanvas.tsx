import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { DisplayLimits } from '../../maths/displayLimits';
import { paintPixels } from '../../maths/displayLookup';
import { sampleView } from '../../maths/sampleView';
import {
  type Extent,
  type Point,
  panBy,
  toFrame,
  type ViewTransform,
  zoomAt,
} from '../../maths/viewTransform';
import { value } from '../../wording/numbers';
import styles from './FrameCanvas.module.css';
import type { LoadedFrame } from './useFrames';
import type { FrameTool } from './useFrameTool';

/** From this magnification, pixels are outlined and labelled with their values. */
const GRID_SCALE = 30;

const PAN_PX = 40;
/** Pan of the arrow keys, CSS pixels, towards the key's direction. */
const ARROWS: Readonly<Partial<Record<string, readonly [x: number, y: number]>>> = {
  ArrowLeft: [PAN_PX, 0],
  ArrowRight: [-PAN_PX, 0],
  ArrowUp: [0, PAN_PX],
  ArrowDown: [0, -PAN_PX],
};

interface FrameCanvasProps {
  readonly frame: LoadedFrame;
  readonly limits: DisplayLimits;
  readonly lookup: Uint32Array;
  readonly flipped: boolean;
  readonly view: ViewTransform;
  readonly onView: (view: ViewTransform) => void;
  readonly onSize: (size: Extent) => void;
  /** Frame position under the pointer, from the outer corner of the first pixel; undefined outside. */
  readonly onHover: (at: Point | undefined) => void;
  /** Pans by CSS pixels, from the arrow keys. */
  readonly onPan: (x: number, y: number) => void;
  /** Action of a press, if it does not pan. */
  readonly tool: FrameTool | undefined;
  /** Draws over the picture, in CSS pixels. */
  readonly drawOver: (context: CanvasRenderingContext2D, view: ViewTransform) => void;
  readonly label: string;
}

/** The visible part of the frame, in colours; `left` and `top` in screen pixels. */
interface PaintedView {
  readonly left: number;
  readonly top: number;
  readonly image: ImageData | undefined;
}

/** Samples the frame when the view changes; a colour change only repaints the samples. */
function usePaintedView(props: FrameCanvasProps, screen: Extent | undefined, density: number): PaintedView {
  const { frame, limits, lookup, view, flipped } = props;
  const samples = useMemo(() => {
    const { scale, offsetX, offsetY } = view;
    return sampleView(
      frame,
      { scale: scale * density, offsetX: offsetX * density, offsetY: offsetY * density },
      screenPixels(screen ?? { width: 0, height: 0 }, density),
      flipped,
    );
  }, [frame, view, flipped, screen, density]);
  return useMemo(() => {
    const { left, top, width, height, counts } = samples;
    if (counts.length === 0) return { left, top, image: undefined };
    const image = new ImageData(width, height);
    paintPixels(counts, limits, lookup, new Uint32Array(image.data.buffer));
    return { left, top, image };
  }, [samples, limits, lookup]);
}

function screenPixels({ width, height }: Extent, density: number): Extent {
  return { width: Math.round(width * density), height: Math.round(height * density) };
}

interface VisiblePixels {
  readonly firstFast: number;
  readonly lastFast: number;
  readonly firstSlow: number;
  readonly lastSlow: number;
}

function visiblePixels(frame: LoadedFrame, view: ViewTransform, screen: Extent): VisiblePixels {
  const from = (offset: number) => Math.max(0, Math.floor(-offset / view.scale));
  const to = (offset: number, room: number, size: number) =>
    Math.min(size, Math.ceil((room - offset) / view.scale));
  return {
    firstFast: from(view.offsetX),
    lastFast: to(view.offsetX, screen.width, frame.fastSize),
    firstSlow: from(view.offsetY),
    lastSlow: to(view.offsetY, screen.height, frame.slowSize),
  };
}

type DrawnFrame = Pick<FrameCanvasProps, 'frame' | 'view' | 'flipped' | 'limits' | 'lookup'>;

/** Outlines the pixels and labels them with their raw values. */
function drawGrid(
  context: CanvasRenderingContext2D,
  { frame, view, flipped, limits, lookup }: DrawnFrame,
  screen: Extent,
): void {
  const seen = visiblePixels(frame, view, screen);
  context.lineWidth = 1;
  context.strokeStyle = 'rgba(128, 128, 128, 0.5)';
  context.font = `${Math.min(12, view.scale / 3.4)}px ui-monospace, monospace`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = seen.firstSlow; row < seen.lastSlow; row++) {
    const slow = flipped ? frame.slowSize - 1 - row : row;
    for (let fast = seen.firstFast; fast < seen.lastFast; fast++) {
      const x = view.offsetX + fast * view.scale;
      const y = view.offsetY + row * view.scale;
      context.strokeRect(x, y, view.scale, view.scale);
      const raw = frame.pixels[slow * frame.fastSize + fast] as number;
      context.fillStyle = textColourOn(raw, limits, lookup);
      context.fillText(value(raw), x + view.scale / 2, y + view.scale / 2);
    }
  }
}

/** Black or white, whichever contrasts better with a value's colour. */
function textColourOn(raw: number, { low, high }: DisplayLimits, lookup: Uint32Array): string {
  const place = Math.min(Math.max((raw - low) / (high - low), 0), 1);
  const word = lookup[Math.floor(place * (lookup.length - 1))] ?? 0;
  // The middle byte is green whatever the byte order: near enough to lightness.
  return ((word >>> 8) & 0xff) > 128 || ((word >>> 16) & 0xff) > 160 ? '#000' : '#fff';
}

/** The selected frame on a canvas that fills its container: the wheel zooms at the pointer, dragging pans. */
export function FrameCanvas(props: FrameCanvasProps) {
  const { frame, limits, lookup, view, flipped, onView, onSize, onHover, onPan, tool, drawOver, label } =
    props;
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Start position of a press of the tool. */
  const pressed = useRef<Point>(undefined);
  const [screen, setScreen] = useState<Extent>();
  const density = window.devicePixelRatio;
  const painted = usePaintedView(props, screen, density);
  const extent = { width: frame.fastSize, height: frame.slowSize };

  useLayoutEffect(() => {
    if (holder.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setScreen({ width, height });
      onSize({ width, height });
    });
    observer.observe(holder.current);
    return () => observer.disconnect();
  }, [onSize]);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || screen === undefined) return;
    const { width, height } = screenPixels(screen, density);
    if (canvas.current.width !== width || canvas.current.height !== height) {
      canvas.current.width = width;
      canvas.current.height = height;
    } else context.clearRect(0, 0, width, height);
    if (painted.image) context.putImageData(painted.image, painted.left, painted.top);
    context.setTransform(density, 0, 0, density, 0, 0);
    if (view.scale >= GRID_SCALE) drawGrid(context, { frame, view, flipped, limits, lookup }, screen);
    drawOver(context, view);
    context.resetTransform();
  }, [screen, view, frame, flipped, limits, lookup, painted, drawOver]);

  // React's wheel listener is passive; zooming must prevent scrolling.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = { x: event.offsetX, y: event.offsetY };
      onView(zoomAt(view, at, Math.exp(-event.deltaY * 0.0016), extent));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  });

  const placeOf = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent) =>
    toFrame(view, { x: offsetX, y: offsetY }, extent, flipped);
  const move = (event: PointerEvent) => {
    const place = placeOf(event);
    const inside = place.x >= 0 && place.y >= 0 && place.x < extent.width && place.y < extent.height;
    onHover(inside ? place : undefined);
    if (event.buttons !== 1 || screen === undefined) return;
    if (pressed.current !== undefined) tool?.onDrag?.(pressed.current, place);
    else {
      onView(panBy(view, { x: event.movementX, y: event.movementY }, extent, screen));
    }
  };
  const panByKey = (event: KeyboardEvent) => {
    const move = ARROWS[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onPan(...move);
  };
  return (
    <div ref={holder} className={styles.holder}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        aria-label={label}
        data-testid="viewer"
        data-frame={frame.id}
        tabIndex={0}
        onKeyDown={panByKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const place = placeOf(event);
          pressed.current = event.button === 0 && tool?.grabs(place, view) ? place : undefined;
        }}
        onPointerUp={(event) => {
          if (pressed.current !== undefined) tool?.onRelease?.(pressed.current, placeOf(event));
          pressed.current = undefined;
        }}
        onPointerCancel={() => {
          pressed.current = undefined;
        }}
        onPointerMove={move}
        onPointerLeave={() => onHover(undefined)}
      />
    </div>
  );
}
