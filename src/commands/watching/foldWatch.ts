import type { GeometryGift } from '../../conversion/geometryTexts';
import type { Series } from '../../domain/series';
import type { WatchTrouble } from '../../domain/watching';
import { frameStates, type HeldSeries, IDLE_WATCH, type WatchState } from '../../state/watch';

/** What happens to the watch. */
export type WatchEvent =
  | { readonly kind: 'started'; readonly folderName: string }
  /** Nothing is arriving any more. */
  | { readonly kind: 'stopped' }
  /** The folder was looked at. */
  | {
      readonly kind: 'looked';
      /** The first folder that could not be read; undefined where all could. */
      readonly trouble: WatchTrouble | undefined;
      /** Paths of files that are not known to be whole. */
      readonly waiting: readonly string[];
      /** Keys of the series that are not final. */
      readonly arriving: ReadonlySet<string>;
    }
  /** A look ended by a fault; the next one tries again. */
  | { readonly kind: 'failed'; readonly detail: string }
  /** Final series are exported to a folder of that name; undefined for no more. */
  | { readonly kind: 'outputChosen'; readonly outputName: string | undefined }
  /** Final series that are not exported, and why. */
  | { readonly kind: 'held'; readonly held: readonly HeldSeries[] }
  /** A series was written with the frames that it has now, by hand or not: those that come or change are late. */
  | { readonly kind: 'written'; readonly series: Series }
  /** New series get this geometry; undefined for none. */
  | { readonly kind: 'geometryGiven'; readonly gift: GeometryGift | undefined };

function sameTexts(a: Iterable<string>, b: Iterable<string>): boolean {
  const [left, right] = [[...a], [...b]];
  return left.length === right.length && left.every((text, i) => text === right[i]);
}

function sameTrouble(a: WatchTrouble | undefined, b: WatchTrouble | undefined): boolean {
  return a?.code === b?.code && a?.path === b?.path && a?.detail === b?.detail;
}

function sameHeld(a: readonly HeldSeries[], b: readonly HeldSeries[]): boolean {
  return (
    a.length === b.length && a.every(({ key, reason }, i) => b[i]?.key === key && b[i].reason === reason)
  );
}

/** Folds what happens to the watch into what the screen shows of it: the same object where nothing is new. */
export function foldWatch(watch: WatchState, event: WatchEvent): WatchState {
  switch (event.kind) {
    case 'started':
      return { ...watch, phase: 'watching', folderName: event.folderName };
    case 'stopped':
      return { ...IDLE_WATCH, exported: watch.exported };
    case 'looked': {
      const { trouble, waiting, arriving } = event;
      const phase = trouble === undefined ? 'watching' : 'trouble';
      const isSame =
        watch.phase === phase &&
        sameTrouble(trouble, watch.trouble) &&
        sameTexts(waiting, watch.waiting) &&
        sameTexts(arriving, watch.arriving);
      return isSame ? watch : { ...watch, phase, trouble, waiting, arriving };
    }
    case 'failed': {
      const trouble = { code: 'unreachable', path: watch.folderName, detail: event.detail } as const;
      return { ...watch, phase: 'trouble', trouble };
    }
    case 'outputChosen':
      return { ...watch, outputName: event.outputName, held: [] };
    case 'held':
      return sameHeld(event.held, watch.held) ? watch : { ...watch, held: event.held };
    case 'written': {
      const { series } = event;
      return { ...watch, exported: new Map(watch.exported).set(series.key, frameStates(series)) };
    }
    case 'geometryGiven':
      return { ...watch, newSeriesGeometry: event.gift };
  }
}
