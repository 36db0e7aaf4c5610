/**
 * The shadow of a beam stop on the frames, marked by the user. Edges in pixels from the outer corner of the first
 * pixel; an ellipse fills them.
 */
export interface BeamStop {
  readonly form: 'ellipse' | 'rectangle';
  readonly fastFromPx: number;
  readonly fastToPx: number;
  readonly slowFromPx: number;
  readonly slowToPx: number;
}
