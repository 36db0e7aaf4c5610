import { useEffect, useState } from 'react';
import type { BeamStop } from '../../domain/beamStop';
import { findRingRadiusPx } from '../../maths/calibration';
import { radialMean } from '../../maths/profiles';
import { spotCentroid } from '../../maths/spotCentroid';
import type { Point, ViewTransform } from '../../maths/viewTransform';
import type { PickTool } from '../../state/store';
import { useApp, useCommands } from '../shared/context';
import type { LoadedFrame } from './useFrames';

/** Action of a press on the frame, if it does not pan. Frame positions, px. */
export interface FrameTool {
  /** True if the tool handles a press at this position. */
  readonly grabs: (at: Point, view: ViewTransform) => boolean;
  readonly onDrag?: (from: Point, to: Point) => void;
  readonly onRelease?: (from: Point, to: Point) => void;
}

/** A tool and its hint. */
export interface ToolInUse {
  readonly tool: FrameTool | undefined;
  /** What to do next, in words. */
  readonly hint: string | undefined;
  readonly beam: Point | undefined;
  readonly beamStop: BeamStop | undefined;
  readonly firstSpot: Point | undefined;
}

/** Search range for a ring on either side of the click, px. */
const RING_REACH_PX = 12;

/** Radius of the clicked ring from the radial mean, or of the click if there is no ring. */
function ringAt(frame: LoadedFrame, beam: Point, at: Point): number {
  const clickedPx = Math.hypot(at.x - beam.x, at.y - beam.y);
  return findRingRadiusPx(radialMean(frame, beam), clickedPx, RING_REACH_PX) ?? clickedPx;
}

/** Distance from its centre within which the cross can be dragged, CSS pixels. */
const GRAB_PX = 12;
/** A dragged box smaller than this is accidental, px. */
const LEAST_BOX_PX = 3;

function boxOf(form: BeamStop['form'], a: Point, b: Point, { fastSize, slowSize }: LoadedFrame): BeamStop {
  const inside = (value: number, size: number) => Math.round(Math.min(Math.max(value, 0), size));
  return {
    form,
    fastFromPx: inside(Math.min(a.x, b.x), fastSize),
    fastToPx: inside(Math.max(a.x, b.x), fastSize),
    slowFromPx: inside(Math.min(a.y, b.y), slowSize),
    slowToPx: inside(Math.max(a.y, b.y), slowSize),
  };
}

function hintOf(picking: PickTool, hasBeam: boolean, hasFirstSpot: boolean): string {
  switch (picking) {
    case 'beamCentre':
      return 'Click the direct beam';
    case 'friedelPair':
      return hasFirstSpot ? 'Now click its Friedel mate' : 'Click a spot, then its Friedel mate';
    case 'ring':
      return hasBeam ? 'Click a ring' : 'Set the beam centre first';
    default:
      return "Drag a box around the beam stop's shadow";
  }
}

interface ToolTargets {
  readonly frame: LoadedFrame | undefined;
  /** Beam centre of the geometry. */
  readonly beam: Point | undefined;
  readonly beamStop: BeamStop | undefined;
  readonly crossShown: boolean;
  /** A profile line is drawn, which takes precedence over moving the cross. */
  readonly drawLine: ((from: Point, to: Point) => void) | undefined;
}

const always = () => true;

/** Tool of the pointer: picks, draws a profile line, or moves the beam centre's cross. */
export function useFrameTool({ frame, beam, beamStop, crossShown, drawLine }: ToolTargets): ToolInUse {
  const commands = useCommands();
  const picking = useApp((state) => state.picking);
  const [firstSpot, setFirstSpot] = useState<Point>();
  const [draftBeam, setDraftBeam] = useState<Point>();
  const [draftStop, setDraftStop] = useState<BeamStop>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tool or frame begins anew
  useEffect(() => setFirstSpot(undefined), [picking, frame?.id]);

  const shown = { beam: draftBeam ?? beam, beamStop: draftStop ?? beamStop, firstSpot };
  const hint = picking && hintOf(picking, beam !== undefined, firstSpot !== undefined);
  const place = ({ x, y }: Point) => ({ fastPx: x, slowPx: y });

  const toolFor = (pick: PickTool, on: LoadedFrame): FrameTool => {
    switch (pick) {
      case 'beamCentre':
        return {
          grabs: always,
          onRelease: (_, to) => {
            commands.geometry.setBeamCentre(place(to));
            commands.geometry.pick(undefined);
          },
        };
      case 'friedelPair':
        return {
          grabs: always,
          onRelease: (_, to) => {
            const spot = spotCentroid(on, to);
            if (firstSpot === undefined) {
              setFirstSpot(spot);
              return;
            }
            commands.geometry.setBeamCentre(
              place({ x: (firstSpot.x + spot.x) / 2, y: (firstSpot.y + spot.y) / 2 }),
            );
            commands.geometry.pick(undefined);
          },
        };
      case 'ring':
        return {
          grabs: always,
          onRelease: (_, to) => {
            if (beam !== undefined) commands.geometry.setPickedRadius(ringAt(on, beam, to));
          },
        };
      case 'beamStopEllipse':
      case 'beamStopRectangle': {
        const form = pick === 'beamStopEllipse' ? 'ellipse' : 'rectangle';
        return {
          grabs: always,
          onDrag: (from, to) => setDraftStop(boxOf(form, from, to, on)),
          onRelease: (from, to) => {
            setDraftStop(undefined);
            const box = boxOf(form, from, to, on);
            const wide = box.fastToPx - box.fastFromPx >= LEAST_BOX_PX;
            if (wide && box.slowToPx - box.slowFromPx >= LEAST_BOX_PX) commands.geometry.setBeamStop(box);
          },
        };
      }
    }
  };
  if (frame === undefined) return { tool: undefined, hint: undefined, ...shown };
  if (picking !== undefined) return { tool: toolFor(picking, frame), hint, ...shown };
  if (drawLine !== undefined) return { tool: { grabs: always, onDrag: drawLine }, hint, ...shown };
  if (beam === undefined || !crossShown) return { tool: undefined, hint, ...shown };
  const moved = (from: Point, to: Point): Point => ({ x: beam.x + to.x - from.x, y: beam.y + to.y - from.y });
  const moveCross: FrameTool = {
    grabs: (at, { scale }) => Math.hypot(at.x - beam.x, at.y - beam.y) * scale <= GRAB_PX,
    onDrag: (from, to) => setDraftBeam(moved(from, to)),
    onRelease: (from, to) => {
      setDraftBeam(undefined);
      if (from.x !== to.x || from.y !== to.y) commands.geometry.setBeamCentre(place(moved(from, to)));
    },
  };
  return { tool: moveCross, hint, ...shown };
}
