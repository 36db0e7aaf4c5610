import { useId } from 'react';
import type { SeriesView } from '../../conversion/seriesView';
import { hasOpenBytes, type ReadingChoice } from '../../domain/readingChoice';
import { count } from '../../wording/numbers';
import { useCommands } from '../shared/context';
import styles from './ReadingChoices.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChoice: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChoice }: ChoiceProps<T>) {
  const id = useId();
  return (
    <span className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoice(event.target.value as T)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

/** How to read what the selected series' files leave open; nothing where they leave nothing open. */
export function ReadingChoices({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const { shape, frames } = view.series;
  const { reading } = view.settings;
  const read = (change: Partial<ReadingChoice>) => commands.files.setReading(change);
  const layout = frames.find((frame) => frame.layout !== undefined)?.layout;
  const sections = view.warnings.find(({ code }) => code === 'moreSections');
  const asksTilts =
    reading.tilts === 'radians' || view.warnings.some(({ code }) => code === 'tiltsMaybeRadians');
  if (shape === undefined || layout === undefined) return null;
  const asksBytes = hasOpenBytes({ ...layout, pixelType: shape.pixelType });
  if (!asksBytes && !asksTilts && sections === undefined) return null;
  return (
    <div className={styles.choices}>
      {asksBytes && (
        <Choice
          label="8-bit pixels"
          value={shape.pixelType === 'int8' ? 'signed' : 'unsigned'}
          options={[
            ['signed', 'signed'],
            ['unsigned', 'unsigned'],
          ]}
          onChoice={(bytes) => read({ bytes })}
        />
      )}
      {sections?.code === 'moreSections' && (
        <fieldset className={styles.buttons}>
          <legend>Frames taken</legend>
          {(['all', 'announced'] as const).map((choice) => (
            <button
              key={choice}
              type="button"
              className="button small"
              aria-pressed={reading.sections === choice}
              onClick={() => read({ sections: choice })}
            >
              {choice === 'all' ? `All ${count(sections.whole)}` : `Only ${count(sections.announced)}`}
            </button>
          ))}
        </fieldset>
      )}
      {asksTilts && (
        <Choice
          label="Tilts in the files"
          value={reading.tilts}
          options={[
            ['degrees', 'degrees'],
            ['radians', 'radians'],
          ]}
          onChoice={(tilts) => read({ tilts })}
        />
      )}
    </div>
  );
}
