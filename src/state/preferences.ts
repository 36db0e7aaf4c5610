import * as v from 'valibot';
import type { OutputId } from '../domain/recipe';
import type { LimitsPreset } from '../maths/displayLimits';
import type { DisplayScale } from '../maths/displayLookup';
import { OUTPUTS } from '../outputs/outputs';
import { readStored, writeStored } from './browserStorage';
import { flag, group, oneOf, perhaps } from './storedValues';
import { DEFAULT_QUIET_SEC, MIN_QUIET_SEC } from './watch';

/** Colours of the viewer. */
export type ColourMap = 'grey' | 'inverted' | 'viridis' | 'magma' | 'diverging';

/** Display of frames; changes no values. */
export interface DisplaySettings {
  readonly colourMap: ColourMap;
  readonly scale: DisplayScale;
  readonly preset: LimitsPreset;
  /** Slow axis pointing up, for people used to that; DIALS shows it pointing down. */
  readonly flipped: boolean;
}

/** Geometry drawn on the frame. */
export interface GeometryMarks {
  readonly cross: boolean;
  readonly rings: boolean;
  readonly ice: boolean;
  readonly axis: boolean;
  /** d-spacings of the rings as typed, angstrom; if empty, round values that fit. */
  readonly spacings: string;
}

/** Light, dark, or as set in the system. */
export type Theme = 'system' | 'light' | 'dark';

/** Preferences. They outlive the visit and contain nothing about files. */
export interface Preferences {
  /** Whether each output is written, by its id. */
  readonly formats: Readonly<Record<OutputId, boolean>>;
  /** Where "Export all" writes. */
  readonly batchPlace: 'zip' | 'folder';
  readonly display: DisplaySettings;
  readonly geometryMarks: GeometryMarks;
  readonly theme: Theme;
  /** The frame table is open below the picture. */
  readonly tableShown: boolean;
  /** Width of the side column, px; undefined for the default. */
  readonly sideWidthPx: number | undefined;
  /** Seconds without a new or changed file after which a watched series is final, >= MIN_QUIET_SEC. */
  readonly watchQuietSec: number;
}

/** Narrowest and widest side column, px. */
export const SIDE_WIDTH_LIMITS_PX = { least: 320, most: 900 } as const;

/** Longest stored list of d-spacings, characters. */
const LONGEST_SPACINGS = 1000;

/** Values by key, each with its default; other keys are dropped. */
const PREFERENCES = group({
  formats: group(
    Object.fromEntries(
      OUTPUTS.map(({ id, chosenAtFirst }): [OutputId, v.GenericSchema<unknown, boolean>] => [
        id,
        flag(chosenAtFirst),
      ]),
    ),
  ),
  batchPlace: oneOf('folder', 'zip'),
  display: group({
    colourMap: oneOf('inverted', 'grey', 'viridis', 'magma', 'diverging'),
    scale: oneOf('linear', 'sqrt', 'log'),
    preset: oneOf('percent01', 'percent1', 'saturation'),
    flipped: flag(false),
  }),
  geometryMarks: group({
    cross: flag(true),
    rings: flag(false),
    ice: flag(false),
    axis: flag(false),
    spacings: v.fallback(v.pipe(v.string(), v.maxLength(LONGEST_SPACINGS)), ''),
  }),
  theme: oneOf('system', 'light', 'dark'),
  tableShown: flag(true),
  sideWidthPx: perhaps(
    v.pipe(v.number(), v.minValue(SIDE_WIDTH_LIMITS_PX.least), v.maxValue(SIDE_WIDTH_LIMITS_PX.most)),
  ),
  watchQuietSec: v.fallback(v.pipe(v.number(), v.finite(), v.minValue(MIN_QUIET_SEC)), DEFAULT_QUIET_SEC),
}) satisfies v.GenericSchema<unknown, Preferences>;

/** Storage key of the preferences. */
const STORAGE_KEY = 'pedestal';
/** Version of the stored form. */
const VERSION = 1;

/** The default preferences. */
export const DEFAULT_PREFERENCES: Preferences = v.parse(PREFERENCES, {});

const KEYS = Object.keys(DEFAULT_PREFERENCES) as (keyof Preferences)[];

/** True if two states have equal preferences; cheap, because every change of state asks. */
export function samePreferences(a: Preferences, b: Preferences): boolean {
  return KEYS.every((key) => a[key] === b[key]);
}

/** Reads {@link preferencesText}. Missing or invalid values in any text get their defaults. */
export function readPreferences(text: string | null): Preferences {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? 'null');
  } catch {
    return DEFAULT_PREFERENCES;
  }
  const state = v.safeParse(v.object({ state: v.unknown(), version: v.literal(VERSION) }), stored);
  return state.success ? v.parse(PREFERENCES, state.output.state) : DEFAULT_PREFERENCES;
}

/** Only the preferences of a state, as text. */
export function preferencesText(state: Preferences): string {
  return JSON.stringify({ state: v.parse(PREFERENCES, state), version: VERSION });
}

/** The preferences of an earlier visit. */
export function loadPreferences(): Preferences {
  return readPreferences(readStored('local', STORAGE_KEY));
}

/** Stores the preferences of a state. @returns undefined, or why the browser refused */
export function storePreferences(state: Preferences): string | undefined {
  return writeStored('local', STORAGE_KEY, preferencesText(state));
}
