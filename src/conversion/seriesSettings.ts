import type { BeamSearch } from '../domain/beamSearch';
import type { BeamStop } from '../domain/beamStop';
import { type ConversionChoice, LEGINON_CHOICE } from '../domain/conversion';
import type { RowOrder } from '../domain/frame';
import type { Geometry } from '../domain/geometry';
import type { NumberedBy } from '../domain/numberedBy';
import { AS_FOUND, type ReadingChoice } from '../domain/readingChoice';
import type { FrameKey } from '../domain/series';
import type { AcceptedLoss } from '../domain/warning';
import type { GeometryTexts } from './geometryTexts';

/** A user's choices for one series, by the series' key. */
export interface SeriesSettings extends GeometryTexts {
  /** The frames left out. */
  readonly excluded: ReadonlySet<FrameKey>;
  /** How to read what the files leave open. */
  readonly reading: ReadingChoice;
  /** What numbers the frames; undefined = what suits their names. */
  readonly numbering: NumberedBy | undefined;
  /** Copies of frames are frames too. */
  readonly takesCopies: boolean;
  readonly choice: ConversionChoice;
  /** Order of the rows in the frames that a copied rotation axis was given for. */
  readonly axisRows: RowOrder | undefined;
  readonly presetId: string | undefined;
  /** What the search for the beam centre gave last; cleared when it is typed or picked. */
  readonly beamSearch: BeamSearch | undefined;
  readonly beamStop: BeamStop | undefined;
  /** Geometry of the example series, from its simulation. */
  readonly example: Geometry | undefined;
  /** The user chose to write placeholders for missing values. */
  readonly acceptPlaceholders: boolean;
  /** The loss of more than half of the pixels that the user wants SMV with. */
  readonly acceptedLoss: AcceptedLoss | undefined;
  /** Part of "Export all". */
  readonly inBatch: boolean;
}

/** Settings of a series that no one has touched. */
export const NEW_SERIES: SeriesSettings = {
  excluded: new Set(),
  reading: AS_FOUND,
  numbering: undefined,
  takesCopies: false,
  choice: LEGINON_CHOICE,
  typed: {},
  textOrigins: {},
  axisRows: undefined,
  presetId: undefined,
  beamSearch: undefined,
  beamStop: undefined,
  example: undefined,
  acceptPlaceholders: false,
  acceptedLoss: undefined,
  inBatch: true,
};
