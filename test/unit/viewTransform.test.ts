import { describe, expect, it } from 'vitest';
import { centredView, fitView, panBy, toFrame, zoomAt } from '../../src/maths/viewTransform';

const FRAME = { width: 200, height: 100 };
const SCREEN = { width: 800, height: 600 };

describe('view of a frame', () => {
  it('fits the whole frame, centred', () => {
    expect(fitView(FRAME, SCREEN)).toEqual({ scale: 4, offsetX: 0, offsetY: 100 });
    expect(fitView({ width: 100, height: 200 }, SCREEN)).toEqual({ scale: 3, offsetX: 250, offsetY: 0 });
  });

  it('shows one to one on whole screen pixels', () => {
    expect(centredView({ width: 3, height: 3 }, SCREEN, 1)).toEqual({ scale: 1, offsetX: 399, offsetY: 299 });
  });

  it('keeps the point under the pointer when zooming', () => {
    const view = { scale: 4, offsetX: 0, offsetY: 100 };
    const at = { x: 120, y: 180 };
    expect(toFrame(view, at, FRAME, false)).toEqual({ x: 30, y: 20 });
    const zoomed = zoomAt(view, at, 2.5, FRAME);
    expect(zoomed.scale).toBe(10);
    expect(toFrame(zoomed, at, FRAME, false)).toEqual({ x: 30, y: 20 });
  });

  it('stops zooming at 80 screen pixels a pixel and at 64 for the frame', () => {
    const view = fitView(FRAME, SCREEN);
    expect(zoomAt(view, { x: 0, y: 0 }, 1e6, FRAME).scale).toBe(80);
    expect(zoomAt(view, { x: 0, y: 0 }, 1e-6, FRAME).scale * FRAME.width).toBeCloseTo(64, 9);
  });

  it('keeps a corner of the frame in sight when panning', () => {
    const view = fitView(FRAME, SCREEN);
    expect(panBy(view, { x: 5, y: -7 }, FRAME, SCREEN)).toEqual({ scale: 4, offsetX: 5, offsetY: 93 });
    expect(panBy(view, { x: 9999, y: 9999 }, FRAME, SCREEN)).toEqual({
      scale: 4,
      offsetX: 768,
      offsetY: 568,
    });
    expect(panBy(view, { x: -9999, y: -9999 }, FRAME, SCREEN)).toEqual({
      scale: 4,
      offsetX: 32 - 800,
      offsetY: 32 - 400,
    });
  });

  it('counts the slow axis from the bottom when the display is turned over', () => {
    const view = { scale: 4, offsetX: 0, offsetY: 100 };
    expect(toFrame(view, { x: 0, y: 100 }, FRAME, true)).toEqual({ x: 0, y: 100 });
    expect(toFrame(view, { x: 0, y: 500 }, FRAME, true)).toEqual({ x: 0, y: 0 });
  });
});
