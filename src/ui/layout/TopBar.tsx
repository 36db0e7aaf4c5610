import type { Theme } from '../../state/preferences';
import { useApp, useCommands } from '../shared/context';
import { FileButtons } from './FileButtons';
import icon from './icon.svg?inline';
import { ScanStatus } from './ScanStatus';
import styles from './TopBar.module.css';

const THEMES: readonly { readonly id: Theme; readonly label: string }[] = [
  { id: 'system', label: 'System' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

/** Name, file buttons, scan progress and theme. */
export function TopBar({ withFiles }: { readonly withFiles: boolean }) {
  const commands = useCommands();
  const Brand = withFiles ? 'h1' : 'span';
  const theme = useApp((state) => state.theme);
  return (
    <header className={styles.bar} data-testid="top-bar">
      {/* The first screen has a heading of its own. */}
      <Brand className={styles.brand}>
        <img src={icon} alt="" width="20" height="20" />
        Pedestal
      </Brand>
      {withFiles && (
        <div className="button-row">
          <FileButtons />
        </div>
      )}
      <ScanStatus />
      <button
        type="button"
        className="button"
        onClick={() => commands.program.openHelp({ document: 'guide' })}
      >
        Help
      </button>
      <label className={styles.theme}>
        Theme
        <select value={theme} onChange={(event) => commands.display.setTheme(event.target.value as Theme)}>
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
