import { isPlainStoring } from '../domain/conversion';
import { GEOMETRY_KEYS, type GeometryKey } from '../domain/geometry';
import type {
  ExportDigests,
  ExportRecipe,
  OtherFiles,
  RecipeFrame,
  Sha256,
  WrittenFrame,
} from '../domain/recipe';
import { chosenOutputs, OUTPUTS } from '../outputs/outputs';
import { placeholderKeys } from '../outputs/smvHeader';
import { processingFiles } from '../programs/programs';
import { csvCell } from '../wording/csv';

/**
 * The frame table: one line a frame, excluded ones too. Counts are raw counts, angles degrees.
 * @param written what the export cut, by frame; empty when nothing cuts
 */
export function framesCsv(recipe: ExportRecipe, written: readonly WrittenFrame[]): string {
  const cut = new Map(written.map((frame) => [frame.number, frame]));
  const head = [
    'number',
    'source',
    'included',
    'oscillation_start_deg',
    'minimum',
    'maximum',
    'mean',
    'standard_deviation',
    'truncated_at_0',
    'truncated_at_65535',
  ];
  const { oscillationStartDeg: start, oscillationPerFrameDeg: step } = recipe.headerGeometry;
  const angleKnown =
    start !== undefined &&
    step !== undefined &&
    !recipe.placeholders.includes('oscillationStartDeg') &&
    !recipe.placeholders.includes('oscillationPerFrameDeg');
  const angle = (number: number) =>
    angleKnown ? Number((start + step * (number - recipe.firstNumber)).toPrecision(12)) : '';
  const rows = [
    ...recipe.frames.map((frame) => ({
      number: frame.number,
      cells: [
        frame.number,
        frame.source,
        'yes',
        angle(frame.number),
        frame.statistics.min,
        frame.statistics.max,
        frame.statistics.mean,
        frame.statistics.std,
        cut.get(frame.number)?.truncatedLow ?? '',
        cut.get(frame.number)?.truncatedHigh ?? '',
      ],
    })),
    ...recipe.excluded.map((frame) => ({
      number: frame.number,
      cells: [frame.number, frame.source, 'no', angle(frame.number), '', '', '', '', '', ''],
    })),
  ].sort((a, b) => a.number - b.number);
  return [head, ...rows.map((row) => row.cells)].map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

function geometryReport(recipe: ExportRecipe): Record<string, unknown> {
  const entries = GEOMETRY_KEYS.map((key: GeometryKey) => {
    const sourced = recipe.geometry[key];
    if (sourced !== undefined) return [key, sourced];
    if (key === 'date') return [key, { value: 'modified time of each source file', origin: 'file' }];
    const placeholder = recipe.placeholders.find((name) => name === key);
    if (placeholder === undefined) return [key, { value: null, origin: 'missing' }];
    return [key, { value: recipe.headerGeometry[placeholder], origin: 'placeholder' }];
  });
  return Object.fromEntries(entries);
}

function smvPixelRule(recipe: ExportRecipe): string {
  const round = recipe.rounding === 'nearest' ? 'rint' : 'trunc';
  return `min(max(${round}(raw ${recipe.scale === 1 ? '' : '* scale '}+ offset), 0), 65535)`;
}

/** `null` stands for "as the header suggests". */
function readingReport({ reading }: ExportRecipe) {
  return { ...reading, bytes: reading.bytes ?? null };
}

function formatsReport(recipe: ExportRecipe): Record<string, boolean> {
  const written = OUTPUTS.map(({ id }) => [id, recipe.outputs.includes(id)] as const);
  return { ...Object.fromEntries(written), ...(recipe.leginonHeaders && { leginonHeaders: true }) };
}

function sourceData({ place }: RecipeFrame, sha256: Sha256) {
  return { offset: place.offsetBytes, bytes: place.frameBytes, sha256 };
}

/** Reason for null digests. */
const NO_DIGESTS =
  'The page came over plain http, where browsers give no digests. Open it over https, from localhost or as a file.';

/** Longest list of other files in a report; their number is always given. */
const LISTED_PATHS = 1000;

function otherFilesReport({ images, others }: OtherFiles): Record<string, unknown> {
  const list = (paths: readonly string[]) => ({
    count: paths.length,
    paths: [...paths].sort().slice(0, LISTED_PATHS),
  });
  return { imagesOfThisSeries: list(images), others: list(others) };
}

/**
 * The report: what was done, with which values from where, and what it cost.
 * @param digests SHA-256 of what was read and written; without it the report has none
 * @param otherFiles what else lies in the folder; where there is nothing the report does not say so
 */
export function conversionJson(
  recipe: ExportRecipe,
  written: readonly WrittenFrame[],
  finishedAt: Date,
  digests?: ExportDigests,
  otherFiles: OtherFiles = { images: [], others: [] },
): string {
  const hasOthers = otherFiles.images.length + otherFiles.others.length > 0;
  const cut = new Map(written.map((frame) => [frame.number, frame]));
  const total = (pick: (frame: WrittenFrame) => number) => written.reduce((sum, f) => sum + pick(f), 0);
  const report = {
    program: { name: recipe.program, version: recipe.version },
    finishedAt: finishedAt.toISOString(),
    series: {
      stem: recipe.stem,
      frames: recipe.frames.length,
      ...recipe.shape,
      firstNumber: recipe.firstNumber,
      missingNumbers: recipe.gaps,
    },
    formats: formatsReport(recipe),
    reading: readingReport(recipe),
    numbering: recipe.numbering,
    offset: {
      LEGINON_OFFSET: recipe.offset,
      choice: recipe.choice.offset.kind,
      cap: recipe.choice.cap,
      rule: 'offset = -max(smallest minimum of the included frames, -cap)',
    },
    pedestal: {
      IMAGE_PEDESTAL: recipe.pedestal,
      choice: recipe.choice.pedestal.kind,
      rule: {
        leginon: 'largest of max(minimum + offset, 0) over the included frames',
        median: 'max(median of the minima + offset, 0)',
        restoreRawZero: 'pedestal = offset',
        typed: 'typed by the user',
      }[recipe.choice.pedestal.kind],
    },
    smvPixel: smvPixelRule(recipe),
    ...(!isPlainStoring(recipe) && {
      fractions: {
        choice: recipe.rounding,
        scale: recipe.scale,
        GAIN: recipe.headerGeometry.gainCountsPerElectron ?? null,
      },
    }),
    geometry: geometryReport(recipe),
    axisRows: recipe.axisRows ?? null,
    beamStop: recipe.beamStop ?? null,
    processingFiles: processingFiles(recipe).map(({ name }) => name),
    placeholders: placeholderKeys(recipe.placeholders),
    conventions: {
      beamCentre: 'pixels from the outer corner of the first pixel; fast = columns, slow = rows',
      DISTANCE: 'mm, calibrated sample-to-detector distance',
      WAVELENGTH: recipe.leginonHeaders ? "always 0.02501404 in Leginon's headers" : 'angstrom, relativistic',
      PIXEL_SIZE: 'mm, after binning',
      OSC_START: 'degrees at the start of the frame, by its number',
      GAIN: recipe.scale === 1 ? 'counts per electron' : 'stored counts per electron: raw gain * scale',
      TIME: 's, exposure of one frame',
      BEAM_CENTER_X: 'slow coordinate, mm',
      BEAM_CENTER_Y: 'fast coordinate, mm',
      negativeRotation: recipe.leginonHeaders
        ? "Leginon's headers: OSC_RANGE negative, OSC_START falling (one sweep a frame in DIALS)"
        : 'OSC_RANGE negative, OSC_START negated and rising (one sweep in DIALS)',
      rotationAxis:
        'degrees counter-clockwise on screen from the fast axis, row 0 at the top; the oscillation is right-handed about it',
      ORGX_ORGY:
        'XDS: beam centre fast + 0.5, slow + 0.5, since XDS counts the centre of the first pixel as 1',
      ROTATION_AXIS: 'XDS: cos, -sin, 0 of the angle above; reversed for a negative rotation, angles negated',
      OVERLOAD: 'XDS: stored counts',
      beamStop: 'edges in pixels from the outer corner of the first pixel',
      ...(digests && {
        sourceData: "SHA-256 of a frame's pixels as they lie in the source file, from byte `offset` on",
        files: 'SHA-256 of each written file but this one',
      }),
      ...(hasOthers && {
        otherFiles:
          'in the folder of the series when this export began and not of it; no written script reads them',
      }),
    },
    truncated: chosenOutputs(recipe).some(({ usesOffset }) => usesOffset)
      ? { at0: total((f) => f.truncatedLow), at65535: total((f) => f.truncatedHigh) }
      : null,
    warnings: recipe.warnings,
    frames: recipe.frames.map((frame) => {
      const sha256 = digests?.sources.get(frame.number);
      return {
        number: frame.number,
        source: frame.source,
        sourceBytes: frame.sourceBytes,
        ...(frame.section !== undefined && { section: frame.section }),
        ...(sha256 !== undefined && { sourceData: sourceData(frame, sha256) }),
        truncatedAt0: cut.get(frame.number)?.truncatedLow ?? null,
        truncatedAt65535: cut.get(frame.number)?.truncatedHigh ?? null,
      };
    }),
    excluded: recipe.excluded,
    ...(digests?.outputs.some(({ sha256 }) => sha256 === null) && { sha256Missing: NO_DIGESTS }),
    ...(digests && { files: digests.outputs }),
    ...(hasOthers && { otherFiles: otherFilesReport(otherFiles) }),
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}
