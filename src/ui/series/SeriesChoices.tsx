import { warningsAt } from '../../conversion/outputWarnings';
import { selectSeriesView } from '../../state/selectors';
import { useApp } from '../shared/context';
import { WarningList } from '../shared/WarningList';
import { ExcludeOffer } from './ExcludeOffer';
import { JoinSplit } from './JoinSplit';
import { NumberingChoice } from './NumberingChoice';
import { ReadingChoices } from './ReadingChoices';
import styles from './SeriesChoices.module.css';

/** What the selected series consists of, and how its files are read: what was decided, and the choices there are. */
export function SeriesChoices() {
  const view = useApp(selectSeriesView);
  if (view === undefined) return null;
  return (
    <section className={styles.choices} aria-label="Selected series">
      <WarningList
        label="Notes on the files"
        warnings={warningsAt('series', view.warnings)}
        offer={(warning) => <ExcludeOffer warning={warning} view={view} />}
      />
      <NumberingChoice view={view} />
      <ReadingChoices view={view} />
      <JoinSplit key={view.series.key} view={view} />
    </section>
  );
}
