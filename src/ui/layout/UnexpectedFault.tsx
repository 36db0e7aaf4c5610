import { HELP_ON_UNEXPECTED } from '../../wording/helpPlaces';
import { explainUnexpected, safetyAfterUnexpected } from '../../wording/unexpectedWords';
import { HelpLink } from '../help/HelpLink';
import { useApp, useCommands } from '../shared/context';
import styles from './UnexpectedFault.module.css';

/** An unexpected fault: what happened, what is safe, and what to send to the developers. */
export function UnexpectedFault() {
  const commands = useCommands();
  const unexpected = useApp((state) => state.unexpected);
  const exporting = useApp((state) => state.exporting.phase === 'running');
  if (unexpected === undefined) return null;
  const details = commands.program.unexpectedDetails();
  return (
    <div className={styles.unexpected} role="alert" data-code="unexpected" data-times={unexpected.times}>
      <p>
        <strong>{explainUnexpected(unexpected)}</strong> {safetyAfterUnexpected(exporting)}{' '}
        <HelpLink place={HELP_ON_UNEXPECTED} about="this fault" />
      </p>
      <details>
        <summary>Details</summary>
        <pre>{details}</pre>
      </details>
      <div className="button-row">
        <button
          type="button"
          className="button small"
          onClick={() => void commands.program.copyText(details, 'Details')}
        >
          Copy the details
        </button>
        <button type="button" className="button small" onClick={commands.program.dismissUnexpected}>
          Dismiss
        </button>
      </div>
    </div>
  );
}
