import { type GeometryPreset, presetsFileText, readPresets } from '../conversion/geometryPresets';
import type { Notice } from '../domain/notice';
import { readStored, writeStored } from './browserStorage';

/**
 * Where the user's presets outlive the visit, in the form of an exported file. They have a place of their own: an
 * older tab that writes its preferences would write its older presets too.
 */
const STORAGE_KEY = 'pedestal-presets';

/** The user's presets as another visit or tab left them. */
export interface StoredPresets {
  readonly presets: readonly GeometryPreset[];
  /** Says what could not be read. */
  readonly notice: Notice | undefined;
}

/** Reads the presets kept on this computer; what is damaged there is left out and said. */
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
 * Keeps the presets on this computer.
 * @returns undefined, or why the browser could not
 */
export function storePresets(presets: readonly GeometryPreset[]): string | undefined {
  return writeStored('local', STORAGE_KEY, presetsFileText(presets));
}
