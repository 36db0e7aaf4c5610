import type { Commands } from '../../commands/commands';
import type { FrameRow } from '../../conversion/frameRows';
import type { DisplayLimits } from '../../maths/displayLimits';
import type { DisplayScale } from '../../maths/displayLookup';
import type { DisplaySettings } from '../../state/preferences';
import { COLOUR_MAP_NAMES } from './colourMaps';
import type { ProfileKind } from './ProfilePanel';
import type { Subject } from './useProjection';
import type { ViewerKey } from './viewerKeys';

const ZOOM_STEP = 1.5;
const SCALES: readonly DisplayScale[] = ['linear', 'sqrt', 'log'];
/** A step of a contrast limit, as a fraction of the range between the limits. */
const LIMIT_STEP = 0.1;

/** Targets of the shortcuts. */
export interface KeyTargets {
  readonly commands: Commands;
  readonly display: DisplaySettings;
  readonly row: FrameRow | undefined;
  readonly limits: DisplayLimits;
  readonly fit: () => void;
  readonly toScale: (scale: number) => void;
  readonly zoomBy: (factor: number) => void;
  readonly togglePlay: () => void;
  readonly setLimits: (limits: DisplayLimits) => void;
  readonly toggleLock: () => void;
  readonly setSubject: (change: (before: Subject) => Subject) => void;
  readonly toggleOverlays: () => void;
  readonly toggleMarks: () => void;
  readonly toggleProfile: (kind: Exclude<ProfileKind, 'none'>) => void;
  readonly openHelp: () => void;
}

function after<T>(list: readonly T[], now: T): T {
  return list[(list.indexOf(now) + 1) % list.length] as T;
}

/** Cycles single frame, mean of 5, maximum of the series. */
function nextSubject(before: Subject): Subject {
  if (before.kind === 'frame') return { kind: 'around', projection: 'mean', around: 5 };
  return before.kind === 'around' ? { kind: 'series' } : { kind: 'frame' };
}

/** Every keyboard shortcut of the viewer. */
export function viewerKeyList(on: KeyTargets): ViewerKey[] {
  const { commands, display, row, limits } = on;
  const step = Math.max((limits.high - limits.low) * LIMIT_STEP, 1);
  const colourMaps = COLOUR_MAP_NAMES.map(([map]) => map);
  const key = (name: string, does: string, run: () => void): ViewerKey => ({
    key: name,
    shown: name,
    does,
    run,
  });
  return [
    key(',', 'Previous frame', () => commands.selection.stepFrame(-1)),
    key('.', 'Next frame', () => commands.selection.stepFrame(1)),
    key('m', 'Frame with the smallest minimum', commands.selection.selectMinimumFrame),
    key('p', 'Play or stop', on.togglePlay),
    key('j', 'Next of: frame, mean of 5, maximum of the series', () => on.setSubject(nextSubject)),
    key('f', 'Fit the frame', on.fit),
    key('1', 'Zoom to 1:1', () => on.toScale(1)),
    key('+', 'Zoom in', () => on.zoomBy(ZOOM_STEP)),
    key('-', 'Zoom out', () => on.zoomBy(1 / ZOOM_STEP)),
    { key: '', shown: 'Arrows', does: 'Pan the picture when it has the focus', run: () => undefined },
    key('c', 'Next colours', () =>
      commands.display.setDisplay({ colourMap: after(colourMaps, display.colourMap) }),
    ),
    key('s', 'Linear, square root, log', () =>
      commands.display.setDisplay({ scale: after(SCALES, display.scale) }),
    ),
    key('[', 'More contrast: lower the high limit', () =>
      on.setLimits({ low: limits.low, high: Math.max(limits.high - step, limits.low + 1) }),
    ),
    key(']', 'Less contrast: raise the high limit', () =>
      on.setLimits({ low: limits.low, high: limits.high + step }),
    ),
    key('k', 'Lock or unlock the limits', on.toggleLock),
    key('x', 'Flip the picture vertically', () => commands.display.setDisplay({ flipped: !display.flipped })),
    key('o', 'Mark truncated, saturated and spiky pixels', on.toggleOverlays),
    key('g', 'Resolution rings and rotation axis', on.toggleMarks),
    key('b', 'Pick the beam centre', () => commands.geometry.pick('beamCentre')),
    { key: 'Escape', shown: 'Esc', does: 'Stop picking', run: () => commands.geometry.pick(undefined) },
    key('l', 'Line profile', () => on.toggleProfile('line')),
    key('r', 'Radial mean', () => on.toggleProfile('radial')),
    key('e', 'Exclude or include the frame', () => {
      if (row !== undefined) commands.selection.setIncluded([row.frame.key], !row.included);
    }),
    key('u', 'Undo the last exclusion', commands.selection.undoExclusion),
    key('?', 'This list', on.openHelp),
  ];
}
