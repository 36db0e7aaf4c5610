import { explainNotice, helpOnNotice } from '../../wording/notices';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import styles from './Notice.module.css';

/** A new version starts only on request, and never while something is read, written or watched. */
function Update() {
  const commands = useCommands();
  const ready = useApp((state) => state.updateReady);
  const working = useApp(
    ({ scan, exporting, watch }) =>
      scan.phase === 'running' || exporting.phase === 'running' || watch.phase !== 'idle',
  );
  const hasFiles = useApp((state) => state.files.size > 0);
  if (!ready) return null;
  return (
    <p className={styles.notice} data-code="updateReady">
      A new version of Pedestal is ready{working && '; you can start it once the current work has finished'}.
      {hasFiles && ' You will have to add the files again.'}
      <button
        type="button"
        className="button small"
        disabled={working}
        onClick={commands.program.updateProgram}
      >
        Start new version
      </button>
    </p>
  );
}

/** One line about what just happened; also read out by screen readers. */
export function Notice() {
  const commands = useCommands();
  const notice = useApp((state) => state.notice);
  const undoable = useApp((state) => state.undoable !== undefined && state.undoable === state.notice);
  const help = notice && helpOnNotice(notice);
  return (
    <div className={styles.region} role="status" aria-live="polite">
      <Update />
      {notice !== undefined && (
        <p className={styles.notice} {...codeProps(notice)}>
          {explainNotice(notice)}
          {help && <HelpLink place={help} about="this message" />}
          {undoable && (
            <button type="button" className="button small" onClick={commands.program.undo}>
              Undo
            </button>
          )}
          <button type="button" className="button small" onClick={commands.program.dismissNotice}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
