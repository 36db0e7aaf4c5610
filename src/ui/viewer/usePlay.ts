import { useEffect, useRef } from 'react';

/**
 * Plays the series at a rate, but waits for each frame to be on screen: a slow disk
 * slows playing but skips nothing.
 */
export function usePlay(playing: boolean, framesPerSecond: number, shown: boolean, step: () => void): void {
  const latest = useRef({ shown, step });
  latest.current = { shown, step };
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      if (latest.current.shown) latest.current.step();
    }, 1000 / framesPerSecond);
    return () => clearInterval(timer);
  }, [playing, framesPerSecond]);
}
