import { type KeyboardEvent, useRef } from 'react';
import { exportBlockers } from '../../conversion/exportBlockers';
import type { SeriesView } from '../../conversion/seriesView';
import type { OutputChoice } from '../../domain/recipe';
import { selectSeries } from '../../state/allSeries';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectSeriesView } from '../../state/selectors';
import { STEPS, type Step } from '../../state/store';
import { count, plural, value } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';
import styles from './StepTabs.module.css';

const LABEL: Readonly<Record<Step, string>> = {
  frames: 'Frames',
  offset: 'Offset',
  geometry: 'Geometry',
  export: 'Export',
};

/** State of a step in a word or two, and whether it waits for the user. */
interface StepState {
  readonly text: string;
  readonly waits: boolean;
}

function framesState({ rows }: SeriesView): StepState {
  const bad = rows.filter(({ included, status }) => included && status === 'failed').length;
  if (bad > 0) return { text: `${count(bad)} bad`, waits: true };
  const included = rows.filter((row) => row.included).length;
  if (included === rows.length) return { text: plural(included, 'frame'), waits: included === 0 };
  return { text: `${count(included)} of ${count(rows.length)}`, waits: included === 0 };
}

function offsetState({ rule, losses }: SeriesView): StepState {
  if (rule === undefined) return { text: 'not scanned', waits: false };
  return { text: value(rule.offset), waits: losses.ofSeries.length > 0 };
}

function geometryState({ missing }: SeriesView): StepState {
  return missing.length === 0
    ? { text: 'complete', waits: false }
    : { text: `${count(missing.length)} missing`, waits: true };
}

function exportState(view: SeriesView, choice: OutputChoice, isRunning: boolean): StepState {
  if (isRunning) return { text: 'writing', waits: false };
  return exportBlockers(view, choice).length === 0
    ? { text: 'ready', waits: false }
    : { text: 'not yet', waits: false };
}

/** The steps of the work as tabs, each with its state. */
export function StepTabs() {
  const commands = useCommands();
  const step = useApp((state) => state.step);
  const view = useApp(selectSeriesView);
  const choice = useApp(selectOutputChoice);
  const isRunning = useApp(({ exporting }) => exporting.phase === 'running');
  const hasSeries = useApp((state) => selectSeries(state).length > 0);
  const list = useRef<HTMLDivElement>(null);
  const states: Partial<Record<Step, StepState>> = view
    ? {
        frames: framesState(view),
        offset: offsetState(view),
        geometry: geometryState(view),
        export: exportState(view, choice, isRunning),
      }
    : {};
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = STEPS[(STEPS.indexOf(step) + by + STEPS.length) % STEPS.length] as Step;
    commands.display.showStep(next);
    list.current?.querySelector<HTMLElement>(`#step-${next}`)?.focus();
  };
  if (!hasSeries) return null;
  return (
    <div ref={list} role="tablist" aria-label="Steps" className={styles.tabs} onKeyDown={move}>
      {STEPS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`step-${one}`}
          aria-controls={`panel-${one}`}
          aria-selected={one === step}
          aria-label={LABEL[one]}
          aria-describedby={`state-${one}`}
          tabIndex={one === step ? 0 : -1}
          className={styles.tab}
          onClick={() => commands.display.showStep(one)}
        >
          {LABEL[one]}
          <span id={`state-${one}`} className={states[one]?.waits ? `${styles.state} warn` : styles.state}>
            {states[one]?.text}
          </span>
        </button>
      ))}
    </div>
  );
}
