/** The fault of a field's text. */
export type FieldFault =
  | { readonly code: 'empty' }
  | { readonly code: 'notANumber' }
  | { readonly code: 'notText' }
  /** A comma that may be a decimal sign or a thousands separator, as in `1,234`. */
  | { readonly code: 'ambiguousNumber'; readonly decimal: number; readonly thousands: number }
  | { readonly code: 'notAbove'; readonly limit: number }
  | { readonly code: 'tooSmall'; readonly least: number }
  | { readonly code: 'tooLarge'; readonly most: number }
  | { readonly code: 'isZero' }
  /** Not a whole number within the limits. */
  | { readonly code: 'notACount'; readonly least: number; readonly most: number }
  | { readonly code: 'badBinning' }
  | { readonly code: 'unevenBinning' }
  | { readonly code: 'badHeaderText'; readonly longest: number }
  | { readonly code: 'badDate' };
