import { sameShape, shapeOf } from './frame';
import { parseFrameName } from './frameName';
import { outputStem } from './outputStem';
import type { FrameShape, Problem } from './problem';
import {
  type FrameKey,
  filePath,
  frameId,
  frameKey,
  type InspectedFile,
  type Series,
  type SeriesFrame,
} from './series';

const MIN_OUTPUT_DIGITS = 3;

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
      const own = problem ?? layout?.frameProblems?.get(index);
      return { id, key, file, layout, indexInFile: index, number, problem: own };
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
