import { predictZipBytes } from '../../conversion/buildRecipe';
import { exportBlockers } from '../../conversion/exportBlockers';
import { isLossAccepted } from '../../conversion/lostPixels';
import { warningsAt, warningsFor } from '../../conversion/outputWarnings';
import type { SeriesView } from '../../conversion/seriesView';
import type { PlaceholderKey } from '../../domain/geometry';
import type { ExportBlocker, SeriesWarning } from '../../domain/warning';
import { chosenOutputs, OUTPUTS } from '../../outputs/outputs';
import { exportPhase } from '../../state/exportFacts';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectSeriesView } from '../../state/selectors';
import { helpOnBlocker, helpOnWarning } from '../../wording/helpPlaces';
import { bytes } from '../../wording/numbers';
import { explainBlocker, explainWarning } from '../../wording/warnings';
import { About } from '../help/About';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import styles from './ExportPanel.module.css';
import { Outcome, Verified } from './Outcome';
import { FolderChoice, SaveFolderButton } from './SaveFolder';

function Formats() {
  const commands = useCommands();
  const { outputs, leginonHeaders } = useApp(selectOutputChoice);
  return (
    <div className={styles.formats}>
      {OUTPUTS.map(({ id, label, hint }) => (
        <label key={id} className="check" title={hint}>
          <input
            type="checkbox"
            checked={outputs.includes(id)}
            onChange={(event) => commands.exporting.setOutput(id, event.target.checked)}
          />
          {label}
        </label>
      ))}
      <About topic="mrcMode" />
      <label
        className="check"
        title="SMV headers with the keys, order and number formats of Leginon's numsmv, for comparison with its series. Not for processing: WAVELENGTH is always 0.02501404, and no input for processing programs is written."
      >
        <input
          type="checkbox"
          checked={leginonHeaders}
          disabled={!outputs.includes('smv')}
          onChange={(event) => commands.exporting.setLeginonHeaders(event.target.checked)}
        />
        Leginon headers
      </label>
    </div>
  );
}

function Placeholders({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={view.settings.acceptPlaceholders}
        onChange={(event) => commands.geometry.acceptPlaceholders(event.target.checked)}
      />
      Write placeholders for missing values
    </label>
  );
}

function LostPixelsWanted({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isLossAccepted(view)}
        onChange={(event) => commands.offset.acceptLostPixels(event.target.checked)}
      />
      Write SMV although most pixels are lost
    </label>
  );
}

function Blockers({ blockers }: { readonly blockers: readonly ExportBlocker[] }) {
  if (blockers.length === 0) return null;
  return (
    <ul className="warnings" aria-label="Before the export">
      {blockers.map((blocker) => (
        <li key={blocker.code} {...codeProps(blocker)}>
          <span data-testid="sentence">{explainBlocker(blocker)}</span>{' '}
          <HelpLink place={helpOnBlocker(blocker)} about="this obstacle" />
        </li>
      ))}
    </ul>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly SeriesWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label="Export warnings">
      {warnings.map((warning) => (
        <li key={warning.code} {...codeProps(warning)}>
          <span data-testid="sentence">{explainWarning(warning)}</span>{' '}
          <HelpLink place={helpOnWarning(warning)} about="this warning" />
        </li>
      ))}
    </ul>
  );
}

/** Formats, blockers, expected size and buttons. */
export function ExportPanel() {
  const commands = useCommands();
  const view = useApp(selectSeriesView);
  const choice = useApp(selectOutputChoice);
  const exporting = useApp((state) => state.exporting);
  const running = exporting.phase === 'running';
  const blockers = view === undefined ? [] : exportBlockers(view, choice);
  const warnings = view === undefined ? [] : warningsAt('export', warningsFor(view, choice));
  const frames = view?.rows.filter((row) => row.included) ?? [];
  const shape = view?.series.shape;
  const ready = view?.rule !== undefined && blockers.length === 0;
  const outputs = chosenOutputs(choice);
  const isNeeded = (key: PlaceholderKey) => outputs.some(({ needs }) => needs.includes(key));
  const offersPlaceholders = view?.missing.some(isNeeded) ?? false;
  const offersLostPixels =
    view !== undefined && outputs.some(({ usesOffset }) => usesOffset) && view.losses.ofSeries.length > 0;
  return (
    <section className="panel" aria-label="Export" data-testid="export" data-state={exportPhase(exporting)}>
      {!running && <Blockers blockers={blockers} />}
      <Warnings warnings={warnings} />
      {view && offersPlaceholders && !running && <Placeholders view={view} />}
      {offersLostPixels && !running && <LostPixelsWanted view={view} />}
      <Outcome exporting={exporting} />
      <Verified exporting={exporting} />
      <FolderChoice exporting={exporting} />
      <div className={styles.row}>
        <Formats />
        <span className="muted numbers">
          {shape && outputs.length > 0 && `about ${bytes(predictZipBytes({ shape, frames, ...choice }))}`}
        </span>
        <span className={styles.buttons}>
          {running ? (
            <button type="button" className="button" onClick={commands.exporting.cancelExport}>
              Cancel
            </button>
          ) : (
            <>
              <SaveFolderButton ready={ready} />
              <button
                type="button"
                className="button primary"
                disabled={!ready}
                onClick={() => void commands.exporting.downloadZip()}
              >
                Download ZIP
              </button>
            </>
          )}
        </span>
      </div>
    </section>
  );
}
