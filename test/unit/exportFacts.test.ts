import { describe, expect, it } from 'vitest';
import type { SeriesExport } from '../../src/domain/exportRun';
import { exportTotals } from '../../src/state/exportFacts';
import type { ExportItem } from '../../src/state/store';

const FAILED: SeriesExport = {
  kind: 'failed',
  failure: { code: 'frame', source: 'a.bin', problem: { code: 'changedSinceScan' } },
};

function running(framesDone: number, framesTotal: number, slowFiles?: number): SeriesExport {
  const progress = { framesDone, framesTotal, bytesWritten: 100 * framesDone };
  return { kind: 'running', progress: slowFiles === undefined ? progress : { ...progress, slowFiles } };
}

/** Items of series of so many frames, each after the states that it went through. */
function items(
  ...series: readonly (readonly [framesTotal: number, ...states: SeriesExport[]])[]
): ExportItem[] {
  return series.map(([framesTotal, ...states], i) => {
    const told = states.flatMap((state) => (state.kind === 'running' ? [state.progress] : [])).at(-1);
    const state = states.at(-1) ?? { kind: 'waiting' as const };
    const item = { seriesKey: String(i), outputFolder: `s${i}`, framesTotal, state };
    return told === undefined ? item : { ...item, progress: told };
  });
}

function fractions(steps: readonly ExportItem[][]): number[] {
  return steps.map((step) => {
    const { framesDone, framesTotal } = exportTotals({ items: step });
    return framesDone / framesTotal;
  });
}

describe('how far an export has come', () => {
  it('never goes back, neither where a series fails nor where one is left out, occupied or cancelled', () => {
    const steps = [
      items([10], [20], [30], [40]),
      items([10, running(4, 10)], [20], [30], [40]),
      items([10, running(8, 10)], [20], [30], [40]),
      items([10, running(8, 10), FAILED], [20], [30], [40]),
      items([10, running(8, 10), FAILED], [20, running(5, 20)], [30], [40]),
      items([10, running(8, 10), FAILED], [20, running(5, 20), { kind: 'cancelled' }], [30], [40]),
      items(
        [10, running(8, 10), FAILED],
        [20, running(5, 20), { kind: 'cancelled' }],
        [30, { kind: 'occupied', present: 1, planned: 60, earlierImages: 0, others: 0 }],
        [40, running(40, 40)],
      ),
      items(
        [10, running(8, 10), FAILED],
        [20, running(5, 20), { kind: 'cancelled' }],
        [30, { kind: 'skipped', reasons: [] }],
        [40, running(40, 40), { kind: 'done', bytesWritten: 4000 }],
      ),
    ];
    const found = fractions(steps);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found.at(-1)).toBe(1);
    const counts = steps.map((step) => exportTotals({ items: step }).framesDone);
    expect(counts).toEqual([0, 4, 8, 8, 13, 13, 53, 53]);
    const bytes = steps.map((step) => exportTotals({ items: step }).bytesWritten);
    expect(bytes).toEqual([0, 400, 800, 800, 1300, 1300, 5300, 5300]);
  });

  it('says how many files were slow to be closed, while it runs', () => {
    expect(exportTotals({ items: items([3, running(1, 3)]) }).slowFiles).toBe(0);
    const done = { kind: 'done', bytesWritten: 1 } as const;
    expect(exportTotals({ items: items([3, running(3, 3, 4), done], [3, running(1, 3, 6)]) }).slowFiles).toBe(
      6,
    );
    expect(exportTotals({ items: items([3, running(3, 3, 4), done]) }).slowFiles).toBe(0);
  });
});
