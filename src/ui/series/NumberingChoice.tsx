import type { SeriesView } from '../../conversion/seriesView';
import type { NumberedBy } from '../../domain/numberedBy';
import { plural } from '../../wording/numbers';
import { useCommands } from '../shared/context';
import { Choice } from './Choice';
import styles from './SeriesChoices.module.css';

const LABEL: Readonly<Record<NumberedBy, string>> = {
  number: 'by number',
  order: 'by order',
  tilt: 'by tilt in the name',
};

/** What numbers the frames of the selected series, where their names allow several ways; and copies of frames. */
export function NumberingChoice({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const { numbering, copies } = view.series;
  return (
    <>
      {numbering.options.length > 1 && (
        <Choice
          label="Numbering"
          value={numbering.by}
          options={numbering.options.map((by) => [by, LABEL[by]])}
          onChoice={commands.series.setNumbering}
        />
      )}
      {copies.length > 0 && (
        <label className={`check ${styles.copies}`}>
          <input
            type="checkbox"
            checked={view.settings.takesCopies}
            onChange={(event) => commands.series.takeCopies(event.target.checked)}
          />
          Take {plural(copies.length, 'copy', 'copies')} as {copies.length === 1 ? 'a frame' : 'frames'}
        </label>
      )}
    </>
  );
}
