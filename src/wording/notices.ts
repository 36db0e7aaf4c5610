import type { FolderTask, Notice, NoticeCode, PresetEffects } from '../domain/noticeFacts';
import { INPUTS } from '../inputs/inputs';
import { GEOMETRY_LABEL } from './geometryLabels';
import {
  HELP_ON_DOWNLOAD,
  HELP_ON_DROP,
  HELP_ON_FOLDER_DIALOG,
  HELP_ON_MANY_FRAMES,
  HELP_ON_NO_FRAMES,
  HELP_ON_NO_PLACE,
  HELP_ON_PLAIN_HTTP,
  HELP_ON_STORAGE,
  type HelpPlace,
  helpOnBlocker,
  helpOnProblem,
} from './helpPlaces';
import { count, plural } from './numbers';
import {
  explainImport,
  explainPresetFault,
  explainPresetFile,
  explainRejected,
  quotePreset,
} from './presetWords';
import { explainProblem } from './problems';
import { explainSettingsFault } from './settingsFaults';
import { explainBlocker } from './warnings';
import { explainLate } from './watchWords';

type Facts<C extends NoticeCode> = Extract<Notice, { code: C }>;

const TASK: Readonly<Record<FolderTask, string>> = {
  saveFolder: 'Save to folder',
  exportAll: 'Export all',
  watch: 'Watch a folder',
  autoExport: 'Export final series automatically',
};

const PART = {
  date: 'date',
  excluded: 'excluded frames',
  beamCentre: 'beam centre',
  beamStop: 'beam stop',
} as const;

function labels(keys: readonly (keyof typeof GEOMETRY_LABEL)[]): string {
  return keys.map((key) => GEOMETRY_LABEL[key]).join(', ');
}

function withEffects(what: string, { seriesChanged, notKept }: PresetEffects): string {
  return [
    what,
    seriesChanged === 0 ? '' : `This changes the preset values of ${seriesChanged} series.`,
    notKept === undefined
      ? ''
      : `The browser could not store this (${notKept}). Export the presets to a file.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** One entry per code: a new code does not compile until it has a sentence here. */
const EXPLAIN: { readonly [C in NoticeCode]: (facts: Facts<C>) => string } = {
  entriesUnread: (n) => {
    const named = n.entries.map(({ path, detail }) => `${path} (${detail})`).join(', ');
    const more = n.more === 0 ? '' : ` and ${count(n.more)} more`;
    return `The browser could not read ${named}${more}. Everything else was added.`;
  },
  filesKnown: (n) => `${plural(n.files, 'file')} already here, not added again.`,
  noFilesFound: () => 'No files found there.',
  onlySideFiles: () => 'These files belong beside frames. Add the frames, too.',
  noFrames: () => `None of these files is a frame (${INPUTS.map(({ label }) => label).join(', ')}).`,
  framesLimit: (n) =>
    `${plural(n.files, 'file')} skipped: the limit is ${count(n.limit)} frames at a time. Remove finished series, then add the rest.`,
  seriesJoined: (n) => `${n.other} is part of ${n.stem}.`,
  seriesSplit: (n) => `${n.stem} is split: a new series begins with frame ${n.frame}.`,
  seriesRemoved: (n) =>
    `${n.stem} (${plural(n.frames, 'frame')}) removed from the list. Its files stay where they are.`,
  filesRemoved: (n) => `${plural(n.files, 'file')} removed from the list, not from the disk.`,
  exampleFailed: (n) => `The example could not be simulated (${n.detail}). Your own files are not affected.`,
  simulatingExample: () => 'Simulating the example series\u2026',

  noFolderDialog: (n) =>
    `${TASK[n.task]}: no folder could be chosen (${n.detail})${n.task === 'exportAll' ? '; writing a ZIP instead' : ''}.`,
  watchedFolderChosen: (n) =>
    `${TASK.autoExport}: ${n.folder} is the watched folder itself. Choose a subfolder or another folder.`,
  lateFrames: (n) => n.series.map(({ stem, frames }) => `${stem}: ${explainLate(frames)}.`).join(' '),

  noPlaceChosen: () => 'No place chosen: nothing was saved.',
  exportWaits: (n) => `The export to ${n.place} starts when the current one has finished.`,
  downloadFailed: (n) => `${n.name} could not be downloaded (${n.detail}). Try again.`,

  beamCentresFound: (n) =>
    n.series === 0
      ? 'Every scanned series has a beam centre.'
      : `Beam centre found in ${n.found} of ${plural(n.series, 'series', 'series')}.`,
  geometryTyped: (n) => `${plural(n.values, 'value')} entered for ${n.stem}.`,
  geometryCopied: (n) => {
    const places = n.places.map((place) => PART[place]).join(' and ');
    const without = n.otherSize === 0 ? '' : `, ${count(n.otherSize)} of another size without ${places}`;
    return `Geometry of ${n.stem} copied to ${count(n.series)} series${without}.`;
  },
  geometryInvalid: (n) => `${n.stem}: correct ${labels(n.keys)} first.`,
  geometryNothing: (n) => `${n.stem} has no typed, found or chosen geometry to copy.`,
  newSeriesNoSource: () => 'First select a series whose geometry is filled in.',
  newSeriesMissing: (n) =>
    `${n.stem}: ${explainBlocker({ code: 'missingGeometry', keys: n.keys })} New series can then take this geometry.`,
  beamSearchFailed: (n) => {
    const { cause, remedy } = explainProblem(n.problem);
    return `Beam centre of ${n.stem}: ${cause} ${remedy}`;
  },

  settingsWithoutSeries: (n) =>
    `${n.file} holds settings of a series. Add the frames first, then drop it again.`,
  settingsTaken: (n) =>
    [
      `${n.file}: offset rule, ${plural(n.values, 'geometry value')} and ${plural(n.excludedFrames, 'excluded frame')} applied to ${n.stem}.`,
      n.left.length === 0
        ? ''
        : `Skipped, because the series or frame size differs: ${n.left.map((part) => PART[part]).join(', ')}.`,
      n.faults.length === 0 ? '' : `Not applied: ${n.faults.map(explainSettingsFault).join('; ')}.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  presetInvalid: (n) => `Preset not saved: correct ${labels(n.keys)} first.`,
  presetNameRefused: (n) => `Preset not saved: ${explainPresetFault(n.fault)}. Give it another name.`,
  presetSaved: (n) => withEffects(`Preset ${quotePreset(n.name)} ${n.replaced ? 'replaced' : 'saved'}.`, n),
  presetDeleted: (n) => withEffects(`Preset ${quotePreset(n.name)} deleted.`, n),
  presetFileRefused: (n) => {
    const { cause, remedy } = explainPresetFile(n.fault);
    return `${n.file}: ${cause} ${remedy}`;
  },
  presetsImported: (n) => withEffects(`${n.file}: ${explainImport(n.added, n.replaced, n.rejected)}`, n),
  presetStorageDamaged: (n) =>
    `The stored presets are damaged: ${explainPresetFile(n.fault).cause} Import them from an exported file.`,
  storedPresetsDamaged: (n) =>
    `The stored presets are damaged: ${explainRejected(n.rejected)} Save them again.`,
  insecurePage: () =>
    'This page came over plain http. You can add and scan frames and download a ZIP (assembled in memory, up to 2 GB); browsers withhold folders, checksums, the clipboard and offline use.',
  settingsNotKept: (n) =>
    `The browser could not store your settings (${n.detail}): a reload resets them. Nothing else is affected.`,

  undone: () => 'Undone.',
  copied: (n) => `${n.what} copied.`,
  copyRefused: (n) => `${n.what}: the browser does not allow copying. Select the text and press Ctrl+C.`,
  frameBlocked: (n) => `Download frame: ${explainBlocker(n.blocker)}`,
  frameFailed: (n) => {
    const { cause, remedy } = explainProblem(n.problem);
    return `${n.file}: ${cause} ${remedy}`;
  },
};

/** Puts a notice into words. */
export function explainNotice(notice: Notice): string {
  const explain = EXPLAIN[notice.code] as (facts: Notice) => string;
  return explain(notice);
}

/** The help on a notice; undefined if its sentence says it all. */
export function helpOnNotice(notice: Notice): HelpPlace | undefined {
  switch (notice.code) {
    case 'entriesUnread':
      return HELP_ON_DROP;
    case 'insecurePage':
      return HELP_ON_PLAIN_HTTP;
    case 'settingsNotKept':
      return HELP_ON_STORAGE;
    case 'framesLimit':
      return HELP_ON_MANY_FRAMES;
    case 'noFrames':
      return HELP_ON_NO_FRAMES;
    case 'noFolderDialog':
      return HELP_ON_FOLDER_DIALOG;
    case 'noPlaceChosen':
      return HELP_ON_NO_PLACE;
    case 'downloadFailed':
      return HELP_ON_DOWNLOAD;
    case 'beamSearchFailed':
    case 'frameFailed':
      return helpOnProblem(notice.problem);
    case 'frameBlocked':
      return helpOnBlocker(notice.blocker);
    default:
      return undefined;
  }
}
