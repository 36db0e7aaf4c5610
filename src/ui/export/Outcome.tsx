import type { SeriesExport } from '../../domain/exportRun';
import { exportEnd, exportPhase, exportTotals } from '../../state/exportFacts';
import type { ExportItem, ExportState } from '../../state/store';
import { explainExportEnd, explainSeriesExport, explainSlowClosing } from '../../wording/exportWords';
import { HELP_ON_SLOW_CLOSING, helpOnExportFailure, helpOnSeriesExport } from '../../wording/helpPlaces';
import { bytes, count, plural } from '../../wording/numbers';
import { explainExportFailure } from '../../wording/problems';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from '../shared/codeProps';
import styles from './Outcome.module.css';

/** Shown only if closing files proves slow. */
function SlowClosing({ files }: { readonly files: number }) {
  if (files === 0) return null;
  const facts = { code: 'slowClosing', files };
  return (
    <p className="muted" {...codeProps(facts)}>
      {explainSlowClosing(files)} <HelpLink place={HELP_ON_SLOW_CLOSING} about="the slow saving" />
    </p>
  );
}

function Progress({ exporting }: { readonly exporting: ExportState }) {
  const { framesDone, framesTotal, bytesWritten, seriesDone, slowFiles } = exportTotals(exporting);
  const several = exporting.items.length > 1;
  return (
    <>
      <div className={styles.progress}>
        <progress max={framesTotal} value={framesDone} aria-label="Export" />
        <span className="numbers">
          {several && `${seriesDone} of ${plural(exporting.items.length, 'series', 'series')}, `}
          {count(framesDone)} of {plural(framesTotal, 'frame')}, {bytes(bytesWritten)}
        </span>
      </div>
      <SlowClosing files={slowFiles} />
    </>
  );
}

function SeriesHelp({ state }: { readonly state: SeriesExport }) {
  const place = helpOnSeriesExport(state);
  return place && <HelpLink place={place} about="this series" />;
}

/** The series that were not written and why, one line each. */
function NotWritten({ items }: { readonly items: readonly ExportItem[] }) {
  if (items.length === 0) return null;
  return (
    <ul className={styles.notWritten} aria-label="Series that were not written">
      {items.map(({ seriesKey, outputFolder, state }) => (
        <li
          key={seriesKey}
          className={state.kind === 'failed' ? 'bad' : undefined}
          data-kind={state.kind}
          {...(state.kind === 'failed' && codeProps(state.failure))}
        >
          <b>{outputFolder}</b>: {explainSeriesExport(state)} <SeriesHelp state={state} />
        </li>
      ))}
    </ul>
  );
}

function Failure({ failure }: { readonly failure: NonNullable<ExportState['failure']> }) {
  const { cause, remedy } = explainExportFailure(failure);
  return (
    <p className="bad" role="alert" {...codeProps(failure)}>
      {cause} {remedy} <HelpLink place={helpOnExportFailure(failure)} about="this failure" />
    </p>
  );
}

function SeveralEnded({ exporting }: { readonly exporting: ExportState }) {
  const { items, report, failure } = exporting;
  const others = items.filter(({ state }) => state.kind !== 'done');
  const end = exportEnd(exporting);
  return (
    <>
      {failure !== undefined && <Failure failure={failure} />}
      <p className={others.length === 0 ? 'good' : undefined} {...codeProps(end)}>
        {explainExportEnd(end)}
        {report !== undefined && ` Report: ${report}.`}
      </p>
      <NotWritten items={others} />
    </>
  );
}

function OneEnded({ exporting, item }: { readonly exporting: ExportState; readonly item: ExportItem }) {
  const { place, placeName, bytesWritten, failure } = exporting;
  const { state, outputFolder } = item;
  if (failure !== undefined) return <Failure failure={failure} />;
  if (state.kind === 'failed') return <Failure failure={state.failure} />;
  if (state.kind === 'done') {
    const name = place === 'zip' ? placeName : `${placeName}/${outputFolder}`;
    return (
      <p className="good">
        {name} written, {bytes(bytesWritten)}.
      </p>
    );
  }
  if (state.kind === 'cancelled') {
    return (
      <p className="muted">
        {place === 'zip' ? 'Cancelled. Nothing was kept.' : 'Cancelled. Finished files stay.'}
      </p>
    );
  }
  return state.kind === 'skipped' ? (
    <p className="bad">
      {state.reasons.join(' ')} <SeriesHelp state={state} />
    </p>
  ) : null;
}

/** Progress of the export, or its result. */
export function Outcome({ exporting }: { readonly exporting: ExportState }) {
  if (exporting.phase === 'running') return <Progress exporting={exporting} />;
  if (exporting.phase === 'idle') return null;
  const [first, second] = exporting.items;
  if (first !== undefined && second === undefined) return <OneEnded exporting={exporting} item={first} />;
  return <SeveralEnded exporting={exporting} />;
}

/** The number of verified files. */
export function Verified({ exporting }: { readonly exporting: ExportState }) {
  const { tally } = exportTotals(exporting);
  if (tally === undefined || exportPhase(exporting) === 'asking') return null;
  const { filesVerified, filesTotal, filesKept, framesKept } = tally;
  return (
    <p className="muted numbers">
      Verified{' '}
      <span data-testid="verified">
        {filesVerified} of {filesTotal}
      </span>
      {filesKept > 0 && `; kept ${plural(filesKept, 'file')}, ${plural(framesKept, 'whole frame')}`}
    </p>
  );
}
