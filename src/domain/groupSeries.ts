import { sameShape, shapeOf } from './frame';
import { type SplitName, splitName } from './frameName';
import { originalOf } from './nameCopies';
import { type NameSeries, nameSeries } from './nameSeries';
import type { NumberedBy } from './numberedBy';
import { numberFrames, numberingOf } from './numbering';
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
import type { SeriesDraft } from './seriesDraft';

const MIN_OUTPUT_DIGITS = 3;

function isStack({ inspection }: InspectedFile): boolean {
  return inspection.kind === 'ok' && inspection.layout.frameCount > 1;
}

function framesOf(
  { file, inspection }: InspectedFile,
  firstNumber: number,
  tiltInNameDeg: number | undefined,
): SeriesFrame[] {
  const layout = inspection.kind === 'ok' ? inspection.layout : undefined;
  const problem = inspection.kind === 'failed' ? inspection.problem : undefined;
  return Array.from({ length: layout?.frameCount ?? 1 }, (_, index) => {
    const [id, key] = [frameId(file, index), frameKey(file, index)];
    const own = problem ?? layout?.frameProblems?.get(index);
    const frame = { id, key, file, layout, indexInFile: index, number: firstNumber + index, problem: own };
    return tiltInNameDeg === undefined ? frame : { ...frame, tiltInNameDeg };
  });
}

interface PlacedFile {
  readonly number: number;
  readonly tiltDeg: number | undefined;
  readonly frames: readonly SeriesFrame[];
}

const placed = new WeakMap<InspectedFile, PlacedFile>();

/** A file's frames stay the same objects when other files come and go. */
function keptFrames(entry: InspectedFile, number: number, tiltDeg?: number): readonly SeriesFrame[] {
  let known = placed.get(entry);
  if (known?.number !== number || known.tiltDeg !== tiltDeg) {
    known = { number, tiltDeg, frames: framesOf(entry, number, tiltDeg) };
    placed.set(entry, known);
  }
  return known.frames;
}

function draftOf(series: Omit<SeriesDraft, 'stem' | 'copies'>, stem: string): SeriesDraft {
  return { ...series, stem: outputStem(stem, series.folder), copies: [] };
}

/** A file of several frames. */
function stackDraft(entry: InspectedFile, { base, extension }: SplitName): SeriesDraft {
  const { folder } = entry.file;
  const frames = keptFrames(entry, 1);
  const key = JSON.stringify([folder, base, extension, true]);
  const digits = Math.max(MIN_OUTPUT_DIGITS, String(frames.length).length);
  return draftOf({ key, folder, frames, digits, order: { by: 'nothing' } }, base);
}

/** Frames of one folder and extension, by their names without it. */
interface Bucket {
  readonly folder: string;
  readonly extension: string;
  readonly byName: Map<string, InspectedFile[]>;
}

/** The original's name by that of its copy. */
function findCopies(byName: Bucket['byName']): ReadonlyMap<string, string> {
  const copies = new Map<string, string>();
  for (const base of byName.keys()) {
    const original = originalOf(base, (name) => byName.has(name));
    if (original !== undefined) copies.set(base, original);
  }
  return copies;
}

function keyOf({ folder, extension }: Bucket, { identity, order }: NameSeries): string {
  const [before = '', ...others] = identity;
  return order.by === 'nothing'
    ? JSON.stringify([folder, before, extension, true])
    : JSON.stringify([folder, before, extension, false, ...others]);
}

function bucketDrafts(bucket: Bucket): SeriesDraft[] {
  const { folder, byName } = bucket;
  const originals = findCopies(byName);
  const copiesOf = new Map<string, InspectedFile[]>();
  for (const [base, original] of originals) {
    copiesOf.set(original, [...(copiesOf.get(original) ?? []), ...(byName.get(base) ?? [])]);
  }
  return nameSeries([...byName.keys()].filter((base) => !originals.has(base))).map((series) => {
    const ranked = series.frames.flatMap(({ base, number, tiltDeg, rank }) =>
      (byName.get(base) ?? []).map((entry) => ({ rank, frames: keptFrames(entry, number, tiltDeg) })),
    );
    ranked.sort((a, b) => compareRanks(a.rank, b.rank) || compareFiles(a.frames[0], b.frames[0]));
    const frames = ranked.flatMap((one) => one.frames);
    const written = series.frames.reduce((most, { digits }) => Math.max(most, digits), MIN_OUTPUT_DIGITS);
    const digits = Math.max(written, String(series.order.by === 'number' ? 0 : frames.length).length);
    const { order, stem } = series;
    const copies = series.frames.flatMap(({ base, number }) =>
      (copiesOf.get(base) ?? []).flatMap((entry) => keptFrames(entry, number)),
    );
    const draft = draftOf({ key: keyOf(bucket, series), folder, frames, digits, order }, stem);
    return copies.length === 0 ? draft : { ...draft, copies: copies.sort(compareFiles) };
  });
}

function compareRanks(a: number | string, b: number | string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Ties are ordered too, so that the order of arrival never shows. */
function compareFiles(a: SeriesFrame | undefined, b: SeriesFrame | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.file.name !== b.file.name) return a.file.name < b.file.name ? -1 : 1;
  return a.file.lastModifiedMs - b.file.lastModifiedMs || (a.file.id < b.file.id ? -1 : 1);
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
 * Sorts files into series by folder, extension and names (`nameSeries`). Files of several frames are series of their
 * own. The result does not depend on the order in which the files arrived.
 */
export function draftSeries(files: Iterable<InspectedFile>): SeriesDraft[] {
  const drafts = new Map<string, SeriesDraft>();
  const add = (draft: SeriesDraft) => {
    const known = drafts.get(draft.key);
    // Two files of one name, given twice.
    const frames = known === undefined ? draft.frames : sortFrames([...known.frames, ...draft.frames]);
    drafts.set(draft.key, { ...draft, frames });
  };
  const buckets = new Map<string, Bucket>();
  for (const entry of files) {
    const name = splitName(entry.file.name);
    if (isStack(entry)) {
      add(stackDraft(entry, name));
      continue;
    }
    const { folder } = entry.file;
    const { base, extension } = name;
    const bucketKey = JSON.stringify([folder, extension]);
    const bucket = buckets.get(bucketKey) ?? { folder, extension, byName: new Map() };
    buckets.set(bucketKey, bucket);
    bucket.byName.set(base, [...(bucket.byName.get(base) ?? []), entry]);
  }
  for (const bucket of buckets.values()) for (const draft of bucketDrafts(bucket)) add(draft);
  return [...drafts.values()].sort(
    (a, b) =>
      collator.compare(a.folder, b.folder) || collator.compare(a.stem, b.stem) || (a.key < b.key ? -1 : 1),
  );
}

/** The user's choices that complete a draft. */
export interface DraftChoices {
  /** Excluded frames keep their place but cause no problem. */
  readonly excluded: ReadonlySet<FrameKey>;
  /** What numbers the frames; undefined = what suits their names. */
  readonly numbering: NumberedBy | undefined;
  /** Copies of frames are frames too. */
  readonly takesCopies: boolean;
}

/** As a draft is completed without a choice. */
const NO_CHOICES: DraftChoices = { excluded: new Set(), numbering: undefined, takesCopies: false };

function sortFrames(frames: readonly SeriesFrame[]): SeriesFrame[] {
  return [...frames].sort((a, b) => a.number - b.number || compareFiles(a, b));
}

function withCopies(draft: SeriesDraft): SeriesDraft {
  return { ...draft, frames: sortFrames([...draft.frames, ...draft.copies]) };
}

/**
 * A series with its numbers, and with the problems that only its frames together show. Frames that neither change stay
 * the same objects.
 */
export function completeSeries(draft: SeriesDraft, choices: DraftChoices): Series {
  const taken = choices.takesCopies ? withCopies(draft) : draft;
  const numbering = numberingOf(taken, choices.numbering);
  const frames = numberFrames(taken, numbering);
  const { excluded } = choices;
  const taking = excluded.size === 0 ? frames : frames.filter(({ key }) => !excluded.has(key));
  const shape = commonShape(taking) ?? commonShape(frames);
  const { key, stem, folder, digits, copies, joined, splitFrom } = draft;
  return {
    key,
    stem,
    folder,
    digits,
    numbering,
    copies,
    ...(joined && { joined }),
    ...(splitFrom !== undefined && { splitFrom }),
    frames: withSeriesProblems(frames, taking, shape),
    gaps: gapsOf(frames),
    shape,
  };
}

/** Sorts files into complete series. @param excluded the excluded frames of all series */
export function groupIntoSeries(
  files: readonly InspectedFile[],
  excluded: ReadonlySet<FrameKey> = new Set(),
): Series[] {
  return draftSeries(files).map((draft) => completeSeries(draft, { ...NO_CHOICES, excluded }));
}
