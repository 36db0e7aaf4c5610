import type { GeometryKey, PlaceholderKey } from './geometry';
import type { PresetFault, PresetFileFault, RejectedPreset } from './preset';
import type { Problem } from './problem';
import type { SettingsFault } from './settingsFault';
import type { ExportBlocker } from './warning';

/** A task that needs a folder of the user's choice. */
export type FolderTask = 'saveFolder' | 'exportAll' | 'watch' | 'autoExport';

/** A file or folder that the browser could not read when it was given. */
export interface UnreadEntry {
  /** Separated by `/`. */
  readonly path: string;
  /** The browser's reason. */
  readonly detail: string;
}

/** Effect of a preset import or change on the current series. */
export interface PresetEffects {
  /** Series whose preset values changed. */
  readonly seriesChanged: number;
  /** Why the browser could not store the presets; absent if it did. */
  readonly notKept?: string;
}

/**
 * A notice about something that just happened, as facts.
 * Sentences live in `src/wording/notices`; a new code does not compile without a sentence there.
 */
export type Notice =
  // files
  /** Some of the dropped items could not be read; the rest was added. */
  | { readonly code: 'entriesUnread'; readonly entries: readonly UnreadEntry[]; readonly more: number }
  | { readonly code: 'filesKnown'; readonly files: number }
  | { readonly code: 'noFilesFound' }
  | { readonly code: 'noFrames' }
  /** Files that belong beside frames, and no frames. */
  | { readonly code: 'onlySideFiles' }
  /** Files skipped because the limit of frames is reached. */
  | { readonly code: 'framesLimit'; readonly files: number; readonly limit: number }
  | { readonly code: 'seriesRemoved'; readonly stem: string; readonly frames: number }
  | { readonly code: 'seriesJoined'; readonly stem: string; readonly other: string }
  /** `frame`: number of the new series' first frame in the old one. */
  | { readonly code: 'seriesSplit'; readonly stem: string; readonly frame: number }
  | { readonly code: 'filesRemoved'; readonly files: number }
  | { readonly code: 'simulatingExample' }
  | { readonly code: 'exampleFailed'; readonly detail: string }
  // folders
  | { readonly code: 'noFolderDialog'; readonly task: FolderTask; readonly detail: string }
  | { readonly code: 'watchedFolderChosen'; readonly folder: string }
  | {
      readonly code: 'lateFrames';
      readonly series: readonly { readonly stem: string; readonly frames: number }[];
    }
  // exports
  /** The save dialog closed without a choice. */
  | { readonly code: 'noPlaceChosen' }
  /** An export with a chosen place is queued behind another. */
  | { readonly code: 'exportWaits'; readonly place: string }
  /** A download could not be created or handed to the browser. */
  | { readonly code: 'downloadFailed'; readonly name: string; readonly detail: string }
  // geometry
  | {
      readonly code: 'geometryCopied';
      readonly stem: string;
      /** Series that received it. */
      readonly series: number;
      /** Those with frames of another size, which did not receive `places`. */
      readonly otherSize: number;
      readonly places: readonly ('beamCentre' | 'beamStop')[];
    }
  | { readonly code: 'geometryTyped'; readonly stem: string; readonly values: number }
  | { readonly code: 'geometryInvalid'; readonly stem: string; readonly keys: readonly GeometryKey[] }
  | { readonly code: 'geometryNothing'; readonly stem: string }
  | { readonly code: 'newSeriesNoSource' }
  | { readonly code: 'newSeriesMissing'; readonly stem: string; readonly keys: readonly PlaceholderKey[] }
  | { readonly code: 'beamCentresFound'; readonly found: number; readonly series: number }
  | { readonly code: 'beamSearchFailed'; readonly stem: string; readonly problem: Problem }
  // settings and presets
  | { readonly code: 'settingsWithoutSeries'; readonly file: string }
  | {
      readonly code: 'settingsTaken';
      readonly file: string;
      readonly stem: string;
      readonly values: number;
      readonly excludedFrames: number;
      /** Parts of the file skipped because the series or its frame size differs. */
      readonly left: readonly ('date' | 'excluded' | 'beamCentre' | 'beamStop')[];
      readonly faults: readonly SettingsFault[];
    }
  | { readonly code: 'presetInvalid'; readonly keys: readonly GeometryKey[] }
  | { readonly code: 'presetNameRefused'; readonly fault: PresetFault }
  | ({ readonly code: 'presetSaved'; readonly name: string; readonly replaced: boolean } & PresetEffects)
  | ({ readonly code: 'presetDeleted'; readonly name: string } & PresetEffects)
  | { readonly code: 'presetFileRefused'; readonly file: string; readonly fault: PresetFileFault }
  | ({
      readonly code: 'presetsImported';
      readonly file: string;
      readonly added: number;
      readonly replaced: number;
      readonly rejected: readonly RejectedPreset[];
    } & PresetEffects)
  | { readonly code: 'presetStorageDamaged'; readonly fault: PresetFileFault }
  | { readonly code: 'storedPresetsDamaged'; readonly rejected: readonly RejectedPreset[] }
  /** The page came over plain http from another computer, where browsers withhold features. */
  | { readonly code: 'insecurePage' }
  /** Shown once: the browser stores neither preferences nor the choices for a reload. */
  | { readonly code: 'settingsNotKept'; readonly detail: string }
  | { readonly code: 'undone' }
  // copies and downloads
  | { readonly code: 'copied'; readonly what: string }
  | { readonly code: 'copyRefused'; readonly what: string }
  | { readonly code: 'frameBlocked'; readonly blocker: ExportBlocker }
  | { readonly code: 'frameFailed'; readonly file: string; readonly problem: Problem };

/** Every notice code. */
export type NoticeCode = Notice['code'];
