import { exportPhase, exportTotals } from '../../state/exportFacts';
import { selectScanProgress } from '../../state/scanProgress';
import type { AppState } from '../../state/store';
import { calmWord } from '../../wording/progress';
import { useApp } from '../shared/context';

function scanWord(state: AppState): string {
  const { phase, framesDone, framesTotal } = selectScanProgress(state);
  const rests = framesTotal > 0 ? 'stopped' : 'none';
  return calmWord({ work: 'Scan', phase: phase === 'idle' ? rests : phase, framesDone, framesTotal });
}

function exportWord({ exporting }: AppState): string {
  const phase = exportPhase(exporting);
  const rests = exporting.phase === 'ended' ? 'stopped' : 'none';
  const totals = exportTotals(exporting);
  const total = exporting.items.length;
  return calmWord({
    work: 'Export',
    phase: phase === 'idle' ? rests : phase,
    framesDone: totals.framesDone,
    framesTotal: totals.framesTotal,
    ...(total > 1 && { series: { done: totals.seriesDone, total } }),
  });
}

/** Announces scan and export to screen readers: start, quarters and end, not each frame. */
export function LiveProgress() {
  const scan = useApp(scanWord);
  const exported = useApp(exportWord);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="Progress">
      <p data-testid="said-scan">{scan}</p>
      <p data-testid="said-export">{exported}</p>
    </div>
  );
}
