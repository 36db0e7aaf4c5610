import type { ExportState } from '../../state/store';
import { plural } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';

/** The button, or a word why there is none. */
export function SaveFolderButton({ ready }: { readonly ready: boolean }) {
  const commands = useCommands();
  if (!commands.canSaveFolder()) {
    return (
      <span className="muted" title="This browser does not let a page write to a folder. Chrome and Edge do.">
        Folder: not in this browser
      </span>
    );
  }
  return (
    <button
      type="button"
      className="button"
      disabled={!ready}
      title="Writes the files one by one into a folder and reads each one back. An interrupted export can be resumed."
      onClick={() => void commands.saveFolder()}
    >
      Save to folder
    </button>
  );
}

function ResumeButton({ ready }: { readonly ready: boolean }) {
  const commands = useCommands();
  return (
    <button
      type="button"
      className="button"
      disabled={!ready}
      title="Reads the files that are there, keeps those that are byte for byte what would be written now, and writes the rest."
      onClick={() => void commands.resumeFolder()}
    >
      Resume
    </button>
  );
}

/** How many files are known to be right. */
export function Verified({ exporting }: { readonly exporting: ExportState }) {
  const tally = tallyOf(exporting);
  if (tally === undefined) return null;
  const { filesVerified, filesTotal, filesKept, framesKept } = tally;
  return (
    <p className="muted numbers">
      Verified{' '}
      <span data-testid="verified">
        {filesVerified} of {filesTotal}
      </span>
      {filesKept > 0 && `; kept ${plural(filesKept, 'file')}, ${plural(framesKept, 'whole frame')}`}
    </p>
  );
}

function tallyOf(exporting: ExportState) {
  switch (exporting.phase) {
    case 'running':
      return exporting.progress.tally;
    case 'done':
    case 'cancelled':
    case 'failed':
      return exporting.tally;
    default:
      return undefined;
  }
}

/** What is in the chosen folder and what can be done, or the way on after an interruption. */
export function FolderChoice({ ready }: { readonly ready: boolean }) {
  const commands = useCommands();
  const exporting = useApp((state) => state.exporting);
  if (exporting.phase === 'asking') {
    const { folderName, present, planned, others } = exporting;
    return (
      <div role="group" aria-label="The folder holds files">
        <p>
          {folderName} has {present} of the {plural(planned, 'file')} to be written
          {others > 0 && `, and ${plural(others, 'other')}, which stay as they are`}. Resume keeps files that
          are byte for byte what would be written now and writes the rest, changed files too. Replace writes
          all of them.
        </p>
        <div className="button-row">
          <ResumeButton ready={ready} />
          <button
            type="button"
            className="button"
            disabled={!ready}
            onClick={() => void commands.replaceFolder()}
          >
            Replace
          </button>
          <button type="button" className="button" onClick={commands.leaveFolder}>
            Cancel
          </button>
        </div>
      </div>
    );
  }
  const interrupted = exporting.phase === 'cancelled' || exporting.phase === 'failed';
  if (!interrupted || exporting.tally === undefined) return null;
  return (
    <div className="button-row">
      <ResumeButton ready={ready} />
    </div>
  );
}
