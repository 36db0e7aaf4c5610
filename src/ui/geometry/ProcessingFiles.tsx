import { useMemo, useState } from 'react';
import { hasProcessingFiles, processingPreview } from '../../conversion/previews';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectSeriesView } from '../../state/selectors';
import { useApp, useCommands } from '../shared/context';
import { FileText } from './FileText';

/** The input files for XDS, DIALS and PETS2 written beside the SMV images, to read and copy. */
export function ProcessingFiles() {
  const commands = useCommands();
  const view = useApp(selectSeriesView);
  const choice = useApp(selectOutputChoice);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const written = hasProcessingFiles(choice);
  const files = useMemo(
    () => (open && view && written ? processingPreview(view, choice) : []),
    [open, view, choice, written],
  );
  const file = files[chosen];
  return (
    <section className="panel" aria-label="Processing files">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Files for XDS, DIALS and PETS2</summary>
        {file === undefined ? (
          <p className="muted">
            {written
              ? 'They appear once the series is scanned.'
              : 'Written only with SMV and without Leginon headers.'}
          </p>
        ) : (
          <>
            <div className="panel-head">
              <select
                aria-label="Processing file"
                value={chosen}
                onChange={(event) => setChosen(Number(event.target.value))}
              >
                {files.map(({ name }, at) => (
                  <option key={name} value={at}>
                    {name}
                  </option>
                ))}
              </select>
              <button
                type="button"
                className="button small"
                onClick={() => void commands.program.copyText(file.text, file.name)}
              >
                Copy
              </button>
            </div>
            <FileText name={file.name} testId="processing-file" text={file.text} />
          </>
        )}
      </details>
    </section>
  );
}
