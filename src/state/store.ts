import { createStore } from 'zustand/vanilla';
import type { GeometryPreset } from '../conversion/geometryPresets';
import type { StoreIdentity } from '../conversion/memoize';
import type { SeriesSettings } from '../conversion/seriesSettings';
import type { ArrangeStep } from '../domain/arrangement';
import type { ExportFailure, ExportProgress, SeriesExport } from '../domain/exportRun';
import type { ScanOutcome } from '../domain/frame';
import type { Notice } from '../domain/noticeFacts';
import type { FrameKey, InspectedFile } from '../domain/series';
import type { SideFile } from '../domain/sideFacts';
import type { Unexpected } from '../domain/unexpected';
import type { HelpPlace } from '../wording/helpPlaces';
import { loadPreferences, type Preferences } from './preferences';
import { loadPresets } from './presetStorage';
import { IDLE_WATCH, type WatchState } from './watch';

/** A dropped file that is not a frame: listed, blocks nothing. */
export interface IgnoredFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A series' excluded frames before a change, for undo. */
export interface ExclusionStep {
  readonly seriesKey: string;
  readonly excluded: ReadonlySet<FrameKey>;
}

/** What the scan is doing. How far it has come is not kept: `scanProgress` tells it from files and results. */
export interface ScanState {
  /** `running` from the first file of an addition to the last frame that waits. */
  readonly phase: 'idle' | 'running';
  /** The additions of files under way, by number: paths of the files that are still to be looked at. */
  readonly additions: ReadonlyMap<number, ReadonlySet<string>>;
  /** Frames are being read, or wait for it. */
  readonly reading: boolean;
  /** Reading rate of the running or last scan, bytes a second; 0 before the first frame. */
  readonly bytesPerSecond: number;
}

/** One series of an export. */
export interface ExportItem {
  readonly seriesKey: string;
  /** Name of its folder in the output. */
  readonly outputFolder: string;
  /** Frames to be written. */
  readonly framesTotal: number;
  readonly state: SeriesExport;
  /** The last progress report; absent before the first. */
  readonly progress?: ExportProgress;
}

/** The current or last export, of the selected series or several. */
export interface ExportState {
  readonly phase: 'idle' | 'running' | 'ended';
  readonly place: 'zip' | 'folder';
  /** Name of the ZIP or of the chosen folder. */
  readonly placeName: string;
  readonly items: readonly ExportItem[];
  /** Size of the finished ZIP, or of the files written to the folder. */
  readonly bytesWritten: number;
  /** Name of the summary report, if one was written. */
  readonly report?: string;
  /** What ended the export as a whole. */
  readonly failure?: ExportFailure;
}

/** No export yet. */
export const NO_EXPORT: ExportState = {
  phase: 'idle',
  place: 'zip',
  placeName: '',
  items: [],
  bytesWritten: 0,
};

/** What a click or drag on the frame picks: a beam centre, a Friedel pair, a ring, a beam stop. */
export type PickTool = 'beamCentre' | 'friedelPair' | 'ring' | 'beamStopEllipse' | 'beamStopRectangle';

/** The steps of the work, in their order. */
export const STEPS = ['frames', 'offset', 'geometry', 'export'] as const;

/** A step of the work. */
export type Step = (typeof STEPS)[number];

/** Everything the screen depends on. Holds no File, pixel array, Blob or promise. */
export interface AppState extends Preferences, StoreIdentity {
  /** By file id, in order of arrival. */
  readonly files: ReadonlyMap<string, InspectedFile>;
  /** Files beside frames, by path. */
  readonly sideFiles: ReadonlyMap<string, SideFile>;
  readonly ignored: readonly IgnoredFile[];
  /** Scan results by frame id. */
  readonly outcomes: ReadonlyMap<string, ScanOutcome>;
  readonly settings: ReadonlyMap<string, SeriesSettings>;
  /** The user's presets, with unique names; stored by `presetStorage`. */
  readonly ownPresets: readonly GeometryPreset[];
  /** The step of the work whose panel is shown. */
  readonly step: Step;
  readonly selectedSeries: string | undefined;
  readonly selectedFrame: FrameKey | undefined;
  /** The frames marked as a group, to be excluded together. */
  readonly marked: ReadonlySet<FrameKey>;
  /** The series that the user joined and split, in the order of the steps. */
  readonly arrangement: readonly ArrangeStep[];
  /** The exclusions before each change, newest last. */
  readonly exclusions: readonly ExclusionStep[];
  /** What is being picked on the frame; undefined if a drag pans. */
  readonly picking: PickTool | undefined;
  /** Radius of the ring picked last, px. */
  readonly pickedRadiusPx: number | undefined;
  /** Key of the series whose beam centre is being searched. */
  readonly searchingBeam: string | undefined;
  readonly scan: ScanState;
  readonly exporting: ExportState;
  readonly watch: WatchState;
  /** SMV headers as Leginon's. For one comparison: kept for another visit, they would spoil a later series unseen. */
  readonly leginonHeaders: boolean;
  /** The example series is being simulated. */
  readonly simulating: boolean;
  /** Series whose choices survived a reload and whose files have not been added again. */
  readonly remembered: number;
  /** What just happened. */
  readonly notice: Notice | undefined;
  /** The notice that can be undone. */
  readonly undoable: Notice | undefined;
  /** The first unexpected fault since the last one was dismissed. */
  readonly unexpected: Unexpected | undefined;
  /** The place at which the help is open. A new object opens it again. */
  readonly help: HelpPlace | undefined;
  /** A new version of the program waits. */
  readonly updateReady: boolean;
}

/** A scan that has not started. */
const IDLE_SCAN: ScanState = {
  phase: 'idle',
  additions: new Map(),
  reading: false,
  bytesPerSecond: 0,
};

/**
 * Creates the store with the preferences and presets of an earlier visit. Nothing here writes them:
 * `commands` does.
 */
export function createAppStore() {
  const stored = loadPresets();
  return createStore<AppState>()(() => ({
    ...loadPreferences(),
    identity: {},
    files: new Map(),
    sideFiles: new Map(),
    ignored: [],
    outcomes: new Map(),
    settings: new Map(),
    ownPresets: stored.presets,
    step: 'frames',
    selectedSeries: undefined,
    selectedFrame: undefined,
    marked: new Set(),
    arrangement: [],
    exclusions: [],
    picking: undefined,
    pickedRadiusPx: undefined,
    searchingBeam: undefined,
    scan: IDLE_SCAN,
    exporting: NO_EXPORT,
    watch: IDLE_WATCH,
    leginonHeaders: false,
    simulating: false,
    notice: stored.notice,
    undoable: undefined,
    remembered: 0,
    unexpected: undefined,
    help: undefined,
    updateReady: false,
  }));
}

/** The store's handle. */
export type AppStore = ReturnType<typeof createAppStore>;
