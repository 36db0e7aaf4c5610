import { type FileLayout, sameShape, shapeOf } from './frame';
import type { FrameShape, Problem } from './problem';

/** A file the user gave, known by what the browser says of it. */
export interface SourceFile {
  readonly id: string;
  /** Folder path inside the drop, `/` between parts; empty where the browser does not tell. */
  readonly folder: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly lastModifiedMs: number;
}

/** What the first look at a file's head gave. */
export type Inspection =
  | { readonly kind: 'pending' }
  | { readonly kind: 'ok'; readonly layout: FileLayout }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A file with its inspection. */
export interface InspectedFile {
  readonly file: SourceFile;
  readonly inspection: Inspection;
}

/** One frame of a series: a whole file, or one section of an MRC stack. */
export interface SeriesFrame {
  /** Unique in the program. */
  readonly id: string;
  readonly file: SourceFile;
  readonly layout: FileLayout | undefined;
  /** Position inside the file, 0-based. */
  readonly indexInFile: number;
  /** Frame number from the name, or the 1-based position in a stack. */
  readonly number: number;
  /** What stops this frame, found before its pixels were read. */
  readonly problem: Problem | undefined;
}

/** The frames of one continuous rotation, ordered by number. */
export interface Series {
  /** Folder, stem and extension: the same for frames that belong together. */
  readonly key: string;
  /** Name for people and for output files. */
  readonly stem: string;
  readonly folder: string;
  readonly frames: readonly SeriesFrame[];
  /** Digits of the numbers in output names, >= 3. */
  readonly digits: number;
  /** Shape of most frames; undefined while no file could be read. */
  readonly shape: FrameShape | undefined;
  /** Missing numbers between the first and the last, as closed ranges. */
  readonly gaps: readonly (readonly [first: number, last: number])[];
}

/** Extensions that a user expects to be frames; the content decides what a file is. */
export const FRAME_EXTENSIONS: readonly string[] = ['bin', 'mrc', 'mrcs'];

/** Longest run of digits taken for a frame number; longer ones are dates or counters, not frames. */
const MAX_NUMBER_DIGITS = 9;
const MIN_OUTPUT_DIGITS = 3;

/** `<stem><digits>.<ext>` taken apart. `number` is undefined where the name ends without one. */
export interface FrameName {
  readonly stem: string;
  readonly number: number | undefined;
  readonly digits: number;
  readonly extension: string;
}

/** Takes a file's name apart (spec section 3). */
export function parseFrameName(name: string): FrameName {
  const dot = name.lastIndexOf('.');
  const base = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  const tail = /\d+$/.exec(base)?.[0] ?? '';
  if (tail === '' || tail.length > MAX_NUMBER_DIGITS) {
    return { stem: base, number: undefined, digits: 0, extension };
  }
  return {
    stem: base.slice(0, base.length - tail.length),
    number: Number(tail),
    digits: tail.length,
    extension,
  };
}

/** Names that Windows keeps for devices. */
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** Drops the separators before a number, and the dots and spaces that Windows would drop. */
function withoutTrailingSeparators(text: string): string {
  return text.replace(/[_\-. ]+$/, '');
}

/**
 * A stem that can name files and folders on every system: no separator at its end, no character that
 * Windows or a ZIP path treats specially, no `#`, which DIALS takes for a digit of the frame's number. The folder's name stands in where nothing is left.
 */
export function displayStem(stem: string, folder: string): string {
  const bare =
    withoutTrailingSeparators(stem) || withoutTrailingSeparators(folder.split('/').at(-1) ?? '') || 'series';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const safe = bare.replace(/[\x00-\x1f<>:"/\\|?*#]/g, '_').replace(/^\.+/, '_');
  return RESERVED_NAME.test(safe) ? `_${safe}` : safe;
}

/** The id of a file's frame. */
export function frameId(file: SourceFile, indexInFile: number): string {
  return `${file.id}/${indexInFile}`;
}

interface Draft {
  readonly key: string;
  readonly stem: string;
  readonly folder: string;
  readonly frames: SeriesFrame[];
  digits: number;
}

function isStack(entry: InspectedFile): boolean {
  return entry.inspection.kind === 'ok' && entry.inspection.layout.frameCount > 1;
}

/** Adds one file to its series. */
function place(drafts: Map<string, Draft>, entry: InspectedFile): void {
  const { file, inspection } = entry;
  const name = parseFrameName(file.name);
  const alone = isStack(entry) || name.number === undefined;
  const base = file.name.replace(/\.[^.]*$/, '');
  const key = JSON.stringify([file.folder, alone ? base : name.stem, name.extension, alone]);
  let draft = drafts.get(key);
  if (draft === undefined) {
    const stem = displayStem(alone ? base : name.stem, file.folder);
    draft = { key, stem, folder: file.folder, frames: [], digits: MIN_OUTPUT_DIGITS };
    drafts.set(key, draft);
  }
  const layout = inspection.kind === 'ok' ? inspection.layout : undefined;
  const problem = inspection.kind === 'failed' ? inspection.problem : undefined;
  const count = layout?.frameCount ?? 1;
  for (let index = 0; index < count; index++) {
    const number = alone ? index + 1 : (name.number ?? 1);
    draft.frames.push({ id: frameId(file, index), file, layout, indexInFile: index, number, problem });
  }
  draft.digits = Math.max(draft.digits, alone ? String(count).length : name.digits);
}

/** The shape that most frames have; the earliest of equals. */
function commonShape(frames: readonly SeriesFrame[]): FrameShape | undefined {
  const counts = new Map<string, { shape: FrameShape; count: number }>();
  for (const { layout } of frames) {
    if (layout === undefined) continue;
    const shape = shapeOf(layout);
    const key = `${shape.fastSize} ${shape.slowSize} ${shape.pixelType}`;
    const entry = counts.get(key) ?? { shape, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  let best: { shape: FrameShape; count: number } | undefined;
  for (const entry of counts.values()) if (best === undefined || entry.count > best.count) best = entry;
  return best?.shape;
}

/** The path a user knows the file by. */
export function filePath(file: SourceFile): string {
  return file.folder === '' ? file.name : `${file.folder}/${file.name}`;
}

/** Frame order; what is otherwise equal is ordered too, so that the order of arrival never shows. */
function byNumber(a: SeriesFrame, b: SeriesFrame): number {
  if (a.number !== b.number) return a.number - b.number;
  if (a.file.name !== b.file.name) return a.file.name < b.file.name ? -1 : 1;
  return a.file.lastModifiedMs - b.file.lastModifiedMs || (a.file.id < b.file.id ? -1 : 1);
}

/**
 * Adds what only the series as a whole shows: duplicate numbers and frames of another shape.
 * @param taking the frames that take part, in order: an excluded frame is in no one's way
 */
function withSeriesProblems(
  frames: readonly SeriesFrame[],
  taking: readonly SeriesFrame[],
  shape: FrameShape | undefined,
): SeriesFrame[] {
  const place = new Map(taking.map((frame, at) => [frame.id, at]));
  return frames.map((frame) => {
    const at = place.get(frame.id);
    if (frame.problem !== undefined || at === undefined) return frame;
    const neighbours = [taking[at - 1], taking[at + 1]];
    const twin = neighbours.find((other) => other?.number === frame.number);
    if (twin !== undefined) {
      const problem: Problem = {
        code: 'duplicateNumber',
        number: frame.number,
        otherFile: filePath(twin.file),
      };
      return { ...frame, problem };
    }
    if (frame.layout === undefined || shape === undefined) return frame;
    const actual = shapeOf(frame.layout);
    if (sameShape(actual, shape)) return frame;
    return { ...frame, problem: { code: 'layoutMismatch', expected: shape, actual } };
  });
}

function gapsOf(frames: readonly SeriesFrame[]): (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  for (let i = 1; i < frames.length; i++) {
    const before = (frames[i - 1] as SeriesFrame).number;
    const after = (frames[i] as SeriesFrame).number;
    if (after > before + 1) gaps.push([before + 1, after - 1]);
  }
  return gaps;
}

/**
 * Sorts files into series: same folder, stem and extension; ordered by number, not by text.
 * The result does not depend on the order in which the files arrived.
 * @param excluded ids of frames left out: they keep their place, but cause no problem to others
 */
export function groupIntoSeries(
  files: readonly InspectedFile[],
  excluded: ReadonlySet<string> = new Set(),
): Series[] {
  const drafts = new Map<string, Draft>();
  for (const entry of files) place(drafts, entry);
  const series = [...drafts.values()].map((draft): Series => {
    const ordered = draft.frames.sort(byNumber);
    const taking = ordered.filter(({ id }) => !excluded.has(id));
    const shape = commonShape(taking) ?? commonShape(ordered);
    return {
      key: draft.key,
      stem: draft.stem,
      folder: draft.folder,
      digits: draft.digits,
      frames: withSeriesProblems(ordered, taking, shape),
      shape,
      gaps: gapsOf(ordered),
    };
  });
  const collator = new Intl.Collator('en', { numeric: true });
  return series.sort(
    (a, b) =>
      collator.compare(a.folder, b.folder) || collator.compare(a.stem, b.stem) || (a.key < b.key ? -1 : 1),
  );
}

/** Name of a frame's output file without extension: `<stem>_<number>`, padded to one width. */
export function outputBaseName(series: Pick<Series, 'stem' | 'digits'>, number: number): string {
  return `${series.stem}_${String(number).padStart(series.digits, '0')}`;
}
