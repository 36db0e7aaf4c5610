import { selectScanProgress } from '../../state/scanProgress';
import { bytes, count, plural } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';
import styles from './ScanStatus.module.css';

/** Progress of the scan with its Cancel; always there, so that the bar does not jump. */
export function ScanStatus() {
  const commands = useCommands();
  const scan = useApp(selectScanProgress);
  const { phase, framesDone, framesTotal, framesFailed } = scan;
  const rest = framesTotal - framesDone;
  return (
    <div
      className={styles.scan}
      data-testid="scan"
      data-state={phase}
      data-done={framesDone}
      data-total={framesTotal}
      data-failed={framesFailed}
    >
      {phase === 'running' && (
        <>
          <progress max={Math.max(framesTotal, 1)} value={framesDone} aria-label="Scan" />
          <span className="numbers">
            {count(framesDone)} of {count(framesTotal)} frames, {bytes(scan.bytesDone)}
            {scan.bytesPerSecond > 0 && `, ${bytes(scan.bytesPerSecond)}/s`}
          </span>
          <button type="button" className="button small" onClick={commands.files.cancelScan}>
            Cancel
          </button>
        </>
      )}
      {phase === 'idle' && rest > 0 && (
        <>
          <span className="numbers">
            {count(framesDone)} of {count(framesTotal)} frames scanned
          </span>
          <button type="button" className="button small" onClick={commands.files.resumeScan}>
            Scan the rest
          </button>
        </>
      )}
      {(phase === 'done' || phase === 'failed') && (
        <span className="numbers muted">
          {plural(framesTotal - framesFailed, 'frame')} scanned
          {framesFailed > 0 && `, ${count(framesFailed)} cannot be converted`}, {bytes(scan.bytesTotal)}
        </span>
      )}
    </div>
  );
}
