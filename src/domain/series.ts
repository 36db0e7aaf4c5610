import { type FileLayout, type FramePlace, framePlace, sameShape, shapeOf } from './frame';
import { outputStem } from './outputStem';
import type { FrameShape, Problem } from './problem';

/** A file from the user, as described by the browser. */
export interface SourceFile {
  readonly id: string;
  /** Folder path inside the drop, with `/`; empty if the browser does not tell. */
  readonly folder: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly lastModifiedMs: number;
  /** Distinguishes files with the same path: 0, 1, ... A file that replaces another takes its number. */
  readonly copy: number;
}

/** Result of reading a file's header. */
export type Inspection =
  | { readonly kind: 'pending' }
  | { readonly kind: 'ok'; readonly layout: FileLayout }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** A file with its inspection. */
export interface InspectedFile {
  readonly file: SourceFile;
  readonly inspection: Inspection;
}

/**
 * Key of the user's choices for a frame: unchanged when its file is rewritten, removed and added again,
 * or chosen again after a reload. Unique in the program.
 */
export type FrameKey = string & { readonly of: 'frame' };

/** One frame of a series: a whole file, or one section of an MRC stack. */
export interface SeriesFrame {
  /** Key of the program's findings about a frame: a new one for each state of its file. */
  readonly id: string;
  readonly key: FrameKey;
  readonly file: SourceFile;
  readonly layout: FileLayout | undefined;
  /** Position inside the file, 0-based. */
  readonly indexInFile: number;
  /** Frame number from the name, or the 1-based position in a stack. */
  readonly number: number;
  /** A problem found before the pixels were read. */
  readonly problem: Problem | undefined;
}

/** The frames of one continuous rotation, ordered by number. */
export interface Series {
  /** Folder, stem and extension, shared by the frames of a series. */
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

/** Longest run of digits taken for a frame number; longer ones are dates or counters, not frames. */
const MAX_NUMBER_DIGITS = 9;
const MIN_OUTPUT_DIGITS = 3;

/** `<stem><digits>.<ext>` split up. `number` is undefined if the name ends without one. */
export interface FrameName {
  readonly stem: string;
  readonly number: number | undefined;
  readonly digits: number;
  readonly extension: string;
}

/** Splits a file's name (spec section 3). */
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

/** Where a frame's pixels are stored; undefined if its file could not be read. */
export function placeOf({ layout, indexInFile }: SeriesFrame): FramePlace | undefined {
  return layout && framePlace(layout, indexInFile);
}

/** The id of a file's frame. */
export function frameId(file: SourceFile, indexInFile: number): string {
  return `${file.id}/${indexInFile}`;
}

/** The id of the file that a frame's id names. */
export function fileOfFrame(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

/** The key of a file's frame. */
export function frameKey(file: Pick<SourceFile, 'folder' | 'name' | 'copy'>, indexInFile: number): FrameKey {
  return `${indexInFile}:${file.copy}:${filePath(file)}` as FrameKey;
}

/** The frames of one series in order, before exclusions. */
export interface SeriesDraft extends Omit<Series, 'shape'> {}

/** The series of a file, and its frames. */
interface Placement extends Pick<Series, 'key' | 'stem' | 'folder' | 'frames' | 'digits'> {}

function isStack(entry: InspectedFile): boolean {
  return entry.inspection.kind === 'ok' && entry.inspection.layout.frameCount > 1;
}

function placeFile(entry: InspectedFile): Placement {
  const { file, inspection } = entry;
  const name = parseFrameName(file.name);
  const alone = isStack(entry) || name.number === undefined;
  const base = file.name.replace(/\.[^.]*$/, '');
  const layout = inspection.kind === 'ok' ? inspection.layout : undefined;
  const problem = inspection.kind === 'failed' ? inspection.problem : undefined;
  const count = layout?.frameCount ?? 1;
  return {
    key: JSON.stringify([file.folder, alone ? base : name.stem, name.extension, alone]),
    stem: outputStem(alone ? base : name.stem, file.folder),
    folder: file.folder,
    digits: Math.max(MIN_OUTPUT_DIGITS, alone ? String(count).length : name.digits),
    frames: Array.from({ length: count }, (_, index) => {
      const number = alone ? index + 1 : (name.number ?? 1);
      const [id, key] = [frameId(file, index), frameKey(file, index)];
      return { id, key, file, layout, indexInFile: index, number, problem };
    }),
  };
}

const placements = new WeakMap<InspectedFile, Placement>();

/** A file is placed once: its frames stay the same objects when other files come and go. */
function placementOf(entry: InspectedFile): Placement {
  let placement = placements.get(entry);
  if (placement === undefined) {
    placement = placeFile(entry);
    placements.set(entry, placement);
  }
  return placement;
}

/** The most common shape; the earliest in a tie. */
function commonShape(frames: readonly SeriesFrame[]): FrameShape | undefined {
  const counts = new Map<string, { shape: FrameShape; count: number }>();
  let entry: { shape: FrameShape; count: number } | undefined;
  for (const { layout } of frames) {
    if (layout === undefined) continue;
    // Most frames have the previous frame's shape.
    if (entry === undefined || !sameShape(layout, entry.shape)) {
      const shape = shapeOf(layout);
      const key = `${shape.fastSize} ${shape.slowSize} ${shape.pixelType}`;
      entry = counts.get(key) ?? { shape, count: 0 };
      counts.set(key, entry);
    }
    entry.count++;
  }
  let best: { shape: FrameShape; count: number } | undefined;
  for (const one of counts.values()) if (best === undefined || one.count > best.count) best = one;
  return best?.shape;
}

/** The file's path as shown to the user. */
export function filePath(file: Pick<SourceFile, 'folder' | 'name'>): string {
  return file.folder === '' ? file.name : `${file.folder}/${file.name}`;
}

/** Frame order; ties are ordered too, so that the order of arrival never shows. */
function byNumber(a: SeriesFrame, b: SeriesFrame): number {
  if (a.number !== b.number) return a.number - b.number;
  if (a.file.name !== b.file.name) return a.file.name < b.file.name ? -1 : 1;
  return a.file.lastModifiedMs - b.file.lastModifiedMs || (a.file.id < b.file.id ? -1 : 1);
}

/**
 * Adds problems that only the whole series shows: duplicate numbers and frames of another shape.
 * @param taking the included frames, in order: an excluded frame causes no problem
 */
function withSeriesProblems(
  frames: readonly SeriesFrame[],
  taking: readonly SeriesFrame[],
  shape: FrameShape | undefined,
): SeriesFrame[] {
  let taken = 0;
  return frames.map((frame) => {
    if (frame !== taking[taken]) return frame;
    const at = taken++;
    if (frame.problem !== undefined) return frame;
    const before = taking[at - 1];
    const twin = before?.number === frame.number ? before : taking[at + 1];
    if (twin?.number === frame.number) {
      const problem: Problem = {
        code: 'duplicateNumber',
        number: frame.number,
        otherFile: filePath(twin.file),
      };
      return { ...frame, problem };
    }
    if (frame.layout === undefined || shape === undefined) return frame;
    if (sameShape(frame.layout, shape)) return frame;
    const actual = shapeOf(frame.layout);
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

const collator = new Intl.Collator('en', { numeric: true });

/**
 * Sorts files into series: same folder, stem and extension; ordered by number, not by text.
 * The result does not depend on the order in which the files arrived.
 */
export function draftSeries(files: Iterable<InspectedFile>): SeriesDraft[] {
  const placed = new Map<string, Placement[]>();
  for (const entry of files) {
    const placement = placementOf(entry);
    const list = placed.get(placement.key);
    if (list === undefined) placed.set(placement.key, [placement]);
    else list.push(placement);
  }
  const drafts = [...placed.values()].map((list): SeriesDraft => {
    const frames = list.flatMap((one) => one.frames).sort(byNumber);
    const digits = list.reduce((most, one) => Math.max(most, one.digits), MIN_OUTPUT_DIGITS);
    const { key, stem, folder } = list[0] as Placement;
    return { key, stem, folder, digits, frames, gaps: gapsOf(frames) };
  });
  return drafts.sort(
    (a, b) =>
      collator.compare(a.folder, b.folder) || collator.compare(a.stem, b.stem) || (a.key < b.key ? -1 : 1),
  );
}

/**
 * A series with the problems that only its frames together show. Frames without a problem stay the same objects.
 * @param excluded excluded frames: they keep their place but cause no problem
 */
export function completeSeries(draft: SeriesDraft, excluded: ReadonlySet<FrameKey>): Series {
  const { frames } = draft;
  const taking = excluded.size === 0 ? frames : frames.filter(({ key }) => !excluded.has(key));
  const shape = commonShape(taking) ?? commonShape(frames);
  return { ...draft, frames: withSeriesProblems(frames, taking, shape), shape };
}

/** Sorts files into complete series. @param excluded the excluded frames of all series */
export function groupIntoSeries(
  files: readonly InspectedFile[],
  excluded: ReadonlySet<FrameKey> = new Set(),
): Series[] {
  return draftSeries(files).map((draft) => completeSeries(draft, excluded));
}

/** Name of a frame's output file without extension: `<stem>_<number>`, padded to one width. */
export function outputBaseName(series: Pick<Series, 'stem' | 'digits'>, number: number): string {
  return `${series.stem}_${String(number).padStart(series.digits, '0')}`;
}
