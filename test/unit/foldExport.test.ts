import { describe, expect, it } from 'vitest';
import type { PlannedSeries } from '../../src/commands/exporting/exportPlan';
import { type ExportEvent, foldExport } from '../../src/commands/exporting/foldExport';
import type { SeriesExport } from '../../src/domain/exportRun';
import { exportPhase } from '../../src/state/exportFacts';
import { type ExportItem, type ExportState, NO_EXPORT } from '../../src/state/store';

/** What an export shows is folded from its events alone: no worker, no dialog, no clock. */

function planned(key: string, reasons?: readonly string[]): PlannedSeries {
  const outputFolder = `out_${key}`;
  const task = reasons
    ? { skipped: { outputFolder, firstFrame: `${key}_1.bin`, reasons } }
    : { job: { recipe: {}, sources: [] } };
  return { seriesKey: key, series: {}, outputFolder, framesTotal: 3, task } as unknown as PlannedSeries;
}

function begin(series: readonly PlannedSeries[], before: readonly ExportItem[] = []): ExportEvent {
  return { kind: 'planned', place: 'folder', placeName: 'disk', series, before };
}

function running(framesDone: number): SeriesExport {
  const tally = { filesVerified: framesDone, filesTotal: 6, filesKept: 0, framesKept: 0 };
  return { kind: 'running', progress: { framesDone, framesTotal: 3, bytesWritten: 10 * framesDone, tally } };
}

function changed(seriesKey: string, series: SeriesExport): ExportEvent {
  return { kind: 'changed', seriesKey, series };
}

function fold(...events: readonly ExportEvent[]): ExportState {
  return events.reduce(foldExport, NO_EXPORT);
}

function kinds({ items }: ExportState): string[] {
  return items.map(({ seriesKey, state }) => `${seriesKey} ${state.kind}`);
}

const DONE = { kind: 'done', bytesWritten: 30 } as const;

describe('an export', () => {
  it('begins with what waits and what is skipped, and forgets the one before', () => {
    const old = fold(begin([planned('x')]), {
      kind: 'ended',
      outcome: { series: [], bytesWritten: 5, failure: { code: 'unexpected', detail: '' } },
      seriesKeys: ['x'],
    });
    const state = foldExport(old, begin([planned('a'), planned('b', ['No geometry.'])]));
    expect(state).toEqual({
      phase: 'running',
      place: 'folder',
      placeName: 'disk',
      bytesWritten: 0,
      items: [
        { seriesKey: 'a', outputFolder: 'out_a', framesTotal: 3, state: { kind: 'waiting' } },
        {
          seriesKey: 'b',
          outputFolder: 'out_b',
          framesTotal: 3,
          state: { kind: 'skipped', reasons: ['No geometry.'] },
        },
      ],
    });
  });

  it('keeps what was told last of a series, whatever becomes of it', () => {
    const failure = { code: 'folderBusy', folder: 'a' } as const;
    const state = fold(begin([planned('a')]), changed('a', running(2)), {
      kind: 'ended',
      outcome: { series: [{ kind: 'failed', failure }], bytesWritten: 0 },
      seriesKeys: ['a'],
    });
    expect(state.items).toMatchObject([{ progress: { framesDone: 2 }, state: { kind: 'failed', failure } }]);
  });

  it('gives each outcome to its series, past those that were skipped', () => {
    const state = fold(begin([planned('a', ['Why.']), planned('b'), planned('c')]), {
      kind: 'ended',
      outcome: { series: [DONE, { kind: 'cancelled' }], bytesWritten: 30, report: 'report.txt' },
      seriesKeys: ['b', 'c'],
    });
    expect(kinds(state)).toEqual(['a skipped', 'b done', 'c cancelled']);
    expect(state).toMatchObject({ phase: 'ended', bytesWritten: 30, report: 'report.txt' });
  });

  it('whose worker died leaves no series waiting or running, and says what is known of the files', () => {
    const state = fold(begin([planned('a'), planned('b')]), changed('a', running(1)), {
      kind: 'ended',
      outcome: { series: [], bytesWritten: 0, failure: { code: 'unexpected', detail: 'gone' } },
      seriesKeys: ['a', 'b'],
    });
    expect(kinds(state)).toEqual(['a cancelled', 'b cancelled']);
    expect(state.items[0]?.state).toMatchObject({ tally: { filesVerified: 1 } });
    expect(exportPhase(state)).toBe('failed');
  });

  it('stays as it ended when progress comes late', () => {
    const ended = fold(begin([planned('a')]), {
      kind: 'ended',
      outcome: { series: [DONE], bytesWritten: 30 },
      seriesKeys: ['a'],
    });
    expect(foldExport(ended, changed('a', running(3)))).toBe(ended);
  });
});

describe('an export that goes on with another', () => {
  it('keeps the order and what was finished, and says what is no longer there', () => {
    const first = fold(begin([planned('a'), planned('b'), planned('c')]), {
      kind: 'ended',
      outcome: { series: [DONE, { kind: 'cancelled' }, { kind: 'cancelled' }], bytesWritten: 30 },
      seriesKeys: ['a', 'b', 'c'],
    });
    const state = foldExport(first, begin([planned('c')], first.items));
    expect(kinds(state)).toEqual(['a done', 'b skipped', 'c waiting']);
    expect(state.items[1]?.state).toEqual({ kind: 'skipped', reasons: ['It is no longer in the list.'] });
  });

  it('that was planned anew after a scan is merged with the same items again', () => {
    const first = fold(begin([planned('a'), planned('b')]), {
      kind: 'ended',
      outcome: { series: [{ kind: 'cancelled' }, DONE], bytesWritten: 30 },
      seriesKeys: ['a', 'b'],
    });
    const waiting = begin([planned('a', ['Not scanned.'])], first.items);
    const scanned = begin([planned('a')], first.items);
    expect(kinds(fold(waiting, scanned))).toEqual(['a waiting', 'b done']);
  });
});
