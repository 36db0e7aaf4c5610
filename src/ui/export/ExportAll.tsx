import { selectOutputFolders, settingsOf } from '../../state/allSeries';
import type { SeriesListEntry } from '../../state/seriesLines';
import { useApp, useCommands } from '../shared/context';
import { NoFolderAccess } from '../shared/NoFolderAccess';
import styles from './ExportAll.module.css';

function Place() {
  const commands = useCommands();
  const place = useApp((state) => state.batchPlace);
  if (!commands.program.canChooseFolder()) return <NoFolderAccess use="write">as one ZIP</NoFolderAccess>;
  return (
    <select
      aria-label="Export all as"
      value={place}
      onChange={(event) => commands.exporting.setBatchPlace(event.target.value === 'zip' ? 'zip' : 'folder')}
    >
      <option value="folder">into a folder</option>
      <option value="zip">as one ZIP</option>
    </select>
  );
}

function TakesPart({ entry }: { readonly entry: SeriesListEntry }) {
  const commands = useCommands();
  const checked = useApp((state) => settingsOf(state, entry.key).inBatch);
  const outputFolder = useApp((state) => selectOutputFolders(state).get(entry.key));
  return (
    <li>
      <label className="check" title={entry.folder}>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => commands.exporting.setInBatch(entry.key, event.target.checked)}
        />
        {outputFolder}
      </label>
    </li>
  );
}

/** The button for several series, their destination and the choice of series. */
export function ExportAll({ entries }: { readonly entries: readonly SeriesListEntry[] }) {
  const commands = useCommands();
  const running = useApp(({ exporting }) => exporting.phase === 'running');
  const taking = useApp((state) => entries.filter(({ key }) => settingsOf(state, key).inBatch).length);
  if (entries.length < 2) return null;
  return (
    <div className={styles.exportAll}>
      <div className="button-row">
        <button
          type="button"
          className="button small"
          disabled={running || taking === 0}
          title="Once all are scanned, writes the chosen series one after another, each with its own offset. Series that cannot be written are skipped and listed."
          onClick={() => void commands.exporting.exportAll()}
        >
          Export all
        </button>
        <Place />
      </div>
      <details>
        <summary>
          {taking} of {entries.length} series chosen
        </summary>
        <ul>
          {entries.map((entry) => (
            <TakesPart key={entry.key} entry={entry} />
          ))}
        </ul>
      </details>
    </div>
  );
}
