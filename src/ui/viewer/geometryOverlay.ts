import type { BeamStop } from '../../domain/beamStop';
import type { Geometry } from '../../domain/geometry';
import { automaticSpacings, ICE_SPACINGS_ANGSTROM, radiusOfSpacingPx } from '../../maths/rings';
import type { Point, ViewTransform } from '../../maths/viewTransform';
import type { GeometryMarks } from '../../state/preferences';
import { value } from '../../wording/numbers';
import { parseSpacings } from './spacings';

/** The geometry to draw. */
export interface GeometryDrawing {
  readonly geometry: Geometry;
  readonly marks: GeometryMarks;
  /** Position of the cross while dragged; otherwise the geometry's beam centre. */
  readonly beam: Point | undefined;
  readonly sigmaPx: number | undefined;
  readonly beamStop: BeamStop | undefined;
  /** The first clicked spot of a pair. */
  readonly firstSpot: Point | undefined;
}

interface ShownFrame {
  readonly fastSize: number;
  readonly slowSize: number;
  readonly flipped: boolean;
}

/** Rings closer than this to another one get no label, CSS pixels. */
const LABEL_PX = 17;

const HALO = 'rgba(255, 255, 255, 0.8)';
const CROSS = '#d5006d';
const RING = '#0b7bd0';
const ICE = '#00848f';
const AXIS = '#b25b00';
const STOP = '#6a4bd8';

function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, dash: number[] = []): void {
  context.setLineDash([]);
  context.lineWidth = 3;
  context.strokeStyle = HALO;
  context.stroke(path);
  context.setLineDash(dash);
  context.lineWidth = 1.3;
  context.strokeStyle = colour;
  context.stroke(path);
  context.setLineDash([]);
}

function label(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  align: CanvasTextAlign = 'left',
): void {
  context.font = '11px system-ui, sans-serif';
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.strokeStyle = HALO;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** Draws beam centre, rings, rotation axis and beam stop over the frame, in CSS pixels. */
export function drawGeometry(
  context: CanvasRenderingContext2D,
  drawing: GeometryDrawing,
  view: ViewTransform,
  frame: ShownFrame,
): void {
  const { geometry, marks, beam, sigmaPx, beamStop, firstSpot } = drawing;
  const x = (fast: number) => view.offsetX + fast * view.scale;
  const y = (slow: number) => view.offsetY + (frame.flipped ? frame.slowSize - slow : slow) * view.scale;

  const labelled: number[] = [];
  const ring = (dAngstrom: number, colour: string, dash: number[], angle: number) => {
    const radius = radiusOfSpacingPx(geometry, dAngstrom);
    if (radius === undefined || beam === undefined) return;
    const path = new Path2D();
    path.arc(x(beam.x), y(beam.y), radius * view.scale, 0, 2 * Math.PI);
    stroke(context, path, colour, dash);
    const at = radius * view.scale;
    if (labelled.some((other) => Math.abs(other - at) < LABEL_PX)) return;
    labelled.push(at);
    const text = `${value(dAngstrom, 3)} \u00c5`;
    label(context, text, x(beam.x) + at * Math.cos(angle) + 3, y(beam.y) + at * Math.sin(angle), colour);
  };
  if (marks.rings) {
    const chosen = parseSpacings(marks.spacings);
    const spacings = chosen.length > 0 ? chosen : automaticSpacings(geometry, frame);
    for (const spacing of spacings) ring(spacing, RING, [], -Math.PI / 4);
  }
  if (marks.ice) for (const spacing of ICE_SPACINGS_ANGSTROM) ring(spacing, ICE, [5, 4], Math.PI / 4);

  if (marks.axis && geometry.rotationAxisDeg !== undefined) {
    const middle = beam ?? { x: frame.fastSize / 2, y: frame.slowSize / 2 };
    const angle = (geometry.rotationAxisDeg * Math.PI) / 180;
    const reach = 0.42 * Math.min(frame.fastSize, frame.slowSize);
    const on = (part: number): [number, number] => [
      x(middle.x + part * reach * Math.cos(angle)),
      y(middle.y - part * reach * Math.sin(angle)),
    ];
    const [tipX, tipY] = on(1);
    const [tailX, tailY] = on(-1);
    const turn = Math.atan2(tipY - tailY, tipX - tailX);
    const path = new Path2D();
    path.moveTo(tailX, tailY);
    path.lineTo(tipX, tipY);
    for (const side of [-0.4, 0.4]) {
      path.moveTo(tipX, tipY);
      path.lineTo(tipX - 12 * Math.cos(turn + side), tipY - 12 * Math.sin(turn + side));
    }
    stroke(context, path, AXIS);
    const step = geometry.oscillationPerFrameDeg;
    const sense = step === undefined ? '' : `, step ${step < 0 ? '' : '+'}${value(step, 6)}\u00b0`;
    const align = Math.cos(turn) > 0.3 ? 'right' : Math.cos(turn) < -0.3 ? 'left' : 'center';
    // The rotation is right-handed about the arrow.
    label(context, `axis${sense}`, tipX, tipY - 12, AXIS, align);
  }

  if (beamStop !== undefined) {
    const { fastFromPx, fastToPx, slowFromPx, slowToPx } = beamStop;
    const [left, right] = [x(fastFromPx), x(fastToPx)];
    const [top, bottom] = [Math.min(y(slowFromPx), y(slowToPx)), Math.max(y(slowFromPx), y(slowToPx))];
    const path = new Path2D();
    if (beamStop.form === 'rectangle') path.rect(left, top, right - left, bottom - top);
    else {
      const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
      path.ellipse(middleX, middleY, (right - left) / 2, (bottom - top) / 2, 0, 0, 2 * Math.PI);
    }
    stroke(context, path, STOP, [4, 3]);
  }

  if (firstSpot !== undefined) {
    const path = new Path2D();
    path.arc(x(firstSpot.x), y(firstSpot.y), 9, 0, 2 * Math.PI);
    stroke(context, path, CROSS);
  }

  if (marks.cross && beam !== undefined) {
    const path = new Path2D();
    const [gap, arm] = [5, 16];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      path.moveTo(x(beam.x) + gap * dx, y(beam.y) + gap * dy);
      path.lineTo(x(beam.x) + arm * dx, y(beam.y) + arm * dy);
    }
    const radius = (sigmaPx ?? 0) * view.scale;
    if (radius > gap) {
      path.moveTo(x(beam.x) + radius, y(beam.y));
      path.arc(x(beam.x), y(beam.y), radius, 0, 2 * Math.PI);
    }
    stroke(context, path, CROSS);
  }
}
