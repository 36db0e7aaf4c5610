/** What only the user can check: no fault of the data, so no warning. */
export type SeriesCheck =
  /** No source gives the rotation axis; 0 is written. */
  | { readonly code: 'axisNotKnown' }
  /** A file beside the frames states the camera length that the microscope shows, mm. */
  | { readonly code: 'nominalCameraLength'; readonly file: string; readonly cameraLengthMm: number }
  /** The axis comes from the files, which do not tell the sense of the rotation. */
  | { readonly code: 'senseNotKnown'; readonly axisDeg: number };
