import type { PixelType } from './pixelType';

/** How the offset of a series is chosen. Counts. */
export type OffsetChoice = { readonly kind: 'leginon' } | { readonly kind: 'typed'; readonly offset: number };

/** How the pedestal of a series is chosen. Counts in the SMV file. */
export type PedestalChoice =
  /** The largest minimum after the offset, not below 0 (Leginon). */
  | { readonly kind: 'leginon' }
  /** The median of the minima plus the offset (Leginon's `tiaraw2smv.py`). */
  | { readonly kind: 'median' }
  /** Pedestal = offset, so that DIALS' corrected value equals the raw one. */
  | { readonly kind: 'restoreRawZero' }
  | { readonly kind: 'typed'; readonly pedestal: number };

/** What becomes of the fractions of float pixels in SMV: cut off, or rounded to nearest (ties to even). */
export type Rounding = 'cut' | 'nearest';

/**
 * How float pixels become integers in SMV: `raw * scale + offset`, cut or rounded. Integer pixels are always stored with
 * {@link PLAIN_STORING}.
 */
export interface Storing {
  readonly rounding: Rounding;
  /** Stored counts per raw count, > 0; the gain is scaled with it. */
  readonly scale: number;
}

/** Range of the scale. */
export const LEAST_SCALE = 0.001;
export const MOST_SCALE = 100_000;

/** As Leginon does it, and for integer pixels. */
export const PLAIN_STORING: Storing = { rounding: 'cut', scale: 1 };

/** True for storing as Leginon does it. */
export function isPlainStoring({ rounding, scale }: Storing): boolean {
  return rounding === 'cut' && scale === 1;
}

/** The storing of a choice that holds for a pixel type. */
export function storingFor(pixelType: PixelType | undefined, { rounding, scale }: Storing): Storing {
  return pixelType?.startsWith('float') ? { rounding, scale } : PLAIN_STORING;
}

/** A user's choice for one series. */
export interface ConversionChoice extends Storing {
  /** Largest offset that the rule gives, counts; larger ones come from cosmic-ray spikes. */
  readonly cap: number;
  readonly offset: OffsetChoice;
  readonly pedestal: PedestalChoice;
}

/** Leginon's cap. */
const DEFAULT_CAP = 2000;

/** The rule as Leginon applies it. */
export const LEGINON_CHOICE: ConversionChoice = {
  cap: DEFAULT_CAP,
  offset: { kind: 'leginon' },
  pedestal: { kind: 'leginon' },
  ...PLAIN_STORING,
};
