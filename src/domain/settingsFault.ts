import type { FieldFault } from './fieldFault';
import type { GeometryKey } from './geometry';

/** What in a settings file cannot be applied. `value`: the value in the file, as JSON. */
export type SettingsFault =
  | { readonly code: 'noSeriesInFile' }
  | { readonly code: 'badCap'; readonly value: string }
  | { readonly code: 'badOffset'; readonly value: string }
  | { readonly code: 'badOffsetChoice'; readonly value: string }
  | { readonly code: 'badPedestal'; readonly value: string }
  | { readonly code: 'badPedestalChoice'; readonly value: string }
  | { readonly code: 'badOrigin'; readonly key: GeometryKey; readonly value: string }
  | {
      readonly code: 'badGeometry';
      readonly key: GeometryKey;
      readonly value: string;
      readonly fault: FieldFault;
    }
  | { readonly code: 'badNumbering'; readonly value: string }
  | { readonly code: 'badFractions'; readonly value: string }
  | { readonly code: 'badReading'; readonly value: string }
  | { readonly code: 'badBeamStop'; readonly value: string }
  | { readonly code: 'badExcluded'; readonly value: string };
