import { type FileLayout, type FramePlace, framePlace } from './frame';
import type { Numbering } from './numberedBy';
import type { FrameShape, Problem } from './problem';
import type { SeriesSide } from './sideFacts';

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
  /** The tilt that the file's name states, if it orders the series; degrees. */
  readonly tiltInNameDeg?: number;
  /** A problem found before the pixels were read. */
  readonly problem: Problem | undefined;
}

/** The frames of one continuous rotation, ordered by number. */
export interface Series {
  /** Folder, extension and the part of the names that its frames share. */
  readonly key: string;
  /** Name for people and for output files. */
  readonly stem: string;
  readonly folder: string;
  readonly frames: readonly SeriesFrame[];
  /** Digits of the numbers in output names, >= 3. */
  readonly digits: number;
  /** Shape of most frames; undefined while no file could be read. */
  readonly shape: FrameShape | undefined;
  readonly numbering: Numbering;
  /** Copies of frames, which take part only if the user says so. */
  readonly copies: readonly SeriesFrame[];
  /** Stems of the series that the user joined to it. */
  readonly joined?: readonly string[];
  /** Stem of the series that the user split it from. */
  readonly splitFrom?: string;
  /** What files beside the frames state. */
  readonly side?: SeriesSide;
  /** Missing numbers between the first and the last, as closed ranges. */
  readonly gaps: readonly (readonly [first: number, last: number])[];
}

/** Where a frame's pixels are stored; undefined if its file could not be read, or the file has no such frame. */
export function placeOf({ layout, indexInFile }: SeriesFrame): FramePlace | undefined {
  return layout?.frameProblems?.has(indexInFile) ? undefined : layout && framePlace(layout, indexInFile);
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

/** The file's path as shown to the user. */
export function filePath(file: Pick<SourceFile, 'folder' | 'name'>): string {
  return file.folder === '' ? file.name : `${file.folder}/${file.name}`;
}

/** Name of a frame's output file without extension: `<stem>_<number>`, padded to one width. */
export function outputBaseName(series: Pick<Series, 'stem' | 'digits'>, number: number): string {
  return `${series.stem}_${String(number).padStart(series.digits, '0')}`;
}
