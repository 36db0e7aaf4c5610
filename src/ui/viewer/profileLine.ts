import type { ViewTransform } from '../../maths/viewTransform';
import type { ProfileLine } from './ProfilePanel';

/**
 * Draws the line of a profile with its start and end.
 * @param flippedSlowSize slow size of a flipped frame; undefined if not flipped
 */
export function drawProfileLine(
  context: CanvasRenderingContext2D,
  { from, to }: ProfileLine,
  view: ViewTransform,
  flippedSlowSize: number | undefined,
): void {
  const x = (fast: number) => view.offsetX + fast * view.scale;
  const y = (slow: number) =>
    view.offsetY + (flippedSlowSize === undefined ? slow : flippedSlowSize - slow) * view.scale;
  const path = new Path2D();
  path.moveTo(x(from.x), y(from.y));
  path.lineTo(x(to.x), y(to.y));
  path.moveTo(x(from.x) + 4, y(from.y));
  path.arc(x(from.x), y(from.y), 4, 0, 2 * Math.PI);
  path.rect(x(to.x) - 3.5, y(to.y) - 3.5, 7, 7);
  context.lineWidth = 3.5;
  context.strokeStyle = 'rgba(255, 255, 255, 0.8)';
  context.stroke(path);
  context.lineWidth = 1.5;
  context.strokeStyle = '#c2185b';
  context.stroke(path);
}
