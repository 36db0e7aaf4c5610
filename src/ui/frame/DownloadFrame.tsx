import { useState } from 'react';
import { OUTPUTS } from '../../outputs/outputs';
import { selectFrameRow } from '../../state/selectors';
import { useApp, useCommands } from '../shared/context';

/** Writes the selected frame alone, in one of the output formats. */
export function DownloadFrame() {
  const commands = useCommands();
  const [output, setOutput] = useState(OUTPUTS[0]?.id ?? '');
  const ready = useApp((state) => {
    const row = selectFrameRow(state);
    return row?.summary !== undefined && row.included;
  });
  return (
    <span className="inline-field">
      <select
        aria-label="Format of the single frame"
        value={output}
        onChange={(event) => setOutput(event.target.value)}
      >
        {OUTPUTS.map(({ id, extension }) => (
          <option key={id} value={id}>
            .{extension}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button small"
        disabled={!ready}
        onClick={() => void commands.exporting.downloadFrame(output)}
      >
        Download frame
      </button>
    </span>
  );
}
