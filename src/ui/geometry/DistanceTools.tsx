import { useId, useState } from 'react';
import type { SeriesView } from '../../conversion/seriesView';
import type { GeometryKey, SourcedGeometry } from '../../domain/geometry';
import {
  POWDER_STANDARDS,
  type PowderRing,
  type PowderStandard,
  type RingScale,
  reciprocalPixelDistanceMm,
  reciprocalPixelPerAngstrom,
  ringDistanceMm,
  suggestRing,
} from '../../maths/calibration';
import { fixed, significant, value } from '../../wording/numbers';
import {
  type Answer,
  AnswerRow,
  NumberBox,
  type NumberInput,
  numberIn,
  obstacle,
  resultFor,
  Tool,
  useNumberInput,
} from './calculation';
import fields from './fields.module.css';
import { PickButton } from './PickButton';

interface ToolProps {
  readonly view: SeriesView;
}

const SCALE_KEYS: readonly GeometryKey[] = ['pixelSizeMm', 'wavelengthAngstrom'];
const FIRST_STANDARD = POWDER_STANDARDS[0] as PowderStandard;

function scaleOf({ pixelSizeMm, wavelengthAngstrom }: SourcedGeometry): RingScale | undefined {
  if (pixelSizeMm === undefined || wavelengthAngstrom === undefined) return undefined;
  return { pixelSizeMm: pixelSizeMm.value, wavelengthAngstrom: wavelengthAngstrom.value };
}

function distanceAnswer(distanceMm: number): Answer {
  return resultFor(`Detector distance ${significant(distanceMm)} mm.`, [['detectorDistanceMm', distanceMm]]);
}

function answerFromRing(radius: NumberInput, ring: PowderRing, geometry: SourcedGeometry): Answer {
  const radiusPx = numberIn(radius);
  const scale = scaleOf(geometry);
  if (radiusPx === undefined || scale === undefined) return obstacle([radius], geometry, SCALE_KEYS);
  const distanceMm = ringDistanceMm(radiusPx, ring.dAngstrom, scale);
  return distanceMm === undefined
    ? { kind: 'refused', words: `At this wavelength, ring ${ring.hkl} misses the detector.` }
    : distanceAnswer(distanceMm);
}

/** The ring nearest to the radius at the form's distance, which may be only roughly known. */
function NearestRing({
  view,
  standard,
  radius,
  chosen,
  onChoose,
}: ToolProps & {
  readonly standard: PowderStandard;
  readonly radius: NumberInput;
  readonly chosen: PowderRing;
  readonly onChoose: (ring: PowderRing) => void;
}) {
  const { detectorDistanceMm } = view.geometry;
  const scale = scaleOf(view.geometry);
  const radiusPx = numberIn(radius);
  if (detectorDistanceMm === undefined || scale === undefined || radiusPx === undefined) return null;
  const nearest = suggestRing(standard, radiusPx, detectorDistanceMm.value, scale);
  if (nearest === undefined) return null;
  const { ring, misfit } = nearest;
  const percent = value(misfit * 100, 1);
  return (
    <div className={fields.answer}>
      <span className="muted">
        At the current distance, {ring.hkl} is nearest, with a misfit of{' '}
        {misfit > 0 ? `+${percent}` : percent} %.
      </span>
      {ring !== chosen && (
        <button type="button" className="button small" onClick={() => onChoose(ring)}>
          Choose {ring.hkl}
        </button>
      )}
    </div>
  );
}

/** The distance from the radius of a powder ring. */
export function RingTool({ view, radius }: ToolProps & { readonly radius: NumberInput }) {
  const [standard, setStandard] = useState(FIRST_STANDARD);
  const [hkl, setHkl] = useState<string | undefined>(undefined);
  const standardId = useId();
  const ringId = useId();
  const ring = standard.rings.find((one) => one.hkl === hkl) ?? (standard.rings[0] as PowderRing);
  return (
    <Tool name="Distance from a ring">
      <div className={fields.fields}>
        <div className={fields.field}>
          <label htmlFor={standardId}>Standard</label>
          <select
            id={standardId}
            value={standard.id}
            onChange={(event) => {
              setStandard(POWDER_STANDARDS.find(({ id }) => id === event.target.value) ?? FIRST_STANDARD);
              setHkl(undefined);
            }}
          >
            {POWDER_STANDARDS.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className={fields.field}>
          <label htmlFor={ringId}>Ring (hkl, d)</label>
          <select id={ringId} value={ring.hkl} onChange={(event) => setHkl(event.target.value)}>
            {standard.rings.map((one) => (
              <option key={one.hkl} value={one.hkl}>
                {one.hkl}, {fixed(one.dAngstrom, 4)} {'\u00c5'}
              </option>
            ))}
          </select>
        </div>
        <NumberBox input={radius} />
        <div className={`${fields.field} ${fields.pickField}`}>
          <PickButton tool="ring">Pick a ring on frame</PickButton>
        </div>
      </div>
      <AnswerRow answer={answerFromRing(radius, ring, view.geometry)} />
      <NearestRing
        view={view}
        standard={standard}
        radius={radius}
        chosen={ring}
        onChoose={(nearest) => setHkl(nearest.hkl)}
      />
    </Tool>
  );
}

/** The distance from a calibrated reciprocal pixel size. */
export function ReciprocalPixelTool({ view: { geometry } }: ToolProps) {
  const spacing = useNumberInput('Reciprocal pixel size (1/\u00c5 per px)', 'above0');
  const scale = scaleOf(geometry);
  const typed = numberIn(spacing);
  const distanceMm = geometry.detectorDistanceMm?.value;
  const answer =
    typed === undefined || scale === undefined
      ? obstacle([spacing], geometry, SCALE_KEYS)
      : distanceAnswer(reciprocalPixelDistanceMm(typed, scale));
  return (
    <Tool name="Distance from reciprocal pixel size">
      {distanceMm !== undefined && scale !== undefined && (
        <p className={fields.smallText}>
          The current values give {significant(reciprocalPixelPerAngstrom(distanceMm, scale))} 1/{'\u00c5'}{' '}
          per px.
        </p>
      )}
      <div className={fields.fields}>
        <NumberBox input={spacing} wide />
      </div>
      <AnswerRow answer={answer} />
    </Tool>
  );
}
