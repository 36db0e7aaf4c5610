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

/** A user's choice for one series. */
export interface ConversionChoice {
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
};
