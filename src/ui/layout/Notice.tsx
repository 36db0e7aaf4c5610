import { useApp, useCommands } from '../shared/context';

/** One line about what just happened; also read out to those who can't see it. */
export function Notice() {
  const commands = useCommands();
  const notice = useApp((state) => state.notice);
  return (
    <div className="notice-region" role="status" aria-live="polite">
      {notice !== undefined && (
        <p className="notice">
          {notice}
          <button type="button" className="button small" onClick={commands.dismissNotice}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
