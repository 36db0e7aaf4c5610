import { type HeldSeries, MIN_QUIET_SEC } from '../../state/watch';
import { plural } from '../../wording/numbers';
import { explainTrouble } from '../../wording/watchWords';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import { DecimalField } from '../shared/DecimalField';
import styles from './WatchStatus.module.css';

/** Number of names shown of incomplete files. */
const NAMES_SHOWN = 20;

function Trouble() {
  const commands = useCommands();
  const trouble = useApp((state) => state.watch.trouble);
  if (trouble === undefined) return null;
  return (
    <div role="alert" className={styles.trouble}>
      <p className="bad" {...codeProps(trouble)}>
        {explainTrouble(trouble)}
      </p>
      {trouble.code === 'denied' && (
        <button type="button" className="button small" onClick={() => void commands.watching.allowWatching()}>
          Allow
        </button>
      )}
    </div>
  );
}

function Held({ held }: { readonly held: readonly HeldSeries[] }) {
  const commands = useCommands();
  if (held.length === 0) return null;
  return (
    <>
      <ul className={styles.held} aria-label="Not exported">
        {held.map(({ key, stem, reason }) => (
          <li key={key}>
            <button
              type="button"
              className={styles.link}
              onClick={() => commands.selection.selectSeries(key)}
            >
              {stem}
            </button>
            : {reason}
          </li>
        ))}
      </ul>
      {held.some(({ failed }) => failed) && (
        <button
          type="button"
          className="button small"
          onClick={() => void commands.watching.tryAutoExportAgain()}
        >
          Try again
        </button>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly title: string;
  readonly onStart: () => void;
  readonly onEnd: () => void;
  /** Text before a name, and the name, once chosen. */
  readonly chosen: readonly [before: string, name: string] | undefined;
}

/** A task that runs during the watch while ticked. */
function Choice({ label, title, onStart, onEnd, chosen }: ChoiceProps) {
  return (
    <>
      <label className="check" title={title}>
        <input
          type="checkbox"
          checked={chosen !== undefined}
          onChange={(event) => (event.target.checked ? onStart() : onEnd())}
        />
        {label}
      </label>
      {chosen !== undefined && (
        <p className={styles.line} title={chosen[1]}>
          {chosen[0]} <strong>{chosen[1]}</strong>
        </p>
      )}
    </>
  );
}

function NewSeries() {
  const commands = useCommands();
  const given = useApp((state) => state.watch.newSeriesGeometry);
  const hasSeries = useApp((state) => state.files.size > 0);
  if (!hasSeries) return null;
  return (
    <Choice
      label="New series take this geometry"
      title="New series with frames of the same size and an untouched geometry form get the selected series' current geometry: typed values except the date, preset, beam centre with its uncertainty, and beam stop."
      onStart={commands.watching.startNewSeriesGeometry}
      onEnd={commands.watching.endNewSeriesGeometry}
      chosen={given && ['copied from', given.stem]}
    />
  );
}

function AutoExport() {
  const commands = useCommands();
  const output = useApp((state) => state.watch.outputName);
  const held = useApp((state) => state.watch.held);
  return (
    <>
      <Choice
        label="Export final series automatically"
        title="Asks for a folder and writes each series there once it is final and nothing blocks its export."
        onStart={() => void commands.watching.startAutoExport()}
        onEnd={commands.watching.endAutoExport}
        chosen={output === undefined ? undefined : ['to', output]}
      />
      <Held held={held} />
    </>
  );
}

/** The watched folder: incomplete files, tasks for final series, and the button to stop. */
export function WatchStatus({ onFirstScreen = false }: { readonly onFirstScreen?: boolean }) {
  const commands = useCommands();
  const phase = useApp((state) => state.watch.phase);
  const folderName = useApp((state) => state.watch.folderName);
  const waiting = useApp((state) => state.watch.waiting);
  const quietSec = useApp((state) => state.watchQuietSec);
  if (phase === 'idle') return <div data-testid="watch" data-state={phase} hidden />;
  return (
    <section
      className={`${styles.watch} ${onFirstScreen ? styles.onFirstScreen : styles.besideList}`}
      aria-label="Watched folder"
      data-testid="watch"
      data-state={phase}
    >
      <div className={styles.facts}>
        <p className={styles.line} title={folderName}>
          Watching <strong>{folderName}</strong>
        </p>
        <p className={`${styles.line} muted numbers`} title={waiting.slice(0, NAMES_SHOWN).join('\n')}>
          {waiting.length === 0 ? 'all files complete' : `${plural(waiting.length, 'file')} not complete yet`}
        </p>
        <Trouble />
        <span title="A series is final and can be exported once none of its frames has arrived or changed for this long.">
          <DecimalField
            label="Quiet time (s)"
            value={quietSec}
            least={MIN_QUIET_SEC}
            onChange={commands.watching.setWatchQuiet}
            width="3rem"
          />
        </span>
        <NewSeries />
        <AutoExport />
      </div>
      <button type="button" className="button small" onClick={commands.watching.stopWatching}>
        Stop watching
      </button>
    </section>
  );
}
