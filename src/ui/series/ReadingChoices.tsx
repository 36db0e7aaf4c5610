import type { SeriesView } from '../../conversion/seriesView';
import { hasOpenBytes, type ReadingChoice } from '../../domain/readingChoice';
import { count } from '../../wording/numbers';
import { useCommands } from '../shared/context';
import { Choice } from './Choice';
import styles from './SeriesChoices.module.css';

/** How to read what the selected series' files leave open; nothing where they leave nothing open. */
export function ReadingChoices({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const { shape, frames } = view.series;
  const { reading } = view.settings;
  const read = (change: Partial<ReadingChoice>) => commands.series.setReading(change);
  const layout = frames.find((frame) => frame.layout !== undefined)?.layout;
  const sections = view.warnings.find(({ code }) => code === 'moreSections');
  const asksTilts =
    reading.tilts === 'radians' || view.warnings.some(({ code }) => code === 'tiltsMaybeRadians');
  if (shape === undefined || layout === undefined) return null;
  const asksBytes = hasOpenBytes({ ...layout, pixelType: shape.pixelType });
  return (
    <>
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
    </>
  );
}
