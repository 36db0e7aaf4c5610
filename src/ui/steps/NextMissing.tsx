import { exportBlockers } from '../../conversion/exportBlockers';
import type { SeriesView } from '../../conversion/seriesView';
import type { PlaceholderKey } from '../../domain/geometry';
import type { OutputChoice } from '../../domain/recipe';
import type { ExportBlocker } from '../../domain/warning';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectSeriesView } from '../../state/selectors';
import { selectSeriesList } from '../../state/seriesLines';
import { plural } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';
import styles from './NextMissing.module.css';

function missingIn(blockers: readonly ExportBlocker[]): readonly PlaceholderKey[] {
  const missing = blockers.find(({ code }) => code === 'missingGeometry');
  return missing?.code === 'missingGeometry' ? missing.keys : [];
}

function missingOf(view: SeriesView | undefined, choice: OutputChoice): readonly PlaceholderKey[] {
  return view === undefined ? [] : missingIn(exportBlockers(view, choice));
}

function fieldOf(key: PlaceholderKey): HTMLInputElement | null {
  return document.querySelector(`[data-key="${key}"] input`);
}

/** The missing value after the one whose field has the focus. */
function nextKey(keys: readonly PlaceholderKey[]): PlaceholderKey | undefined {
  const at = keys.findIndex((key) => fieldOf(key) === document.activeElement);
  return keys[(at + 1) % keys.length];
}

/** Leads to the next missing value, of this series or of the next one that lacks any. */
export function NextMissing() {
  const commands = useCommands();
  const view = useApp(selectSeriesView);
  const choice = useApp(selectOutputChoice);
  const list = useApp(selectSeriesList);
  const here = missingOf(view, choice);
  const at = list.findIndex(({ key }) => key === view?.series.key);
  const others = [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))];
  const other = others.find(({ blockers }) => missingIn(blockers).length > 0);
  const series = others.filter(({ blockers }) => missingIn(blockers).length > 0).length;
  if (here.length === 0 && other === undefined) return null;
  const go = () => {
    const keys = here.length > 0 ? here : other ? missingIn(other.blockers) : [];
    // Before the panel is shown: the focus is still where the user left it.
    const key = nextKey(keys);
    if (here.length === 0 && other !== undefined) commands.selection.selectSeries(other.key);
    commands.display.showStep('geometry');
    // The panel is shown with the next drawing.
    requestAnimationFrame(() => requestAnimationFrame(() => key !== undefined && fieldOf(key)?.focus()));
  };
  return (
    <p className={styles.row}>
      <button type="button" className="button small" onClick={go}>
        Next missing
      </button>
      <span className="muted">
        {here.length > 0 && `${plural(here.length, 'value')} here`}
        {here.length > 0 && series > 0 && ', '}
        {series > 0 && `${plural(series, 'other series', 'other series')}`}
      </span>
    </p>
  );
}
