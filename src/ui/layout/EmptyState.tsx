import { Fragment } from 'react';
import { INPUT_EXTENSIONS } from '../../inputs/inputs';
import { useApp, useCommands } from '../shared/context';
import { WatchStatus } from '../watch/WatchStatus';
import styles from './EmptyState.module.css';
import { FileButtons } from './FileButtons';

/** The first screen. */
export function EmptyState() {
  const commands = useCommands();
  const busy = useApp((state) => state.simulating || state.scan.phase === 'running');
  const remembered = useApp((state) => state.remembered);
  return (
    <main className={styles.empty}>
      <div className={styles.card}>
        <h1>TIA raw frames to MRC and SMV, in your browser</h1>
        <p className={styles.lead}>
          Drop the frames of a MicroED rotation series. Pedestal finds the one offset that keeps their
          negative pixels, shows where it comes from, and writes MRC and SMV series for DIALS, XDS and others.
        </p>
        <div className={styles.drop}>
          <p>
            Drop{' '}
            {INPUT_EXTENSIONS.map((extension) => (
              <Fragment key={extension}>
                <code>.{extension}</code>,{' '}
              </Fragment>
            ))}
            or whole folders anywhere on this page
          </p>
          <div className="button-row">
            <FileButtons primary />
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => void commands.files.tryExample()}
            >
              Try the example
            </button>
          </div>
        </div>
        {remembered > 0 && (
          <p className={styles.remembered}>
            The page was reloaded. Your choices for {remembered} series are kept: add the same files again.
          </p>
        )}
        <WatchStatus onFirstScreen />
        <p className={styles.privacy}>Files are read on this computer; nothing is uploaded.</p>
      </div>
    </main>
  );
}
