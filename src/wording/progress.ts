import { count, plural } from './numbers';

/** How far some work on frames is. */
export interface WorkProgress {
  /** Such as `Scan`. */
  readonly work: string;
  readonly phase: 'none' | 'running' | 'asking' | 'stopped' | 'done' | 'failed';
  /** At most `framesTotal`. */
  readonly framesDone: number;
  readonly framesTotal: number;
  /** Series that are finished, of several. */
  readonly series?: { readonly done: number; readonly total: number };
}

/** Parts of the work after which something is said. */
const PARTS = 4;

/** A word on how far work is that changes only at its begin, after each quarter and at its end. */
export function calmWord({ work, phase, framesDone, framesTotal, series }: WorkProgress): string {
  switch (phase) {
    case 'none':
      return '';
    case 'running': {
      const part = framesTotal === 0 ? 0 : Math.floor((PARTS * framesDone) / framesTotal);
      if (part === 0) return `${work} begun.`;
      return part < PARTS ? `${work}: ${(100 / PARTS) * part} % done.` : `${work}: almost done.`;
    }
    case 'asking':
      return `${work}: an answer is needed.`;
    case 'stopped':
      return `${work} stopped.`;
    case 'failed':
      return `${work} failed.`;
    case 'done':
      return series === undefined
        ? `${work} done, ${plural(framesTotal, 'frame')}.`
        : `${work} done, ${count(series.done)} of ${plural(series.total, 'series', 'series')}, ${plural(framesTotal, 'frame')}.`;
  }
}
