import { describe, expect, it } from 'vitest';
import type { SeriesExport } from '../../src/domain/exportRun';
import { exportEnd } from '../../src/state/exportFacts';
import { type ExportState, NO_EXPORT } from '../../src/state/store';
import { explainExportEnd } from '../../src/wording/exportWords';

function ended(place: ExportState['place'], ...states: readonly SeriesExport[]): ExportState {
  const items = states.map((state, i) => ({
    seriesKey: `${i}`,
    outputFolder: `s${i}`,
    framesTotal: 20,
    state,
  }));
  return { ...NO_EXPORT, phase: 'ended', place, placeName: 'night', bytesWritten: 42, items };
}

const DONE: SeriesExport = { kind: 'done', bytesWritten: 42 };
const LEFT: SeriesExport = { kind: 'skipped', reasons: ['No frame is included.'] };

describe('the end of an export of several series', () => {
  it.each<[string, ExportState, string, number | undefined]>([
    ['all', ended('zip', DONE, DONE), 'allWritten', 2],
    ['some', ended('folder', DONE, LEFT), 'someWritten', 1],
    ['none in a ZIP', ended('zip', LEFT, { kind: 'cancelled' }), 'nothingFinished', undefined],
    ['none in a folder', ended('folder', LEFT, { kind: 'cancelled' }), 'nothingFinished', undefined],
  ])('with %s written', (_, state, code, done) => {
    const end = exportEnd(state);
    expect([end.code, 'done' in end ? end.done : undefined]).toEqual([code, done]);
  });

  it('speaks of no file that was not made', () => {
    expect(explainExportEnd(exportEnd(ended('zip', LEFT, LEFT)))).not.toMatch(/night|0 B/);
  });
});
