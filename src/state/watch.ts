import type { GeometryGift } from '../conversion/geometryTexts';
import type { FrameKey, Series, SeriesFrame } from '../domain/series';
import type { WatchTrouble } from '../domain/watching';

/** A series that is not exported automatically, and why, as a sentence. */
export interface HeldSeries {
  readonly key: string;
  readonly stem: string;
  readonly reason: string;
  /** Tried, and waiting for the user. */
  readonly failed: boolean;
}

/** State of each frame's file when it was written. */
export type FrameStates = ReadonlyMap<FrameKey, string>;

function fileState({ file }: SeriesFrame): string {
  return `${file.sizeBytes} ${file.lastModifiedMs}`;
}

/** The frames of a series, in the state of their files. */
export function frameStates({ frames }: Series): FrameStates {
  return new Map(frames.map((frame) => [frame.key, fileState(frame)]));
}

/** The watched folder. */
export interface WatchState {
  /** `trouble`: watching is retried. */
  readonly phase: 'idle' | 'watching' | 'trouble';
  readonly folderName: string;
  /** Set while the phase is `trouble`. */
  readonly trouble: WatchTrouble | undefined;
  /** Paths of files not known to be complete. */
  readonly waiting: readonly string[];
  /** Keys of the series that are not final. */
  readonly arriving: ReadonlySet<string>;
  /** Name of the folder that final series are exported to; undefined without automatic export. */
  readonly outputName: string | undefined;
  /** Final series that are not exported, while automatic export is on. */
  readonly held: readonly HeldSeries[];
  /** Undefined if new series get none. */
  readonly newSeriesGeometry: GeometryGift | undefined;
  /** The frames of each series when it was exported during a watch, by series key. */
  readonly exported: ReadonlyMap<string, FrameStates>;
}

/** No folder is watched. */
export const IDLE_WATCH: WatchState = {
  phase: 'idle',
  folderName: '',
  trouble: undefined,
  waiting: [],
  arriving: new Set(),
  outputName: undefined,
  held: [],
  newSeriesGeometry: undefined,
  exported: new Map(),
};

/** Seconds without a new or changed file after which a series is final. */
export const DEFAULT_QUIET_SEC = 60;
/** The shortest that can be chosen. */
export const MIN_QUIET_SEC = 5;

/** Frames that arrived or changed after a series was exported during a watch; 0 if it was not. */
export function lateFrames({ exported }: WatchState, { key, frames }: Series): number {
  const written = exported.get(key);
  if (written === undefined) return 0;
  return frames.filter((frame) => written.get(frame.key) !== fileState(frame)).length;
}
