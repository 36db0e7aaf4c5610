import { useId, useState } from 'react';
import type { FrameRow } from '../../conversion/frameRows';
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
import { framesAfterEnd, oscillationFromRangeDeg, oscillationFromSpeedDeg } from '../../maths/oscillation';
import { fixed, significant, value } from '../../wording/numbers';
import { useCommands } from '../shared/context';
import {
  type Answer,
  AnswerRow,
  NumberBox,
  type NumberInput,
  numberIn,
  numberText,
  obstacle,
  resultFor,
  Tool,
  useNumberInput,
} from './calculation';
import fields from './fields.module.css';
import { PickButton } from './PickButton';

const SCALE_KEYS: readonly GeometryKey[] = ['pixelSizeMm', 'wavelengthAngstrom'];
const ROTATION_KEYS: readonly GeometryKey[] = ['oscillationStartDeg', 'oscillationPerFrameDeg'];
const FIRST_STANDARD = POWDER_STANDARDS[0] as PowderStandard;

interface ToolProps {
  readonly view: SeriesView;
}

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

function RingTool({ view, radius }: ToolProps & { readonly radius: NumberInput }) {
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

function ReciprocalPixelTool({ view: { geometry } }: ToolProps) {
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

function perFrameWords(perFrameDeg: number): string {
  return `${significant(perFrameDeg)}\u00b0 per frame`;
}

function answerFromSpeed(speed: NumberInput, exposure: NumberInput, geometry: SourcedGeometry): Answer {
  const speedDegPerSec = numberIn(speed);
  const exposureSec = numberIn(exposure);
  if (speedDegPerSec === undefined || exposureSec === undefined) {
    return obstacle([speed, exposure], geometry, []);
  }
  const perFrameDeg = oscillationFromSpeedDeg(speedDegPerSec, exposureSec);
  return resultFor(`${perFrameWords(perFrameDeg)}.`, [['oscillationPerFrameDeg', perFrameDeg]]);
}

function answerFromRange(
  start: NumberInput,
  end: NumberInput,
  frames: NumberInput,
  geometry: SourcedGeometry,
): Answer {
  const startDeg = numberIn(start);
  const endDeg = numberIn(end);
  const frameCount = numberIn(frames);
  if (startDeg === undefined || endDeg === undefined || frameCount === undefined) {
    return obstacle([start, end, frames], geometry, []);
  }
  if (startDeg === endDeg) return { kind: 'refused', words: 'Start and end angle are equal.' };
  const perFrameDeg = oscillationFromRangeDeg(startDeg, endDeg, frameCount);
  const words = `${perFrameWords(perFrameDeg)}, starting at ${significant(startDeg)}\u00b0.`;
  // A start angle from the form keeps its value and origin.
  return resultFor(words, [
    ...(start.isTyped ? [['oscillationStartDeg', startDeg] as const] : []),
    ['oscillationPerFrameDeg', perFrameDeg],
  ]);
}

/** `Frame 60 begins`, `Frames 58 to 60 begin`. */
function whichBegin(rows: readonly FrameRow[]): string {
  const first = rows[0]?.frame.number;
  const last = rows.at(-1)?.frame.number;
  return first === last ? `Frame ${first} begins` : `Frames ${first} to ${last} begin`;
}

/** The frames beyond a typed end angle, by the form's start and step, and the button that excludes them. */
function FramesAfterEnd({ view, endDeg }: ToolProps & { readonly endDeg: number }) {
  const commands = useCommands();
  const { geometry, rows } = view;
  const startDeg = geometry.oscillationStartDeg?.value;
  const perFrameDeg = geometry.oscillationPerFrameDeg?.value;
  const numbers = rows.map(({ frame }) => frame.number);
  const firstNumber = numbers[0];
  if (firstNumber === undefined) return null;
  const end = `${significant(endDeg)}\u00b0`;
  if (startDeg === undefined || perFrameDeg === undefined) {
    return (
      <p className={fields.smallText}>
        Which frames lie beyond {end}? {obstacle([], geometry, ROTATION_KEYS).words}
      </p>
    );
  }
  if ((endDeg - startDeg) * perFrameDeg < 0) {
    return (
      <p className={`${fields.smallText} warn`}>
        From {significant(startDeg)}
        {'\u00b0'} at {perFrameWords(perFrameDeg)} the rotation never reaches {end}: check the signs.
      </p>
    );
  }
  const after = new Set(framesAfterEnd({ startDeg, perFrameDeg, firstNumber }, endDeg, numbers));
  const concerned = rows.filter(({ included, frame }) => included && after.has(frame.number));
  if (concerned.length === 0) {
    return <p className={fields.smallText}>No included frame begins at or after {end}.</p>;
  }
  return (
    <div className={fields.answer}>
      <output className="warn">
        {whichBegin(concerned)} at or after {end}: exclude {concerned.length === 1 ? 'it' : 'them'}?
      </output>
      <button
        type="button"
        className="button small"
        onClick={() =>
          commands.selection.setIncluded(
            concerned.map(({ frame }) => frame.key),
            false,
          )
        }
      >
        Exclude
      </button>
    </div>
  );
}

function OscillationTool({ view }: ToolProps) {
  const { geometry, rows } = view;
  const first = rows[0]?.frame.number ?? 1;
  // Angles follow the numbers, so a gap counts.
  const span = (rows.at(-1)?.frame.number ?? first) - first + 1;
  const speed = useNumberInput('Tilt speed (\u00b0/s)', 'not0');
  const exposure = useNumberInput('Exposure per frame (s)', 'above0', geometry.exposureSec?.value);
  const start = useNumberInput('Start angle (\u00b0)', 'any', geometry.oscillationStartDeg?.value);
  const end = useNumberInput('End angle (\u00b0)', 'any');
  const frames = useNumberInput('Frames', 'count', span);
  const endDeg = numberIn(end);
  return (
    <Tool name="Oscillation">
      <div className={fields.fields}>
        <NumberBox input={speed} />
        <NumberBox input={exposure} />
      </div>
      <AnswerRow answer={answerFromSpeed(speed, exposure, geometry)} />
      <div className={`${fields.fields} ${fields.three}`}>
        <NumberBox input={start} />
        <NumberBox input={end} />
        <NumberBox input={frames} />
      </div>
      <AnswerRow answer={answerFromRange(start, end, frames, geometry)} />
      {endDeg !== undefined && <FramesAfterEnd view={view} endDeg={endDeg} />}
    </Tool>
  );
}

interface CalculatorsProps extends ToolProps {
  /** Radius of a ring picked on the frame, px: each new value fills the radius field and opens the tools. */
  readonly pickedRadiusPx?: number | undefined;
}

/** Geometry values computed from measurements; nothing is written before "Use". */
export function Calculators({ view, pickedRadiusPx }: CalculatorsProps) {
  const [isOpen, setOpen] = useState(false);
  const [lastPicked, setLastPicked] = useState<number | undefined>(undefined);
  // A calibration often serves other series too, so the radius survives a change of series.
  const radius = useNumberInput('Ring radius (px)', 'above0');
  if (pickedRadiusPx !== lastPicked) {
    setLastPicked(pickedRadiusPx);
    if (pickedRadiusPx !== undefined) {
      radius.setText(numberText(pickedRadiusPx));
      setOpen(true);
    }
  }
  return (
    <details data-testid="calculators" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Work out a value</summary>
      <RingTool view={view} radius={radius} />
      <ReciprocalPixelTool view={view} />
      <OscillationTool key={view.series.key} view={view} />
    </details>
  );
}
