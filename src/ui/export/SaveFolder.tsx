import { canResume } from '../../state/exportFacts';
import type { ExportState } from '../../state/store';
import { plural } from '../../wording/numbers';
import { useCommands } from '../shared/context';

/** The button, or a word why there is none. */
export function SaveFolderButton({ ready }: { readonly ready: boolean }) {
  const commands = useCommands();
  if (!commands.canChooseFolder()) {
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

function ResumeButton() {
  const commands = useCommands();
  return (
    <button
      type="button"
      className="button"
      title="Reads the files that are there, keeps those that are byte for byte what would be written now, and writes the rest."
      onClick={() => void commands.resumeFolder()}
    >
      Resume
    </button>
  );
}

/** What is in the chosen folder and what can be done, or the way on after an interruption. */
export function FolderChoice({ exporting }: { readonly exporting: ExportState }) {
  const commands = useCommands();
  if (!canResume(exporting)) return null;
  const { items, placeName } = exporting;
  const occupied = items.flatMap(({ state }) => (state.kind === 'occupied' ? [state] : []));
  if (occupied.length === 0) {
    return (
      <div className="button-row">
        <ResumeButton />
      </div>
    );
  }
  const sum = (pick: (state: (typeof occupied)[number]) => number) =>
    occupied.reduce((total, state) => total + pick(state), 0);
  const others = sum((state) => state.others);
  const single = items.length === 1 ? `${placeName}/${items[0]?.outputFolder} has` : undefined;
  return (
    <div role="group" aria-label="The folder holds files">
      <p>
        {single ?? `The folders of ${plural(occupied.length, 'series', 'series')} in ${placeName} have`}{' '}
        {sum((state) => state.present)} of the{' '}
        {plural(
          sum((state) => state.planned),
          'file',
        )}{' '}
        to be written
        {others > 0 && `, and ${plural(others, 'other')}, which stay as they are`}. Resume keeps files that
        are byte for byte what would be written now and writes the rest, changed files too. Replace writes all
        of them.
      </p>
      <div className="button-row">
        <ResumeButton />
        <button type="button" className="button" onClick={() => void commands.replaceFolder()}>
          Replace
        </button>
        <button type="button" className="button" onClick={commands.leaveFolder}>
          Cancel
        </button>
      </div>
    </div>
  );
}
