import type { FileMetadata } from '../domain/frame';
import type { Series, SeriesFrame } from '../domain/series';
import type { SideFormat } from '../domain/sideFacts';
import { type FrameTilt, fitTilts, type TiltFit } from '../maths/tiltSeries';
import { memoizeByObject } from './memoize';

/** The tilt that a frame's file states for it, degrees. */
function tiltOf({ indexInFile, layout }: SeriesFrame): number | undefined {
  const { tiltDeg, tiltsDeg } = layout?.metadata ?? {};
  const tilt = tiltsDeg?.[indexInFile] ?? (indexInFile === 0 ? tiltDeg : undefined);
  return Number.isNaN(tilt) ? undefined : tilt;
}

/** Of two frames with one number the first counts. */
function tiltsBy(
  frames: readonly SeriesFrame[],
  readTilt: (frame: SeriesFrame) => number | undefined,
): FrameTilt[] {
  const tilts: FrameTilt[] = [];
  for (const frame of frames) {
    const tiltDeg = readTilt(frame);
    if (tiltDeg === undefined || tilts.at(-1)?.number === frame.number) continue;
    tilts.push({ number: frame.number, tiltDeg });
  }
  return tilts;
}

function firstMetadata(frames: readonly SeriesFrame[]): { metadata: FileMetadata; number: number } {
  const readable = frames.find((frame) => frame.layout !== undefined);
  return { metadata: readable?.layout?.metadata ?? {}, number: readable?.number ?? 0 };
}

function fitOf(
  series: Series,
  readTilt: (frame: SeriesFrame) => number | undefined,
  statedStepDeg = 0,
): TiltFit {
  const tilts = tiltsBy(series.frames, readTilt);
  const fit = fitTilts(tilts, series.frames[0]?.number ?? 0);
  // All are the start of a rotation whose step is stated.
  const isStart = statedStepDeg !== 0 && fit.standing.length === tilts.length;
  return isStart ? { ...fit, standing: [] } : fit;
}

const fileTilts = memoizeByObject(
  (series: Series): TiltFit => fitOf(series, tiltOf, firstMetadata(series.frames).metadata.tiltPerFrameDeg),
);

const sideTilts = memoizeByObject((series: Series): TiltFit | undefined => {
  const { side } = series;
  return side && fitOf(series, ({ key }) => side.tiltsDeg.get(key), side.metadata.tiltPerFrameDeg);
});

/** What the tilts of a series' frames say: those in the files, else those beside them. */
export function tiltsOfSeries(series: Series): TiltFit {
  const inFiles = fileTilts(series);
  const isSilent = inFiles.line === undefined && inFiles.standing.length === 0 && !inFiles.uneven;
  return (isSilent && sideTilts(series)) || inFiles;
}

/** What a file beside the frames says, with start and step by the tilts in it. */
export const sideMetadata = memoizeByObject(
  (series: Series): { readonly origin: SideFormat; readonly metadata: FileMetadata } | undefined => {
    const { side } = series;
    if (side === undefined) return undefined;
    const line = sideTilts(series)?.line;
    const turned = line && { tiltDeg: line.startDeg, tiltPerFrameDeg: line.stepDeg };
    return { origin: side.format, metadata: { ...side.metadata, ...turned } };
  },
);

/**
 * What the first readable file says, with start and step of the rotation by all frames' tilts. Where these give none,
 * the stated tilt is carried back to the series' first frame by the stated step. Without a step that cannot be done,
 * and the tilt of a later frame says nothing of the start.
 */
export const seriesMetadata = memoizeByObject((series: Series): FileMetadata => {
  const { metadata, number } = firstMetadata(series.frames);
  const { line } = fileTilts(series);
  if (line !== undefined) return { ...metadata, tiltDeg: line.startDeg, tiltPerFrameDeg: line.stepDeg };
  const framesAfterFirst = number - (series.frames[0]?.number ?? 0);
  const { tiltDeg, ...others } = metadata;
  if (framesAfterFirst === 0 || tiltDeg === undefined) return metadata;
  const step = metadata.tiltPerFrameDeg;
  return step === undefined ? others : { ...others, tiltDeg: tiltDeg - step * framesAfterFirst };
});

/** The step that the files state, where the tilts show another one; degrees per frame. */
export function otherStatedStep(series: Series): number | undefined {
  const stated = firstMetadata(series.frames).metadata.tiltPerFrameDeg;
  const fitted = fileTilts(series).line?.stepDeg;
  if (stated === undefined || stated === 0 || fitted === undefined) return undefined;
  return Math.abs(stated - fitted) > STEP_TOLERANCE * Math.abs(fitted) ? stated : undefined;
}

/** Largest difference between the stated step and that of the tilts, as a part of it. */
const STEP_TOLERANCE = 0.05;
