import type { SeriesView } from '../../conversion/seriesView';
import type { PedestalChoice } from '../../domain/conversion';
import type { OffsetResult } from '../../maths/offsetRule';
import { value } from '../../wording/numbers';
import { useCommands } from '../shared/context';
import { DecimalField } from '../shared/DecimalField';
import styles from './OffsetControls.module.css';

const PEDESTALS = [
  { kind: 'leginon', label: 'Leginon: largest minimum' },
  { kind: 'median', label: 'Median of minima' },
  { kind: 'restoreRawZero', label: 'Restore raw zero' },
] as const;

/** The sliders reach at least this far, counts. */
const LEAST_REACH = 4000;

interface ChoiceProps {
  readonly view: SeriesView;
  readonly rule: OffsetResult;
}

interface CountSliderProps {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function CountSlider({ name, low, high, value: now, onChange }: CountSliderProps) {
  return (
    <input
      type="range"
      className={styles.slider}
      aria-label={name}
      aria-valuetext={`${value(now)} counts`}
      min={low}
      max={high}
      step={1}
      value={Math.round(Math.min(Math.max(now, low), high))}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}

/** The offset's rule and its number: the cap of Leginon's rule, or the offset itself. */
export function OffsetChoice({ view, rule }: ChoiceProps) {
  const commands = useCommands();
  const { choice } = view.settings;
  const typed = choice.offset.kind === 'typed';
  const type = (offset: number) =>
    commands.offset.setChoice({ offset: { kind: 'typed', offset: offset === 0 ? 0 : offset } });
  const reach = Math.max(LEAST_REACH, Math.ceil(-rule.smallestMinimum * rule.scale));
  return (
    <>
      <div className={styles.choice}>
        <label className="inline-field">
          Offset
          <select
            value={choice.offset.kind}
            onChange={(event) =>
              event.target.value === 'typed'
                ? type(rule.offset)
                : commands.offset.setChoice({ offset: { kind: 'leginon' } })
            }
          >
            <option value="leginon">Leginon: min, capped</option>
            <option value="typed">Typed</option>
          </select>
        </label>
        {typed ? (
          <DecimalField key="typed" label="Typed offset" value={rule.offset} onChange={type} />
        ) : (
          <DecimalField
            key="cap"
            label="Cap"
            width="4.5rem"
            value={choice.cap}
            least={0}
            onChange={(cap) => commands.offset.setChoice({ cap })}
          />
        )}
      </div>
      {typed ? (
        <CountSlider
          name="Slide the offset"
          low={Math.min(0, Math.floor(-rule.largestMinimum * rule.scale), rule.offset)}
          high={Math.max(reach, rule.offset)}
          value={rule.offset}
          onChange={type}
        />
      ) : (
        <CountSlider
          name="Slide the limit"
          low={0}
          high={Math.max(LEAST_REACH, Math.min(reach, 20_000), choice.cap)}
          value={choice.cap}
          onChange={(cap) => commands.offset.setChoice({ cap })}
        />
      )}
    </>
  );
}

/** The pedestal's rule, or the pedestal itself. */
export function PedestalChoiceRow({ view, rule }: ChoiceProps) {
  const commands = useCommands();
  const { pedestal } = view.settings.choice;
  const choose = (kind: PedestalChoice['kind']) =>
    commands.offset.setChoice({ pedestal: kind === 'typed' ? { kind, pedestal: rule.pedestal } : { kind } });
  return (
    <div className={styles.choice}>
      <label className="inline-field">
        Pedestal
        <select
          value={pedestal.kind}
          onChange={(event) => choose(event.target.value as PedestalChoice['kind'])}
        >
          {PEDESTALS.map(({ kind, label }) => (
            <option key={kind} value={kind}>
              {label}: {value(rule.pedestals[kind])}
            </option>
          ))}
          <option value="typed">Typed</option>
        </select>
      </label>
      {pedestal.kind === 'typed' && (
        <DecimalField
          label="Typed pedestal"
          value={pedestal.pedestal}
          onChange={(typed) => commands.offset.setChoice({ pedestal: { kind: 'typed', pedestal: typed } })}
        />
      )}
    </div>
  );
}
