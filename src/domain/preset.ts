import type { FieldFault } from './fieldFault';
import type { GeometryKey } from './geometry';

/** What is wrong with one preset, or with its name. */
export type PresetFault =
  | { readonly code: 'notAPreset' }
  | { readonly code: 'noName' }
  | { readonly code: 'longName'; readonly limit: number }
  | { readonly code: 'controlCharacter' }
  | { readonly code: 'builtInName' }
  | { readonly code: 'nameTwice' }
  | { readonly code: 'noValues' }
  | { readonly code: 'unknownValue'; readonly key: string }
  | { readonly code: 'wrongType'; readonly key: GeometryKey; readonly wanted: 'number' | 'text' }
  | {
      readonly code: 'badValue';
      readonly key: GeometryKey;
      readonly value: number | string;
      readonly fault: FieldFault;
    };

/** A preset that was not taken. */
export interface RejectedPreset {
  /** Place in the list, from 1. */
  readonly position: number;
  /** Absent where the name itself is not usable. */
  readonly name?: string;
  readonly faults: readonly PresetFault[];
}

/** Why nothing of a presets file can be taken. */
export type PresetFileFault =
  | { readonly code: 'unreadable'; readonly detail: string }
  | { readonly code: 'tooLarge'; readonly sizeBytes: number; readonly limitBytes: number }
  | { readonly code: 'notJson'; readonly detail: string }
  | { readonly code: 'wrongFormat' }
  | { readonly code: 'wrongVersion'; readonly version: string; readonly supported: number }
  | { readonly code: 'noList' };
