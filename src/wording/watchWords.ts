import type { WatchTrouble } from '../domain/watching';
import { plural } from './numbers';

/** A problem with a watched folder, and what happens next. */
export function explainTrouble({ code, path, detail }: WatchTrouble): string {
  switch (code) {
    case 'gone':
      return `${path} is not there. Watching continues as soon as it is back.`;
    case 'denied':
      return `The browser may not read ${path} (${detail}). Press Allow, or change the folder\u2019s permissions.`;
    case 'unreachable':
      return `${path} cannot be read (${detail}). Pedestal retries every few seconds.`;
  }
}

/** A note on frames that arrived or changed after the export. */
export function explainLate(frames: number): string {
  return `${plural(frames, 'frame')} ${frames === 1 ? 'is' : 'are'} newer than the export; export the series again`;
}
