import type { FrameRow } from '../../conversion/frameRows';
import type { SeriesView } from '../../conversion/seriesView';
import type { GeometryKey, SourcedGeometry } from '../../domain/geometry';
import { framesAfterEnd, oscillationFromRangeDeg, oscillationFromSpeedDeg } from '../../maths/oscillation';
import { significant } from '../../wording/numbers';
import { useCommands } from '../shared/context';
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

interface ToolProps {
  readonly view: SeriesView;
}

const ROTATION_KEYS: readonly GeometryKey[] = ['oscillationStartDeg', 'oscillationPerFrameDeg'];

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

/** The oscillation from tilt speed or angles, and the frames beyond an end angle. */
export function OscillationTool({ view }: ToolProps) {
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
