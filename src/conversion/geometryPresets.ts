import type { RowOrder } from '../domain/frame';
import { GEOMETRY_KEYS, type Geometry, type GeometryKey, type SourcedGeometry } from '../domain/geometry';
import type { PresetFault, PresetFileFault, RejectedPreset } from '../domain/preset';
import { CETA_PIXEL_MM } from '../maths/resolveGeometry';
import { geometryText, parseGeometryField } from './geometryFields';

/** A named set of values that a microscope, its camera and a camera length fix. */
export interface GeometryPreset {
  readonly id: string;
  readonly name: string;
  readonly values: Geometry;
  /** Of the frames that the rotation axis was given for; absent if not known. */
  readonly rowOrder?: RowOrder;
}

function ceta(binning: 1 | 2, highTensionKv: number): GeometryPreset {
  return {
    id: `ceta-${binning}-${highTensionKv}`,
    name: `Ceta / Ceta-D ${binning}x${binning}, ${highTensionKv} kV`,
    values: { highTensionKv, binning, pixelSizeMm: CETA_PIXEL_MM * binning },
  };
}

/** Presets that come with the program. */
export const PRESETS: readonly GeometryPreset[] = [ceta(2, 200), ceta(1, 200), ceta(2, 300), ceta(1, 300)];

/** What a set-up fixes. As text, so that the rotation axis takes part where the form has it. */
const FIXED_BY_SET_UP: ReadonlySet<string> = new Set([
  'highTensionKv',
  'wavelengthAngstrom',
  'detectorDistanceMm',
  'pixelSizeMm',
  'binning',
  'gainCountsPerElectron',
  'beamline',
  'rotationAxisDeg',
]);

/** The values that a user's preset may hold, in the order of the form. */
export const PRESET_KEYS: readonly GeometryKey[] = GEOMETRY_KEYS.filter((key) => FIXED_BY_SET_UP.has(key));

const ROW_ORDERS: readonly RowOrder[] = ['topDown', 'bottomUp'];
const FILE_FORMAT = 'pedestal-presets';
const FILE_VERSION = 1;
const NAME_LIMIT = 60;

/** A user's preset. Its id follows from its name, which is unique among the user's presets. */
export function ownPreset(name: string, values: Geometry, rowOrder?: RowOrder): GeometryPreset {
  // Without an axis the order of the rows means nothing.
  const isOfAxis = rowOrder !== undefined && values.rotationAxisDeg !== undefined;
  return { id: `own:${name}`, name, values, ...(isOfAxis && { rowOrder }) };
}

/** The preset of this id, built in or the user's own. */
export function findPreset(
  id: string | undefined,
  own: readonly GeometryPreset[],
): GeometryPreset | undefined {
  return [...PRESETS, ...own].find((preset) => preset.id === id);
}

/**
 * What a set-up fixes, as it now stands. A derived wavelength stays out, since it follows from the high tension,
 * and so does an axis that nobody gave.
 */
export function presetValues(geometry: SourcedGeometry): Geometry {
  const entries = PRESET_KEYS.flatMap((key) => {
    const sourced = geometry[key];
    if (sourced === undefined || sourced.origin === 'derived') return [];
    if (key === 'rotationAxisDeg' && sourced.origin === 'default') return [];
    return [[key, sourced.value] as const];
  });
  return Object.fromEntries(entries);
}

/** What is wrong with a trimmed name for a user's preset; undefined for a good one. */
export function presetNameFault(name: string): PresetFault | undefined {
  if (name === '') return { code: 'noName' };
  if (name.length > NAME_LIMIT) return { code: 'longName', limit: NAME_LIMIT };
  if (/\p{Cc}/u.test(name)) return { code: 'controlCharacter' };
  if (PRESETS.some((preset) => preset.name === name)) return { code: 'builtInName' };
  return undefined;
}

/** The user's presets as a file's text. */
export function presetsFileText(own: readonly GeometryPreset[]): string {
  const presets = own.map(({ name, values, rowOrder }) => ({ name, values, rowOrder }));
  return `${JSON.stringify({ format: FILE_FORMAT, version: FILE_VERSION, presets }, null, 2)}\n`;
}

/** What could be read of a presets file. */
export interface ReadPresets {
  readonly presets: readonly GeometryPreset[];
  readonly rejected: readonly RejectedPreset[];
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one value by the form's own limits. */
function readValue(key: GeometryKey, value: unknown): number | string | PresetFault {
  const wanted = key === 'beamline' ? 'string' : 'number';
  if (typeof value !== wanted || (typeof value !== 'number' && typeof value !== 'string')) {
    return { code: 'wrongType', key, wanted: wanted === 'string' ? 'text' : 'number' };
  }
  const parsed = parseGeometryField(key, geometryText(key, value));
  if (parsed.kind === 'ok') return parsed.value;
  if (parsed.kind === 'empty') return { code: 'badValue', key, value, fault: { code: 'empty' } };
  // The form's hint, 2x2, is no number as the file wants it.
  const fault = key === 'binning' ? ({ code: 'notACount', least: 1, most: 99 } as const) : parsed.fault;
  return { code: 'badValue', key, value, fault };
}

function readValues(given: JsonObject): { readonly values: Geometry; readonly faults: PresetFault[] } {
  const faults: PresetFault[] = Object.keys(given)
    .filter((key) => !PRESET_KEYS.some((known) => known === key))
    .map((key) => ({ code: 'unknownValue', key }));
  const entries: [GeometryKey, number | string][] = [];
  for (const key of PRESET_KEYS.filter((known) => Object.hasOwn(given, known))) {
    const value = readValue(key, given[key]);
    if (typeof value === 'object') faults.push(value);
    else entries.push([key, value]);
  }
  if (Object.keys(given).length === 0) faults.push({ code: 'noValues' });
  return { values: Object.fromEntries(entries), faults };
}

/** Reads a list of presets; of two with one name the first counts. */
function readList(list: readonly unknown[]): ReadPresets {
  const presets: GeometryPreset[] = [];
  const rejected: RejectedPreset[] = [];
  for (const [index, entry] of list.entries()) {
    const position = index + 1;
    if (!isObject(entry) || typeof entry.name !== 'string' || !isObject(entry.values)) {
      rejected.push({ position, faults: [{ code: 'notAPreset' }] });
      continue;
    }
    const name = entry.name.trim();
    const nameFault = presetNameFault(name);
    const { values, faults } = readValues(entry.values);
    if (nameFault !== undefined) rejected.push({ position, faults: [nameFault, ...faults] });
    else if (presets.some((preset) => preset.name === name)) {
      rejected.push({ position, name, faults: [{ code: 'nameTwice' }, ...faults] });
    } else if (faults.length > 0) rejected.push({ position, name, faults });
    else
      presets.push(
        ownPreset(
          name,
          values,
          ROW_ORDERS.find((order) => order === entry.rowOrder),
        ),
      );
  }
  return { presets, rejected };
}

/**
 * Reads the text of a presets file. A preset is taken whole or not at all.
 * @returns the good presets and what is wrong with the others, or why nothing can be read
 */
export function readPresets(text: string): ReadPresets | PresetFileFault {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { code: 'notJson', detail: error instanceof Error ? error.message : String(error) };
  }
  if (!isObject(content) || content.format !== FILE_FORMAT) return { code: 'wrongFormat' };
  if (content.version !== FILE_VERSION) {
    const version = JSON.stringify(content.version) ?? '(none)';
    return { code: 'wrongVersion', version, supported: FILE_VERSION };
  }
  return Array.isArray(content.presets) ? readList(content.presets) : { code: 'noList' };
}

/** The user's presets with others added; an equal name is replaced in its place. */
export function mergePresets(own: readonly GeometryPreset[], others: readonly GeometryPreset[]) {
  const merged = new Map([...own, ...others].map((preset) => [preset.id, preset]));
  const added = merged.size - own.length;
  return { presets: [...merged.values()], added, replaced: others.length - added };
}
