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

/** How frames are shown; it changes no value. */
export interface DisplaySettings {
  readonly colourMap: ColourMap;
  readonly scale: DisplayScale;
  readonly preset: LimitsPreset;
  /** The slow axis upwards, for people used to that; DIALS shows it downwards. */
  readonly flipped: boolean;
}

/** What of the geometry is drawn on the frame. */
export interface GeometryMarks {
  readonly cross: boolean;
  readonly rings: boolean;
  readonly ice: boolean;
  readonly axis: boolean;
  /** d-spacings of the rings as typed, angstrom; empty for round ones that fit. */
  readonly spacings: string;
}

/** Light, dark, or as the system says. */
export type Theme = 'system' | 'light' | 'dark';

/** How the program is set up. It outlives the visit; nothing of it says anything about files. */
export interface Preferences {
  /** Whether each output is written, by its id. */
  readonly formats: Readonly<Record<OutputId, boolean>>;
  /** Where "Export all" writes. */
  readonly batchPlace: 'zip' | 'folder';
  readonly display: DisplaySettings;
  readonly geometryMarks: GeometryMarks;
  readonly theme: Theme;
  /** Width of the column at the side, px; undefined for the usual one. */
  readonly sideWidthPx: number | undefined;
  /** Seconds without a new or changed file after which a watched series is final, >= MIN_QUIET_SEC. */
  readonly watchQuietSec: number;
}

/** Narrowest and widest column at the side, px. */
export const SIDE_WIDTH_LIMITS_PX = { least: 320, most: 900 } as const;

/** Longest list of d-spacings that is kept, characters. */
const LONGEST_SPACINGS = 1000;

/** Values by key, each with its default; keys that are not named here are dropped. */
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
  sideWidthPx: perhaps(
    v.pipe(v.number(), v.minValue(SIDE_WIDTH_LIMITS_PX.least), v.maxValue(SIDE_WIDTH_LIMITS_PX.most)),
  ),
  watchQuietSec: v.fallback(v.pipe(v.number(), v.finite(), v.minValue(MIN_QUIET_SEC)), DEFAULT_QUIET_SEC),
}) satisfies v.GenericSchema<unknown, Preferences>;

/** Where the preferences outlive the visit. */
const STORAGE_KEY = 'pedestal';
/** The form of what is stored; another number would mean another form. */
const VERSION = 1;

/** How the program is set up before anyone has changed it. */
export const DEFAULT_PREFERENCES: Preferences = v.parse(PREFERENCES, {});

const KEYS = Object.keys(DEFAULT_PREFERENCES) as (keyof Preferences)[];

/** Whether two states are set up in the same way; cheap, as every change of the state asks. */
export function samePreferences(a: Preferences, b: Preferences): boolean {
  return KEYS.every((key) => a[key] === b[key]);
}

/** Reads {@link preferencesText}. Whatever the text is: what is missing or foreign in it has its default. */
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

/** The preferences of a state as a text, and nothing else of it. */
export function preferencesText(state: Preferences): string {
  return JSON.stringify({ state: v.parse(PREFERENCES, state), version: VERSION });
}

/** The preferences that an earlier visit left. */
export function loadPreferences(): Preferences {
  return readPreferences(readStored('local', STORAGE_KEY));
}

/** Keeps the preferences of a state. @returns undefined, or why the browser refused */
export function storePreferences(state: Preferences): string | undefined {
  return writeStored('local', STORAGE_KEY, preferencesText(state));
}
