import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { SeriesExport } from '../../domain/exportRun';
import { type SeriesListEntry, selectSeriesList } from '../../state/seriesLines';
import { nameSeriesExport } from '../../wording/exportWords';
import { bytes, count, plural, ranges } from '../../wording/numbers';
import { explainLate } from '../../wording/watchWords';
import { ExportAll } from '../export/ExportAll';
import { useApp, useCommands } from '../shared/context';
import styles from './SeriesList.module.css';

type Tone = 'ok' | 'bad' | 'busy' | '';

/** The list's line on a series' own state. */
function lineOf({ state, failed, scanned, frames, excluded }: SeriesListEntry): {
  readonly text: string;
  readonly tone: Tone;
} {
  switch (state) {
    case 'failed':
      return { text: `${count(failed)} cannot be converted`, tone: 'bad' };
    case 'scanning':
      return { text: `${count(scanned)} of ${count(frames - excluded)} scanned`, tone: 'busy' };
    case 'arriving':
      return { text: 'still arriving', tone: 'busy' };
    case 'scanned':
      return { text: 'scanned', tone: '' };
    case 'ready':
      return { text: 'ready', tone: 'ok' };
  }
}

const EXPORT_TONE: { readonly [K in SeriesExport['kind']]: Tone } = {
  waiting: 'busy',
  running: 'busy',
  done: 'ok',
  occupied: 'bad',
  skipped: 'bad',
  cancelled: 'busy',
  failed: 'bad',
};

interface SeriesOptionProps {
  readonly entry: SeriesListEntry;
  readonly selected: boolean;
  readonly withFolder: boolean;
}

function SeriesOption({ entry, selected, withFolder }: SeriesOptionProps) {
  const commands = useCommands();
  const { series } = entry;
  const exported = useApp(({ exporting: { items } }) =>
    items.length < 2 ? undefined : items.find(({ seriesKey }) => seriesKey === entry.key)?.state,
  );
  // Its state in an export of several takes precedence over the scan.
  const line =
    exported === undefined
      ? lineOf(entry)
      : { text: nameSeriesExport(exported), tone: EXPORT_TONE[exported.kind] };
  const size = series.frames.reduce(
    (sum, frame) => sum + (frame.indexInFile === 0 ? frame.file.sizeBytes : 0),
    0,
  );
  const nameId = `series-${entry.key}`;
  return (
    <div
      role="option"
      aria-selected={selected}
      aria-labelledby={nameId}
      tabIndex={selected ? 0 : -1}
      className={styles.option}
      data-state={entry.state}
      data-export={exported?.kind}
      onClick={() => commands.selection.selectSeries(entry.key)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') commands.selection.selectSeries(entry.key);
      }}
    >
      <span id={nameId} className={styles.name} title={entry.stem}>
        {entry.stem}
      </span>
      {withFolder && entry.folder !== '' && <span className={styles.folder}>{entry.folder}</span>}
      <span className={styles.facts}>
        {plural(entry.frames, 'frame')}
        {series.shape &&
          `, ${series.shape.fastSize} \u00d7 ${series.shape.slowSize} ${series.shape.pixelType}`}
      </span>
      {series.gaps.length > 0 && (
        <span className={`${styles.facts} ${styles.missing}`}>missing: {ranges(series.gaps)}</span>
      )}
      <span className={styles.last}>
        <span className={styles.facts}>{bytes(size)}</span>
        <span className={styles.state} data-tone={line.tone}>
          {line.text}
          {entry.excluded > 0 && `, ${count(entry.excluded)} excluded`}
          {entry.arriving && entry.state !== 'arriving' && ', still arriving'}
        </span>
      </span>
      {entry.late > 0 && (
        <span className={styles.state} data-tone="bad">
          {explainLate(entry.late)}
        </span>
      )}
    </div>
  );
}

/** Dropped files that are not frames: named, blocking nothing. */
function IgnoredFiles() {
  const commands = useCommands();
  const ignored = useApp((state) => state.ignored);
  if (ignored.length === 0) return null;
  return (
    <details className={styles.ignored}>
      <summary>{plural(ignored.length, 'other file')} ignored</summary>
      <ul>
        {ignored.slice(0, 200).map((file) => (
          <li key={file.path} title={file.path}>
            {file.path}
          </li>
        ))}
      </ul>
      <button type="button" className="button small" onClick={commands.files.clearIgnored}>
        Clear
      </button>
    </details>
  );
}

/** All series; the selected one fills the rest of the screen. */
export function SeriesList() {
  const commands = useCommands();
  const entries = useApp(selectSeriesList);
  const selected = useApp((state) => state.selectedSeries);
  const [first] = entries;
  const severalFolders = entries.some(({ folder }) => folder !== first?.folder);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the selection
  useEffect(() => {
    if (!list.current?.contains(document.activeElement)) return;
    list.current.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }, [selected]);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = entries.findIndex(({ key }) => key === selected);
    const next = entries[Math.min(Math.max(at + step, 0), entries.length - 1)];
    if (next !== undefined) commands.selection.selectSeries(next.key);
  };
  return (
    <section className={styles.column} aria-label="Series">
      <header className={styles.head}>
        <h2>Series</h2>
        {!severalFolders && first !== undefined && first.folder !== '' && (
          <span className={styles.folder}>in {first.folder}</span>
        )}
      </header>
      <div
        ref={list}
        role="listbox"
        aria-label="Series"
        className={styles.list}
        onKeyDown={move}
        tabIndex={-1}
      >
        {entries.map((entry) => (
          <SeriesOption
            key={entry.key}
            entry={entry}
            selected={entry.key === selected}
            withFolder={severalFolders}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <ExportAll entries={entries} />
        <button
          type="button"
          className="button small"
          disabled={selected === undefined}
          onClick={() => selected !== undefined && commands.files.removeSeries(selected)}
        >
          Remove from list
        </button>
        <IgnoredFiles />
      </div>
    </section>
  );
}
