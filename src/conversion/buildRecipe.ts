import { plainGeometry } from '../domain/geometry';
import { BYTES_PER_PIXEL } from '../domain/pixelType';
import type { FrameShape } from '../domain/problem';
import type { ExcludedFrame, ExportRecipe, OutputFormats, RecipeFrame } from '../domain/recipe';
import { filePath, placeOf } from '../domain/series';
import { mrcModeFor } from '../formats/mrcHeader';
import { withPlaceholders } from '../maths/resolveGeometry';
import { smvHeaderInput, smvHeaderText } from '../outputs/smvHeader';
import { leginonHeaderText } from '../outputs/smvLeginonHeader';
import { type ProcessingFile, processingFiles } from '../programs/processingFiles';
import { explainProblem } from '../wording/problems';
import { explainWarning } from '../wording/warnings';
import type { FrameRow } from './frameRows';
import { PROGRAM_NAME, PROGRAM_VERSION } from './programName';
import type { SeriesView } from './seriesView';
import { warningsFor } from './warningScope';

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

/**
 * The recipe for writing a series, from what is on screen. The output folder has the stem's name; among
 * several series `domain/outputFolders` tells it.
 * @param only when given, the one frame to write
 * @returns undefined while nothing is scanned
 */
export function buildRecipe(
  view: SeriesView,
  formats: OutputFormats,
  only?: FrameRow,
): ExportRecipe | undefined {
  const { series, settings, rule } = view;
  if (series.shape === undefined || rule === undefined) return undefined;
  // MRC carries none of these quantities but the pixel size, and leaves that out when it is unknown.
  const filled = formats.smv
    ? withPlaceholders(view.geometry, series.shape)
    : { geometry: plainGeometry(view.geometry), placeholders: [] };
  const warnings = warningsFor(view.warnings, formats);
  const rows = only === undefined ? view.rows.filter((row) => row.included) : [only];
  return {
    program: PROGRAM_NAME,
    version: PROGRAM_VERSION,
    outputFolder: series.stem,
    stem: series.stem,
    digits: series.digits,
    shape: series.shape,
    formats,
    choice: settings.choice,
    offset: rule.offset,
    pedestal: rule.pedestal,
    geometry: view.geometry,
    headerGeometry: filled.geometry,
    placeholders: filled.placeholders,
    beamStop: settings.beamStop,
    firstNumber: series.frames[0]?.number ?? 1,
    frames: rows.map(recipeFrame).filter((frame) => frame !== undefined),
    excluded: view.rows.filter((row) => !row.included).map(excludedFrame),
    gaps: series.gaps,
    warnings: warnings.map((warning) => ({ code: warning.code, message: explainWarning(warning) })),
  };
}

/** The SMV header of one frame exactly as it will be written, without the padding. */
export function headerPreview(
  view: SeriesView,
  row: FrameRow,
  leginonHeaders: boolean | undefined,
): string | undefined {
  const recipe = buildRecipe(view, { smv: true, mrc: false }, row);
  const frame = recipe?.frames[0];
  if (recipe === undefined || frame === undefined) return undefined;
  const input = smvHeaderInput(recipe, frame);
  return leginonHeaders ? `${leginonHeaderText(input).trimEnd()}\n` : smvHeaderText(input);
}

/** The input files for processing programs, as the export writes them. */
export function processingPreview(view: SeriesView): readonly ProcessingFile[] {
  const recipe = buildRecipe(view, { smv: true, mrc: false });
  return recipe === undefined ? [] : processingFiles(recipe);
}

/** What the size of a ZIP depends on. */
export interface ZipContents {
  readonly shape: FrameShape;
  readonly formats: OutputFormats;
  readonly frames: { readonly length: number };
}

/** Bytes of ZIP structure for one entry, both names included. */
const ZIP_ENTRY_BYTES = 200;
/** Header of one image; an SMV header may be shorter. */
const IMAGE_HEADER_BYTES = 1024;
/** One image's SHA-256 in the report. */
const DIGEST_BYTES = 145;
/** Table and report, a frame. */
const REPORT_BYTES = 370;

/** About how large the ZIP will be, bytes; right to well below 1 % for real frames. */
export function predictZipBytes({ shape, formats, frames }: ZipContents): number {
  const pixels = shape.fastSize * shape.slowSize;
  const image = (bytesPerPixel: number) =>
    IMAGE_HEADER_BYTES + bytesPerPixel * pixels + ZIP_ENTRY_BYTES + DIGEST_BYTES;
  const smv = formats.smv ? image(BYTES_PER_PIXEL.uint16) : 0;
  const mrc = formats.mrc ? image(BYTES_PER_PIXEL[mrcModeFor(shape.pixelType).stored]) : 0;
  return frames.length * (smv + mrc + REPORT_BYTES) + 4096;
}
