/** What only the user can check: no fault of the data, so no warning. */
export type SeriesCheck =
  /** No source gives the rotation axis; 0 is written. */
  | { readonly code: 'axisNotKnown' }
  /** The axis comes from the files, which do not tell the sense of the rotation. */
  | { readonly code: 'senseNotKnown'; readonly axisDeg: number };
