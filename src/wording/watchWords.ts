import type { WatchTrouble } from '../domain/watching';
import { plural } from './numbers';

/** Puts a trouble with a watched folder into words, with what happens next. */
export function explainTrouble({ code, path, detail }: WatchTrouble): string {
  switch (code) {
    case 'gone':
      return `${path} is not there. It is watched again as soon as it is back.`;
    case 'denied':
      return `The browser does not allow reading ${path} (${detail}). Press Allow, or give it the right to be read.`;
    case 'unreachable':
      return `${path} cannot be read (${detail}). It is tried again every few seconds.`;
  }
}

/** What is to be known of frames that came or were changed after the export. */
export function explainLate(frames: number): string {
  return `${plural(frames, 'frame')} ${frames === 1 ? 'is' : 'are'} newer than the export; export again`;
}
