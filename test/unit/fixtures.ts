import { buildRecipe } from '../../src/conversion/buildRecipe';
import type { TypedGeometry } from '../../src/conversion/geometryFields';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { type SeriesView, viewSeries } from '../../src/conversion/seriesView';
import type { FileLayout } from '../../src/domain/frame';
import type { Geometry } from '../../src/domain/geometry';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { PixelArray, PixelType } from '../../src/domain/pixelType';
import type { ProcessingInput } from '../../src/domain/processing';
import {
  type ExportRecipe,
  frameRecipeOf,
  type OutputChoice,
  type WrittenFrame,
} from '../../src/domain/recipe';
import type { Result } from '../../src/domain/result';
import { type InspectedFile, placeOf, type Series } from '../../src/domain/series';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { BufferStock } from '../../src/pipeline/bufferPool';
import { convertFrame } from '../../src/pipeline/convertFrame';
import { exportSeries, type SeriesInput } from '../../src/pipeline/exportSeries';
import { inspectFile } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import type { AppState } from '../../src/state/store';

/** Files made and read by hand, and the way of a file through the program as `main.tsx` wires it. */

/** Pixel types of TIA raw, in the order of their numbers from 1. */
export const TIA_TYPES = [
  'uint8',
  'uint16',
  'uint32',
  'int8',
  'int16',
  'int32',
  'float32',
  'float64',
] as const satisfies readonly PixelType[];

/** A pixel type that TIA raw can hold. */
export type TiaType = (typeof TIA_TYPES)[number];

const ARRAY_OF = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

const PUT: Readonly<Record<TiaType, (view: DataView, at: number, value: number) => void>> = {
  uint8: (view, at, value) => view.setUint8(at, value),
  uint16: (view, at, value) => view.setUint16(at, value, true),
  uint32: (view, at, value) => view.setUint32(at, value, true),
  int8: (view, at, value) => view.setInt8(at, value),
  int16: (view, at, value) => view.setInt16(at, value, true),
  int32: (view, at, value) => view.setInt32(at, value, true),
  float32: (view, at, value) => view.setFloat32(at, value, true),
  float64: (view, at, value) => view.setFloat64(at, value, true),
};

/** Pixels of a type. */
export function pixelsOf(type: TiaType, values: readonly number[]): PixelArray {
  return new ARRAY_OF[type](values);
}

/** A TIA raw file made by hand (spec section 2). */
export function tiaBytes(
  type: TiaType,
  fastSize: number,
  slowSize: number,
  values: readonly number[],
): Uint8Array<ArrayBuffer> {
  const size = ARRAY_OF[type].BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(10 + size * values.length);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, TIA_TYPES.indexOf(type) + 1, true);
  view.setInt32(2, fastSize, true);
  view.setInt32(6, slowSize, true);
  for (const [i, value] of values.entries()) PUT[type](view, 10 + i * size, value);
  return bytes;
}

/** A file as the browser hands it over. */
export function fileOf(bytes: Uint8Array<ArrayBuffer>, name: string, lastModified = 1_700_000_000_000): File {
  return new File([bytes], name, { lastModified });
}

/** The value of a result; throws its problem. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** The problem of a result; throws where there is none. */
export function problemOf<T>(result: Result<T>) {
  if (result.ok) throw new Error(`no problem: ${JSON.stringify(result.value)}`);
  return result.problem;
}

/** The only element of a list. */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`${list.length} elements, not 1`);
  return first;
}

/** An element that must be there. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const element = list[index];
  if (element === undefined) throw new Error(`no element ${index}`);
  return element;
}

/** A layout of a sound int32 TIA file, with changes. */
export function layoutOf(change: Partial<FileLayout> = {}): FileLayout {
  return {
    format: 'tia-raw',
    pixelType: 'int32',
    littleEndian: true,
    fastSize: 5,
    slowSize: 3,
    frameCount: 1,
    offsets: { kind: 'stride', firstBytes: 10, strideBytes: 60 },
    notices: [],
    metadata: {},
    ...change,
  };
}

/** A sound file as grouping sees it; its id is its path unless given. */
export function entryOf(
  name: string,
  { folder = '', id = `${folder}/${name}`, layout = layoutOf() }: EntryOptions = {},
): InspectedFile {
  const file = { id, folder, name, sizeBytes: 70, lastModifiedMs: 1_700_000_000_000, copy: 0 };
  return { file, inspection: { kind: 'ok', layout } };
}

interface EntryOptions {
  readonly folder?: string;
  readonly id?: string;
  readonly layout?: FileLayout;
}

/** A user's settings, with the excluded frames by number. */
export interface Choices extends Partial<Omit<SeriesSettings, 'excluded'>> {
  readonly excluded?: readonly number[];
}

/** Every geometry value typed, with a beam centre whose two coordinates differ. */
export const FULL_GEOMETRY: TypedGeometry = {
  highTensionKv: '200',
  detectorDistanceMm: '1234.5',
  pixelSizeMm: '0.028',
  binning: '2x2',
  oscillationStartDeg: '-30',
  oscillationPerFrameDeg: '0.5',
  beamCentreFastPx: '3.25',
  beamCentreSlowPx: '1.5',
  gainCountsPerElectron: '26.5',
  exposureSec: '0.75',
  date: 'Sun Nov 22 11:15:08 2026',
};

const scratch = createStatisticsScratch();

/** Files inspected, grouped and scanned. File ids are the files' positions. */
async function scanFiles(
  files: readonly File[],
): Promise<{ readonly series: readonly Series[]; readonly outcomes: AppState['outcomes'] }> {
  const inspected: InspectedFile[] = [];
  for (const [index, file] of files.entries()) {
    const layout = await inspectFile(file);
    const { name, size, lastModified } = file;
    inspected.push({
      file: { id: String(index), folder: '', name, sizeBytes: size, lastModifiedMs: lastModified, copy: 0 },
      inspection: layout.ok
        ? { kind: 'ok', layout: layout.value }
        : { kind: 'failed', problem: layout.problem },
    });
  }
  const series = groupIntoSeries(inspected);
  const outcomes = new Map<string, Awaited<ReturnType<typeof scanFrame>>>();
  for (const frame of series.flatMap(({ frames }) => frames)) {
    const place = placeOf(frame);
    if (place === undefined || frame.problem !== undefined) continue;
    const file = at(files, Number(frame.file.id));
    outcomes.set(frame.id, await scanFrame(file, place, scratch));
  }
  return { series, outcomes };
}

/** What the screen shows of files that make one series. */
export async function viewFiles(files: readonly File[], choices: Choices = {}): Promise<SeriesView> {
  const { series, outcomes } = await scanFiles(files);
  const one = only(series);
  const left = one.frames.filter(({ number }) => choices.excluded?.includes(number));
  const excluded = new Set(left.map(({ key }) => key));
  return viewSeries(one, outcomes, { ...NEW_SERIES, ...choices, excluded });
}

/** SMV and MRC, SMV alone, MRC alone. */
export const BOTH: OutputChoice = { outputs: ['smv', 'mrc'], leginonHeaders: false };
export const SMV: OutputChoice = { outputs: ['smv'], leginonHeaders: false };
export const MRC: OutputChoice = { outputs: ['mrc'], leginonHeaders: false };

/** The recipe of a view, of a program version that no release has. */
export function recipeOf(view: SeriesView, choice: OutputChoice = BOTH): ExportRecipe {
  const recipe = buildRecipe(view, choice);
  if (recipe === undefined) throw new Error('nothing to write');
  return { ...recipe, version: '9.8.7' };
}

/** The files of a view's frames, in the order of the recipe. */
export function sourcesOf(view: SeriesView, files: readonly File[]): File[] {
  return view.rows.filter((row) => row.included).map((row) => at(files, Number(row.frame.file.id)));
}

/** One export: every output file whole, by path in the order of writing. */
export interface Exported {
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly written: readonly WrittenFrame[];
}

/** A series to be written, whose frames are converted here. @param onWritten told what was cut, by the frame's index */
export function seriesInput(
  recipe: ExportRecipe,
  sources: readonly File[],
  onWritten: (index: number, written: WrittenFrame) => void = () => undefined,
): SeriesInput {
  const fileMemory = new BufferStock();
  return {
    recipe,
    framesAhead: 2,
    release: (buffer) => fileMemory.give(buffer),
    async convert(index) {
      const frame = at(recipe.frames, index);
      const options = { crc32: true, fileMemory };
      const converted = await convertFrame(at(sources, index), frameRecipeOf(recipe), frame, options);
      const cut = converted.ok && converted.value.images.find((image) => image.cut)?.cut;
      if (cut) onWritten(index, { number: frame.number, ...cut });
      return converted;
    },
  };
}

/** Runs an export into memory. */
export async function exportFiles(recipe: ExportRecipe, sources: readonly File[]): Promise<Exported> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const written: WrittenFrame[] = [];
  const input = seriesInput(recipe, sources, (index, one) => {
    written[index] = one;
  });
  for await (const { path, content, release } of exportSeries(input)) {
    files.set(path, Uint8Array.from(content));
    release();
  }
  return { files, written };
}

/** Scans and exports files that make one series. */
export async function convertFiles(
  files: readonly File[],
  choices: Choices = {},
  choice?: OutputChoice,
): Promise<Exported> {
  const view = await viewFiles(files, choices);
  return exportFiles(recipeOf(view, choice), sourcesOf(view, files));
}

/** An output file that must be there. */
export function outputOf({ files }: Exported, path: string): Uint8Array<ArrayBuffer> {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
  return bytes;
}

/** A series for the writers of processing files: frames 3 to 5 and 7 to 10 of one that begins at 1. */
export function processingOf(
  change: Partial<ProcessingInput> = {},
  geometry: Partial<Geometry> = {},
): ProcessingInput {
  return {
    stem: '12345_2',
    digits: 3,
    shape: { fastSize: 2048, slowSize: 1024 },
    geometry: {
      wavelengthAngstrom: 0.02507934,
      detectorDistanceMm: 1234.5,
      pixelSizeMm: 0.028,
      binning: 2,
      oscillationStartDeg: -30,
      oscillationPerFrameDeg: 0.5,
      beamCentreFastPx: 1000,
      beamCentreSlowPx: 500.5,
      gainCountsPerElectron: 26.5,
      exposureSec: 0.75,
      beamline: 'CETAD_TUI',
      ...geometry,
    },
    placeholders: [],
    firstNumber: 1,
    frameNumbers: [3, 4, 5, 7, 8, 9, 10],
    absent: [[6, 6]],
    offset: 2000,
    scale: 1,
    pedestal: 1855,
    rotationAxisDeg: 0,
    isAxisKnown: true,
    beamStop: undefined,
    ...change,
  };
}
