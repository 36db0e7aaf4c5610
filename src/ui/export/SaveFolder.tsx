import { useState } from 'react';
import type { SeriesExport } from '../../domain/exportRun';
import { canResume } from '../../state/exportFacts';
import type { ExportState } from '../../state/store';
import { explainOccupied } from '../../wording/exportWords';
import { plural } from '../../wording/numbers';
import { codeProps } from '../shared/codeProps';
import { useCommands } from '../shared/context';
import { NoFolderAccess } from '../shared/NoFolderAccess';

/** The button, or the reason there is none. */
export function SaveFolderButton({ ready }: { readonly ready: boolean }) {
  const commands = useCommands();
  if (!commands.program.canChooseFolder()) return <NoFolderAccess use="write" />;
  return (
    <button
      type="button"
      className="button"
      disabled={!ready}
      title="Writes the files to a folder and reads each one back to verify it. An interrupted export can be resumed."
      onClick={() => void commands.exporting.saveFolder()}
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
      title="Compares existing files byte for byte, keeps identical ones and writes the rest."
      onClick={() => void commands.exporting.resumeFolder()}
    >
      Resume
    </button>
  );
}

type Occupied = Extract<SeriesExport, { kind: 'occupied' }>;

/** What the folders hold, and the choice between Resume, Replace and Cancel. */
function OccupiedFolder({
  exporting: { items, placeName },
  occupied,
}: {
  readonly exporting: ExportState;
  readonly occupied: readonly Occupied[];
}) {
  const commands = useCommands();
  const [removes, setRemoves] = useState(false);
  const sum = (pick: (state: Occupied) => number) =>
    occupied.reduce((total, state) => total + pick(state), 0);
  const facts = {
    code: 'folderOccupied',
    present: sum((state) => state.present),
    planned: sum((state) => state.planned),
    earlierImages: sum((state) => state.earlierImages),
    others: sum((state) => state.others),
  };
  const where =
    items.length === 1
      ? `${placeName}/${items[0]?.outputFolder} has`
      : `The folders of ${plural(occupied.length, 'series', 'series')} in ${placeName} have`;
  return (
    <div role="group" aria-label="The folder holds files" {...codeProps(facts)}>
      <p>
        {where} {explainOccupied(facts)}
      </p>
      {facts.earlierImages > 0 && (
        <label className="check">
          <input type="checkbox" checked={removes} onChange={(event) => setRemoves(event.target.checked)} />
          Replace also removes {facts.earlierImages === 1 ? 'this' : 'these'}{' '}
          {plural(facts.earlierImages, 'image')}
        </label>
      )}
      <div className="button-row">
        <ResumeButton />
        <button
          type="button"
          className="button"
          onClick={() =>
            void (removes ? commands.exporting.replaceFolderAndRemove() : commands.exporting.replaceFolder())
          }
        >
          Replace
        </button>
        <button type="button" className="button" onClick={commands.exporting.leaveFolder}>
          Cancel
        </button>
      </div>
    </div>
  );
}

/** The choices for a folder that holds files, or Resume after an interruption. */
export function FolderChoice({ exporting }: { readonly exporting: ExportState }) {
  if (!canResume(exporting)) return null;
  const occupied = exporting.items.flatMap(({ state }) => (state.kind === 'occupied' ? [state] : []));
  if (occupied.length === 0) {
    return (
      <div className="button-row">
        <ResumeButton />
      </div>
    );
  }
  return <OccupiedFolder exporting={exporting} occupied={occupied} />;
}
