import { useEffect, useState } from 'react';
import type { FrameRow } from '../../conversion/frameRows';
import type { Problem } from '../../domain/problem';
import type { ProjectedFrame, ProjectionKind } from '../../domain/projection';
import { useCommands } from '../shared/context';

/** What the viewer shows: the selected frame, or several combined. */
export type Subject =
  | { readonly kind: 'frame' }
  /** `around` frames centred on the selected one. */
  | { readonly kind: 'around'; readonly projection: ProjectionKind; readonly around: number }
  /** The maximum of every included frame. */
  | { readonly kind: 'series' };

/** A projection being made or on display. */
export interface ProjectionOnDisplay {
  readonly projected: ProjectedFrame | undefined;
  readonly problem: Problem | undefined;
  readonly framesDone: number;
  readonly framesTotal: number;
  /** The series is still being scanned: its maximum follows once all frames are known. */
  readonly waiting: boolean;
}

const NOTHING: ProjectionOnDisplay = {
  projected: undefined,
  problem: undefined,
  framesDone: 0,
  framesTotal: 0,
  waiting: false,
};

const WAITING: ProjectionOnDisplay = { ...NOTHING, waiting: true };

/** The included, scanned frames of a subject. @param at position of the selected frame */
export function framesOf(subject: Subject, rows: readonly FrameRow[], at: number): readonly FrameRow[] {
  if (subject.kind === 'frame') return [];
  const usable = (row: FrameRow) => row.included && row.summary !== undefined;
  if (subject.kind === 'series') return rows.filter(usable);
  const before = Math.floor((subject.around - 1) / 2);
  const first = Math.min(Math.max(at - before, 0), Math.max(rows.length - subject.around, 0));
  return rows.slice(first, first + subject.around).filter(usable);
}

/**
 * Updates the projection whenever its frames change; the previous one stays until the new one is ready.
 * @param wait true while more frames are expected: nothing is made yet
 */
export function useProjection(
  rows: readonly FrameRow[],
  kind: ProjectionKind,
  wait: boolean,
): ProjectionOnDisplay {
  const commands = useCommands();
  const [shown, setShown] = useState(NOTHING);
  const ids = rows.map(({ frame }) => frame.id).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for the frames
  useEffect(() => {
    if (rows.length === 0 || wait) {
      setShown(wait ? WAITING : NOTHING);
      return;
    }
    let current = true;
    const framesTotal = rows.length;
    const frames = rows.map(({ frame }) => frame);
    setShown((before) => ({ ...before, framesDone: 0, framesTotal, waiting: false }));
    const report = (framesDone: number) => {
      if (current) setShown((before) => ({ ...before, framesDone, framesTotal }));
    };
    void commands.display.projectFrames(frames, kind, report).then((result) => {
      if (!current || result === undefined) return;
      setShown({
        projected: result.ok ? result.value : undefined,
        problem: result.ok ? undefined : result.problem,
        framesDone: framesTotal,
        framesTotal,
        waiting: false,
      });
    });
    return () => {
      current = false;
      commands.display.cancelProjection();
    };
  }, [commands, ids, kind, wait]);
  return shown;
}
