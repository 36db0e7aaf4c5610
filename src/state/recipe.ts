import type { ExcludedFrame, ExportRecipe, OutputFormats, RecipeFrame } from '../domain/recipe';
import { filePath } from '../domain/series';
import { formatCDate, SMV_KEY_OF, smvHeaderText } from '../formats/smv';
import { withPlaceholders } from '../maths/geometry';
import { explainProblem } from '../wording/problems';
import { explainWarning } from '../wording/warnings';
import type { FrameRow, SeriesView } from './selectors';

/** Program name and version, as written into files. */
export interface Program {
  readonly name: string;
  readonly version: string;
}

function recipeFrame(row: FrameRow): RecipeFrame | undefined {
  const { frame, summary, low, high } = row;
  if (frame.layout === undefined || summary === undefined || !low || !high) return undefined;
  const { min, max, mean, std } = summary;
  return {
    number: frame.number,
    source: filePath(frame.file),
    sourceBytes: frame.file.sizeBytes,
    lastModifiedMs: frame.file.lastModifiedMs,
    layout: frame.layout,
    indexInFile: frame.indexInFile,
    statistics: { min, max, mean, std },
    expectedLow: [low.atLeast, low.atMost],
    expectedHigh: [high.atLeast, high.atMost],
  };
}

function excludedFrame({ frame, problem }: FrameRow): ExcludedFrame {
  const reason = problem === undefined ? 'excluded by the user' : explainProblem(problem).cause;
  return { number: frame.number, source: filePath(frame.file), reason };
}

/**
 * The recipe for writing a series, from what is on screen.
 * @param only when given, the one frame to write
 * @returns undefined while nothing is scanned
 */
export function buildRecipe(
  view: SeriesView,
  formats: OutputFormats,
  program: Program,
  only?: FrameRow,
): ExportRecipe | undefined {
  const { series, settings, rule } = view;
  if (series.shape === undefined || rule === undefined) return undefined;
  const filled = withPlaceholders(view.geometry, series.shape);
  const rows = only === undefined ? view.rows.filter((row) => row.included) : [only];
  return {
    program: program.name,
    version: program.version,
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
    firstNumber: series.frames[0]?.number ?? 1,
    frames: rows.map(recipeFrame).filter((frame) => frame !== undefined),
    excluded: view.rows.filter((row) => !row.included).map(excludedFrame),
    gaps: series.gaps,
    warnings: view.warnings.map((warning) => ({ code: warning.code, message: explainWarning(warning) })),
  };
}

/** The SMV header of one frame exactly as it will be written, without the padding. */
export function headerPreview(view: SeriesView, row: FrameRow): string | undefined {
  const { series, rule } = view;
  if (series.shape === undefined || rule === undefined) return undefined;
  const { geometry, placeholders } = withPlaceholders(view.geometry, series.shape);
  return smvHeaderText({
    ...series.shape,
    geometry,
    framesAfterFirst: row.frame.number - (series.frames[0]?.number ?? 1),
    offset: rule.offset,
    pedestal: rule.pedestal,
    date: geometry.date ?? formatCDate(row.frame.file.lastModifiedMs),
    placeholders: placeholders.map((key) => SMV_KEY_OF[key]),
  });
}

/** Bytes of ZIP structure for one entry, beside its data and twice its name. */
const ZIP_ENTRY_BYTES = 120;
/** Table and report, a frame. */
const REPORT_BYTES = 400;

/** About how large the ZIP will be, bytes; right to well below 1 % for real frames. */
export function predictZipBytes(recipe: ExportRecipe): number {
  const pixels = recipe.shape.fastSize * recipe.shape.slowSize;
  const mrcPixelBytes = { int8: 1, int16: 2, uint8: 2, uint16: 2 } as Partial<Record<string, number>>;
  const smv = recipe.formats.smv ? 1024 + 2 * pixels + ZIP_ENTRY_BYTES : 0;
  const mrc = recipe.formats.mrc
    ? 1024 + (mrcPixelBytes[recipe.shape.pixelType] ?? 4) * pixels + ZIP_ENTRY_BYTES
    : 0;
  return recipe.frames.length * (smv + mrc + REPORT_BYTES) + 4096;
}
