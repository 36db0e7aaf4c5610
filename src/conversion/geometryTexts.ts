import type { BeamSearch } from '../domain/beamSearch';
import type { BeamStop } from '../domain/beamStop';
import type { RowOrder } from '../domain/frame';
import type { GeometryKey, TextOrigin } from '../domain/geometry';
import type { FrameShape } from '../domain/problem';
import type { TypedGeometry } from './geometryFields';

/** The texts of a series' form, and where those come from that were not typed for it. */
export interface GeometryTexts {
  readonly typed: TypedGeometry;
  /** Absent for what was typed or picked. */
  readonly textOrigins: { readonly [K in GeometryKey]?: TextOrigin };
}

/**
 * What a series gives to others of its geometry: what its user typed, picked, chose or had found. The date is of one
 * series alone, and what its files say is said by the others' own.
 */
export interface GeometryGift {
  /** Name of the series that it comes from. */
  readonly stem: string;
  /** A place on the frame says nothing of frames of another size. */
  readonly shape: Pick<FrameShape, 'fastSize' | 'slowSize'>;
  /** Texts of the form, but for date and beam centre. */
  readonly texts: TypedGeometry;
  /** Order of the rows in the frames that the rotation axis was given for. */
  readonly axisRows: RowOrder | undefined;
  readonly presetId: string | undefined;
  /** Fields that have the preset's value: what others typed there gives way. */
  readonly presetKeys: readonly GeometryKey[];
  /** Beam centre as texts, where any of it was typed or picked. */
  readonly beamTexts: TypedGeometry;
  /** Beam centre that was found, with its uncertainty. */
  readonly beamSearch: BeamSearch | undefined;
  readonly beamStop: BeamStop | undefined;
}

/** The form with some texts put into it. @param origin undefined for what the user types */
export function withTexts(
  { typed, textOrigins }: GeometryTexts,
  texts: TypedGeometry,
  origin?: TextOrigin,
): GeometryTexts {
  const origins = { ...textOrigins };
  for (const key of Object.keys(texts) as GeometryKey[]) {
    if (origin === undefined) delete origins[key];
    else origins[key] = origin;
  }
  return { typed: { ...typed, ...texts }, textOrigins: origins };
}

/** The form without the texts of some fields. */
export function withoutTexts(
  { typed, textOrigins }: GeometryTexts,
  keys: readonly GeometryKey[],
): GeometryTexts {
  const [texts, origins] = [{ ...typed }, { ...textOrigins }];
  for (const key of keys) {
    delete texts[key];
    delete origins[key];
  }
  return { typed: texts, textOrigins: origins };
}
