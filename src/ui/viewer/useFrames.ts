import { useEffect, useRef, useState } from 'react';
import type { PixelArray } from '../../domain/pixelType';
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

/** Full frames kept at once: the one on display and its neighbours. */
const MOST_FRAMES = 3;

/**
 * The selected frame's pixels; the frame before stays until they are there. The neighbours are read ahead,
 * so that stepping through a series finds them waiting.
 * @param frames the series in order
 * @param at position of the selected frame, -1 for none
 */
export function useFrames(frames: readonly SeriesFrame[], at: number): LoadedFrame | undefined {
  const commands = useCommands();
  const cache = useRef(new Map<string, Promise<LoadedFrame | undefined>>());
  const [shown, setShown] = useState<LoadedFrame>();
  const selected = frames[at];
  // biome-ignore lint/correctness/useExhaustiveDependencies: ids and layout stand for the frames
  useEffect(() => {
    const wanted = [frames[at], frames[at + 1], frames[at - 1]].filter((frame) => frame !== undefined);
    for (const id of [...cache.current.keys()]) {
      if (!wanted.some((frame) => frame.id === id)) cache.current.delete(id);
    }
    const load = (frame: SeriesFrame) => {
      const { layout } = frame;
      if (layout === undefined) return Promise.resolve(undefined);
      let loading = cache.current.get(frame.id);
      if (loading === undefined) {
        loading = commands.readFrame(frame).then((pixels) => {
          if (!pixels.ok) return undefined;
          return { id: frame.id, fastSize: layout.fastSize, slowSize: layout.slowSize, pixels: pixels.value };
        });
        cache.current.set(frame.id, loading);
      }
      return loading;
    };
    let current = true;
    const [first, ...ahead] = wanted.slice(0, MOST_FRAMES);
    if (first === undefined) setShown(undefined);
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
  }, [commands, selected?.id, selected?.layout !== undefined, frames.length]);
  return shown;
}
