import { useEffect, useRef, useState } from 'react';
import type { PixelArray } from '../../domain/pixelType';
import type { Problem } from '../../domain/problem';
import type { SeriesFrame } from '../../domain/series';
import { useCommands } from '../shared/context';

/** A frame at full resolution. */
export interface LoadedFrame {
  readonly id: string;
  readonly fastSize: number;
  readonly slowSize: number;
  /** Raw counts, `slow * fastSize + fast`. */
  readonly pixels: PixelArray;
}

/** The selected frame's pixels, or why they could not be read. */
export interface FrameOnDisplay {
  readonly loaded: LoadedFrame | undefined;
  readonly problem: Problem | undefined;
}

const NOTHING: FrameOnDisplay = { loaded: undefined, problem: undefined };

/**
 * The selected frame's pixels; the previous frame stays until they arrive. The neighbours are read ahead,
 * so that stepping through a series is immediate; at most three frames are kept. Frames are read one
 * at a time; those skipped in the meantime are not read.
 * @param frames the series in order
 * @param at position of the selected frame, -1 for none
 * @param readAhead false keeps only the selected frame
 */
export function useFrames(frames: readonly SeriesFrame[], at: number, readAhead: boolean): FrameOnDisplay {
  const commands = useCommands();
  const cache = useRef(new Map<string, Promise<FrameOnDisplay>>());
  const lastRead = useRef<Promise<unknown>>(Promise.resolve());
  const [shown, setShown] = useState(NOTHING);
  const selected = frames[at];
  // biome-ignore lint/correctness/useExhaustiveDependencies: ids and layout stand for the frames
  useEffect(() => {
    const around = readAhead ? [frames[at], frames[at + 1], frames[at - 1]] : [frames[at]];
    const wanted = around.filter((frame) => frame !== undefined);
    for (const id of [...cache.current.keys()]) {
      if (!wanted.some((frame) => frame.id === id)) cache.current.delete(id);
    }
    const read = async (frame: SeriesFrame): Promise<FrameOnDisplay> => {
      const { id, layout } = frame;
      if (layout === undefined || !cache.current.has(id)) return NOTHING;
      const { fastSize, slowSize } = layout;
      const pixels = await commands.display.readFrame(frame);
      return pixels.ok
        ? { loaded: { id, fastSize, slowSize, pixels: pixels.value }, problem: undefined }
        : { loaded: undefined, problem: pixels.problem };
    };
    const load = (frame: SeriesFrame) => {
      let loading = cache.current.get(frame.id);
      if (loading === undefined) {
        // A failed read must not hold up the next.
        loading = lastRead.current.catch(() => undefined).then(() => read(frame));
        lastRead.current = loading;
        cache.current.set(frame.id, loading);
      }
      return loading;
    };
    let current = true;
    const [first, ...ahead] = wanted;
    if (first?.layout === undefined) setShown(NOTHING);
    else {
      void load(first).then((frame) => {
        if (!current) return;
        setShown(frame);
        for (const neighbour of ahead) void load(neighbour);
      });
    }
    return () => {
      current = false;
    };
  }, [commands, selected?.id, selected?.layout !== undefined, frames.length, readAhead]);
  return shown;
}
