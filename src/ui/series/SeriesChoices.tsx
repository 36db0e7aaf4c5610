import { selectSeriesView } from '../../state/selectors';
import { useApp } from '../shared/context';
import { JoinSplit } from './JoinSplit';
import { NumberingChoice } from './NumberingChoice';
import { ReadingChoices } from './ReadingChoices';
import styles from './SeriesChoices.module.css';

/** What the selected series consists of, and how its files are read, where there is a choice. */
export function SeriesChoices() {
  const view = useApp(selectSeriesView);
  if (view === undefined) return null;
  return (
    <section className={styles.choices} aria-label="Selected series">
      <NumberingChoice view={view} />
      <ReadingChoices view={view} />
      <JoinSplit key={view.series.key} view={view} />
    </section>
  );
}
