import { useState } from 'react';
import { selectFrameRow } from '../../state/selectors';
import { useApp, useCommands } from '../shared/context';

/** Writes the selected frame alone, as SMV or MRC. */
export function DownloadFrame() {
  const commands = useCommands();
  const [format, setFormat] = useState<'smv' | 'mrc'>('smv');
  const ready = useApp((state) => {
    const row = selectFrameRow(state);
    return row?.summary !== undefined && row.included;
  });
  return (
    <span className="inline-field">
      <select
        aria-label="Format of the single frame"
        value={format}
        onChange={(event) => setFormat(event.target.value as 'smv' | 'mrc')}
      >
        <option value="smv">.img</option>
        <option value="mrc">.mrc</option>
      </select>
      <button
        type="button"
        className="button small"
        disabled={!ready}
        onClick={() => void commands.downloadFrame(format)}
      >
        Download frame
      </button>
    </span>
  );
}
