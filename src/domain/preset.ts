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

/** A preset that was not imported. */
export interface RejectedPreset {
  /** 1-based position in the list. */
  readonly position: number;
  /** Absent if the name itself is unusable. */
  readonly name?: string;
  readonly faults: readonly PresetFault[];
}

/** Why a presets file cannot be imported at all. */
export type PresetFileFault =
  | { readonly code: 'unreadable'; readonly detail: string }
  | { readonly code: 'tooLarge'; readonly sizeBytes: number; readonly limitBytes: number }
  | { readonly code: 'notJson'; readonly detail: string }
  | { readonly code: 'wrongFormat' }
  | { readonly code: 'wrongVersion'; readonly version: string; readonly supported: number }
  | { readonly code: 'noList' };
