import type { Theme } from '../../state/store';
import { useApp, useCommands } from '../shared/context';
import { FileButtons } from './FileButtons';
import { ScanStatus } from './ScanStatus';

const THEMES: readonly { readonly id: Theme; readonly label: string }[] = [
  { id: 'system', label: 'System' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

/** Name, ways in, scan progress and theme. */
export function TopBar({ withFiles }: { readonly withFiles: boolean }) {
  const commands = useCommands();
  const theme = useApp((state) => state.theme);
  return (
    <header className="top-bar">
      <span className="brand">
        <img src="./favicon.svg" alt="" width="20" height="20" />
        Pedestal
      </span>
      {withFiles && (
        <div className="button-row">
          <FileButtons />
        </div>
      )}
      <ScanStatus />
      <label className="theme">
        Theme
        <select value={theme} onChange={(event) => commands.setTheme(event.target.value as Theme)}>
          {THEMES.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
