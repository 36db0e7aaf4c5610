import { count, plural } from './numbers';

/** Progress of some work on frames. */
export interface WorkProgress {
  /** Such as `Scan`. */
  readonly work: string;
  readonly phase: 'none' | 'running' | 'asking' | 'stopped' | 'done' | 'failed';
  /** At most `framesTotal`. */
  readonly framesDone: number;
  readonly framesTotal: number;
  /** Finished series, if there are several. */
  readonly series?: { readonly done: number; readonly total: number };
}

/** Steps at which progress is announced. */
const PARTS = 4;

/** Progress in words for screen readers: changes only at the start, after each quarter and at the end. */
export function calmWord({ work, phase, framesDone, framesTotal, series }: WorkProgress): string {
  switch (phase) {
    case 'none':
      return '';
    case 'running': {
      const part = framesTotal === 0 ? 0 : Math.floor((PARTS * framesDone) / framesTotal);
      if (part === 0) return `${work} started.`;
      return part < PARTS ? `${work}: ${(100 / PARTS) * part} % done.` : `${work}: almost done.`;
    }
    case 'asking':
      return `${work}: waiting for your answer.`;
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
