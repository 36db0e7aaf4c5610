import { seriesChecks } from '../../conversion/seriesChecks';
import type { SeriesView } from '../../conversion/seriesView';
import { explainCheck } from '../../wording/checks';
import { helpOnCheck } from '../../wording/helpPlaces';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from '../shared/codeProps';
import styles from './ThingsToCheck.module.css';

/** What no file tells and only the user can check. */
export function ThingsToCheck({ view }: { readonly view: SeriesView }) {
  const checks = seriesChecks(view.geometry, view.series.side);
  if (checks.length === 0) return null;
  return (
    <div className={styles.checks}>
      <h3>To check</h3>
      <ul aria-label="To check">
        {checks.map((check) => (
          <li key={check.code} {...codeProps(check)}>
            {explainCheck(check)} <HelpLink place={helpOnCheck(check)} about="this check" />
          </li>
        ))}
      </ul>
    </div>
  );
}
