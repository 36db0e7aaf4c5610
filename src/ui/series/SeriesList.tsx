import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { SeriesExport } from '../../domain/exportRun';
import type { ExportBlocker } from '../../domain/warning';
import { selectOutputFolders } from '../../state/allSeries';
import { type SeriesListEntry, selectSeriesList } from '../../state/seriesLines';
import { nameSeriesExport } from '../../wording/exportWords';
import { bytes, count, plural, ranges } from '../../wording/numbers';
import { explainLate } from '../../wording/watchWords';
import { ExportAll } from '../export/ExportAll';
import { useApp, useCommands } from '../shared/context';
import styles from './SeriesList.module.css';

type Tone = 'ok' | 'bad' | 'busy' | '';

/** What a scanned series still needs. */
function needOf(blockers: readonly ExportBlocker[]): string {
  const missing = blockers.find(({ code }) => code === 'missingGeometry');
  if (missing?.code === 'missingGeometry') return `${count(missing.keys.length)} missing`;
  return blockers.some(({ code }) => code === 'mostPixelsLost') ? 'pixels lost' : 'scanned';
}

/** The list's line on a series' own state. */
function lineOf({ state, failed, scanned, frames, excluded, blockers }: SeriesListEntry): {
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
      return { text: needOf(blockers), tone: 'busy' };
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
  /** Other series have the same stem. */
  readonly isAmbiguous: boolean;
}

function SeriesOption({ entry, selected, withFolder, isAmbiguous }: SeriesOptionProps) {
  const commands = useCommands();
  const { series } = entry;
  const outputFolder = useApp((state) => selectOutputFolders(state).get(entry.key));
  const name = isAmbiguous ? (outputFolder ?? entry.stem) : entry.stem;
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
      data-testid="series-row"
      data-frames={entry.frames}
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
        {name}
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

/** What the list shows. */
type Filter = 'all' | 'needs you' | 'ready';

const FILTERS: readonly Filter[] = ['all', 'needs you', 'ready'];

function isShown({ state, late }: SeriesListEntry, filter: Filter): boolean {
  const needsUser = state === 'failed' || state === 'scanned' || late > 0;
  return filter === 'all' || (filter === 'ready' ? state === 'ready' && late === 0 : needsUser);
}

/** With more files that cannot be read than this, they are folded together. */
const MOST_BAD_LINES = 3;

/** True for a series of which no frame can be converted. */
function isBad({ failed, frames }: SeriesListEntry): boolean {
  return failed === frames;
}

/** Stems that several series have. */
function sharedStems(entries: readonly SeriesListEntry[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { stem } of entries) (seen.has(stem) ? shared : seen).add(stem);
  return shared;
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

/** What can be done for all series at once. */
function ForAll({ entries }: { readonly entries: readonly SeriesListEntry[] }) {
  const commands = useCommands();
  const searching = useApp((state) => state.searchingBeam !== undefined);
  if (entries.length < 2) return null;
  return (
    <div className="button-row">
      <button
        type="button"
        className="button small"
        disabled={searching}
        title="Looks for the beam centre of every scanned series without one"
        onClick={() => void commands.geometry.findAllBeamCentres()}
      >
        Find all beam centres
      </button>
      <button
        type="button"
        className="button small"
        title="Gives the series chosen for Export all the geometry of the selected one; Undo takes it back"
        onClick={commands.geometry.copyGeometryToChosen}
      >
        Same geometry for chosen
      </button>
    </div>
  );
}

/** All series; the selected one fills the rest of the screen. */
export function SeriesList() {
  const commands = useCommands();
  const all = useApp(selectSeriesList);
  const selected = useApp((state) => state.selectedSeries);
  const [filter, setFilter] = useState<Filter>('all');
  const shared = useMemo(() => sharedStems(all), [all]);
  const [first] = all;
  const severalFolders = all.some(({ folder }) => folder !== first?.folder);
  const filtered = all.filter((entry) => isShown(entry, filter) || entry.key === selected);
  const bad = filtered.filter(isBad);
  const areFolded = bad.length > MOST_BAD_LINES;
  const entries = areFolded ? filtered.filter((entry) => !isBad(entry)) : filtered;
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
  const lines = (some: readonly SeriesListEntry[]) =>
    some.map((entry) => (
      <SeriesOption
        key={entry.key}
        entry={entry}
        selected={entry.key === selected}
        withFolder={severalFolders}
        isAmbiguous={shared.has(entry.stem)}
      />
    ));
  return (
    <section className={styles.column} aria-label="Series">
      <header className={styles.head}>
        <h2>Series</h2>
        {!severalFolders && first !== undefined && first.folder !== '' && (
          <span className={styles.folder}>in {first.folder}</span>
        )}
        {all.length > 1 && (
          <div className={styles.filters} role="group" aria-label="Show series">
            {FILTERS.map((one) => {
              const number = all.filter((entry) => isShown(entry, one)).length;
              return (
                <button
                  key={one}
                  type="button"
                  className="button small"
                  aria-label={one}
                  aria-pressed={filter === one}
                  onClick={() => setFilter(one)}
                >
                  {one} {count(number)}
                </button>
              );
            })}
          </div>
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
        {lines(entries)}
        {areFolded && <FoldedLines label={plural(bad.length, 'file')} lines={() => lines(bad)} />}
      </div>
      <div className={styles.foot}>
        <ForAll entries={all} />
        <ExportAll entries={all} />
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

/** Series without a usable frame, drawn on demand. */
function FoldedLines({ label, lines }: { readonly label: string; readonly lines: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="bad-files">
      <summary className="bad">{label} cannot be converted</summary>
      {open && lines()}
    </details>
  );
}
