import type { FileMetadata } from '../domain/frame';
import type { Series, SeriesFrame } from '../domain/series';
import { type FrameTilt, fitTilts, type TiltFit } from '../maths/tiltSeries';
import { memoizeByObject } from './memoize';

/** The tilt that a frame's file states for it, degrees. */
function tiltOf({ indexInFile, layout }: SeriesFrame): number | undefined {
  const { tiltDeg, tiltsDeg } = layout?.metadata ?? {};
  const tilt = tiltsDeg?.[indexInFile] ?? (indexInFile === 0 ? tiltDeg : undefined);
  return Number.isNaN(tilt) ? undefined : tilt;
}

/** Of two frames with one number the first counts. */
function tiltsOf(frames: readonly SeriesFrame[]): FrameTilt[] {
  const tilts: FrameTilt[] = [];
  for (const frame of frames) {
    const tiltDeg = tiltOf(frame);
    if (tiltDeg === undefined || tilts.at(-1)?.number === frame.number) continue;
    tilts.push({ number: frame.number, tiltDeg });
  }
  return tilts;
}

function firstMetadata(frames: readonly SeriesFrame[]): { metadata: FileMetadata; number: number } {
  const readable = frames.find((frame) => frame.layout !== undefined);
  return { metadata: readable?.layout?.metadata ?? {}, number: readable?.number ?? 0 };
}

/** What the frames' tilts say; nothing where all are the start of a rotation whose step the files state. */
export const tiltsOfSeries = memoizeByObject(({ frames }: Series): TiltFit => {
  const tilts = tiltsOf(frames);
  const fit = fitTilts(tilts, frames[0]?.number ?? 0);
  const { tiltPerFrameDeg = 0 } = firstMetadata(frames).metadata;
  const isStart = tiltPerFrameDeg !== 0 && fit.standing.length === tilts.length;
  return isStart ? { ...fit, standing: [] } : fit;
});

/**
 * What the first readable file says, with start and step of the rotation by all frames' tilts. Where these give none,
 * the stated tilt is carried back to the series' first frame by the stated step. Without a step that cannot be done,
 * and the tilt of a later frame says nothing of the start.
 */
export const seriesMetadata = memoizeByObject((series: Series): FileMetadata => {
  const { metadata, number } = firstMetadata(series.frames);
  const { line } = tiltsOfSeries(series);
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
  const fitted = tiltsOfSeries(series).line?.stepDeg;
  if (stated === undefined || stated === 0 || fitted === undefined) return undefined;
  return Math.abs(stated - fitted) > STEP_TOLERANCE * Math.abs(fitted) ? stated : undefined;
}

/** Largest difference between the stated step and that of the tilts, as a part of it. */
const STEP_TOLERANCE = 0.05;
