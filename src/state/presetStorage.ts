import { type GeometryPreset, presetsFileText, readPresets } from '../conversion/geometryPresets';
import type { Notice } from '../domain/noticeFacts';
import { readStored, writeStored } from './browserStorage';

/**
 * Storage of the user's presets, in the form of an exported file. They have their own key, because an
 * older tab that stores its preferences would overwrite them with older presets.
 */
const STORAGE_KEY = 'pedestal-presets';

/** The user's presets from another visit or tab. */
export interface StoredPresets {
  readonly presets: readonly GeometryPreset[];
  /** Reports what could not be read. */
  readonly notice: Notice | undefined;
}

/** Reads the stored presets; damaged ones are skipped and reported. */
export function loadPresets(): StoredPresets {
  const text = readStored('local', STORAGE_KEY);
  if (text === null) return { presets: [], notice: undefined };
  const read = readPresets(text);
  if ('code' in read) return { presets: [], notice: { code: 'presetStorageDamaged', fault: read } };
  const { presets, rejected } = read;
  if (rejected.length === 0) return { presets, notice: undefined };
  return { presets, notice: { code: 'storedPresetsDamaged', rejected } };
}

/**
 * Stores the presets on this computer.
 * @returns undefined, or why the browser could not
 */
export function storePresets(presets: readonly GeometryPreset[]): string | undefined {
  return writeStored('local', STORAGE_KEY, presetsFileText(presets));
}
