import { type Geometry, plainGeometry } from '../domain/geometry';
import type { FrameShape } from '../domain/problem';
import type {
  ExcludedFrame,
  ExportRecipe,
  NumberingRecord,
  OutputChoice,
  RecipeFrame,
} from '../domain/recipe';
import { filePath, placeOf } from '../domain/series';
import { withPlaceholders } from '../maths/resolveGeometry';
import { chosenOutputs, imageBytesPerFrame } from '../outputs/outputs';
import { explainProblem } from '../wording/problems';
import { explainWarning } from '../wording/warnings';
import type { FrameRow } from './frameRows';
import { warningsFor } from './outputWarnings';
import { PROGRAM_NAME, PROGRAM_VERSION } from './programName';
import type { SeriesView } from './seriesView';

function recipeFrame(row: FrameRow): RecipeFrame | undefined {
  const { frame, summary, low, high } = row;
  const place = placeOf(frame);
  if (place === undefined || summary === undefined || !low || !high) return undefined;
  const { min, max, mean, std, fingerprint } = summary;
  return {
    number: frame.number,
    source: filePath(frame.file),
    sourceBytes: frame.file.sizeBytes,
    lastModifiedMs: frame.file.lastModifiedMs,
    place,
    ...((frame.layout?.frameCount ?? 1) > 1 && { section: frame.indexInFile + 1 }),
    statistics: { min, max, mean, std },
    fingerprint,
    expectedLow: [low.atLeast, low.atMost],
    expectedHigh: [high.atLeast, high.atMost],
  };
}

function excludedFrame({ frame, problem }: FrameRow): ExcludedFrame {
  const reason = problem === undefined ? 'excluded by the user' : explainProblem(problem).cause;
  return { number: frame.number, source: filePath(frame.file), reason };
}

function numberingRecord({ series, settings }: SeriesView): NumberingRecord {
  const { numbering, copies, joined, splitFrom } = series;
  return {
    by: numbering.by,
    chosenByUser: settings.numbering !== undefined,
    ...(numbering.by === 'order' && numbering.reason && { reason: numbering.reason }),
    copiesSkipped: settings.takesCopies ? [] : copies.map(({ file }) => filePath(file)),
    ...(joined && { joined }),
    ...(splitFrom !== undefined && { splitFrom }),
  };
}

/** The gain of a geometry in stored counts per electron. */
function storedGain(geometry: Geometry, scale: number): Geometry {
  const { gainCountsPerElectron: gain } = geometry;
  return gain === undefined || scale === 1 ? geometry : { ...geometry, gainCountsPerElectron: gain * scale };
}

/**
 * The recipe for writing a series, from what is on screen. The output folder has the stem's name; among
 * several series `domain/outputFolders` tells it.
 * @param only when given, the one frame to write
 * @returns undefined while nothing is scanned
 */
export function buildRecipe(
  view: SeriesView,
  choice: OutputChoice,
  only?: FrameRow,
): ExportRecipe | undefined {
  const { series, settings, rule } = view;
  if (series.shape === undefined || rule === undefined) return undefined;
  const outputs = chosenOutputs(choice);
  const filled = outputs.some(({ needs }) => needs.length > 0)
    ? withPlaceholders(view.geometry, series.shape)
    : { geometry: plainGeometry(view.geometry), placeholders: [] };
  const warnings = warningsFor(view, choice);
  const rows = only === undefined ? view.rows.filter((row) => row.included) : [only];
  return {
    program: PROGRAM_NAME,
    version: PROGRAM_VERSION,
    outputFolder: series.stem,
    stem: series.stem,
    digits: series.digits,
    shape: series.shape,
    outputs: outputs.map(({ id }) => id),
    leginonHeaders: choice.leginonHeaders,
    choice: settings.choice,
    reading: settings.reading,
    numbering: numberingRecord(view),
    offset: rule.offset,
    pedestal: rule.pedestal,
    rounding: rule.rounding,
    scale: rule.scale,
    geometry: view.geometry,
    headerGeometry: storedGain(filled.geometry, rule.scale),
    placeholders: filled.placeholders,
    axisRows: view.axisRows,
    beamStop: settings.beamStop,
    firstNumber: series.frames[0]?.number ?? 1,
    frames: rows.map(recipeFrame).filter((frame) => frame !== undefined),
    excluded: view.rows.filter((row) => !row.included).map(excludedFrame),
    gaps: series.gaps,
    warnings: warnings.map((warning) => ({ code: warning.code, message: explainWarning(warning) })),
  };
}

/** What the size of a ZIP depends on. */
export interface ZipContents extends OutputChoice {
  readonly shape: FrameShape;
  readonly frames: { readonly length: number };
}

/** ZIP structure of one entry, both names included, and its SHA-256 in the report, bytes. */
const ENTRY_BYTES = 345;
/** Table and report, a frame. */
const REPORT_BYTES = 370;

/** About how large the ZIP will be, bytes; right to well below 1 % for real frames. */
export function predictZipBytes(contents: ZipContents): number {
  const entries = chosenOutputs(contents).length * ENTRY_BYTES;
  return (
    contents.frames.length * (imageBytesPerFrame(contents, contents.shape) + entries + REPORT_BYTES) + 4096
  );
}
