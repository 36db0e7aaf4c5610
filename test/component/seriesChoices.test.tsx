import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { FileLayout } from '../../src/domain/frame';
import type { InspectedFile } from '../../src/domain/series';
import { selectSeries } from '../../src/state/allSeries';
import { selectSeriesView } from '../../src/state/selectors';
import { SeriesChoices } from '../../src/ui/series/SeriesChoices';
import { createApp, renderInApp } from '../support/componentApp';

const LAYOUT: FileLayout = {
  format: 'mrc',
  pixelType: 'int16',
  littleEndian: true,
  fastSize: 2,
  slowSize: 1,
  frameCount: 1,
  offsets: { kind: 'stride', firstBytes: 1024, strideBytes: 4 },
  notices: [],
  metadata: {},
};

type App = ReturnType<typeof createApp>;

/** An app with inspected files, the first series selected. */
async function withFiles(names: readonly string[], layout: Partial<FileLayout> = {}): Promise<App> {
  const app = createApp();
  const files = names.map((name, i): [string, InspectedFile] => {
    const file = { id: `f${i}`, folder: '', name, sizeBytes: 1028, lastModifiedMs: 0, copy: 0 };
    return [file.id, { file, inspection: { kind: 'ok', layout: { ...LAYOUT, ...layout } } }];
  });
  app.store.setState({ files: new Map(files) });
  const first = selectSeries(app.store.getState())[0];
  app.store.setState({ selectedSeries: first?.key, selectedFrame: first?.frames[0]?.key });
  await renderInApp(<SeriesChoices />, app);
  return app;
}

const numbers = ({ store }: App) =>
  selectSeriesView(store.getState())?.series.frames.map(({ number }) => number);
const sizes = ({ store }: App) => selectSeries(store.getState()).map(({ frames }) => frames.length);
const codes = () =>
  page
    .getByRole('listitem')
    .all()
    .map((item) => item.element().getAttribute('data-code'));

describe('choices for the selected series', () => {
  beforeEach(() => page.viewport(600, 600));

  it('change the numbering', async () => {
    const app = await withFiles(['x_10.mrc', 'x_20.mrc', 'x_30.mrc']);
    expect(codes()).toEqual(['numberedByOrder']);
    const select = page.getByRole('combobox', { name: 'Numbering' });
    await expect.element(select).toHaveValue('order');
    await select.selectOptions('by number');
    expect(numbers(app)).toEqual([10, 20, 30]);
    await select.selectOptions('by order');
    expect(numbers(app)).toEqual([1, 2, 3]);
    expect(codes()).toEqual([]);
  });

  it('read bytes as signed or unsigned', async () => {
    const app = await withFiles(['x_1.mrc'], { pixelType: 'uint8', notices: [{ code: 'unsignedBytes' }] });
    expect(codes()).toEqual(['unsignedBytes']);
    await page.getByRole('combobox', { name: '8-bit pixels' }).selectOptions('signed');
    expect(selectSeriesView(app.store.getState())?.series.shape?.pixelType).toBe('int8');
    expect(codes()).toEqual([]);
  });

  it('take the announced frames only', async () => {
    const notices = [{ code: 'moreSections', announced: 1, whole: 10 }] as const;
    const app = await withFiles(['s.mrc'], { frameCount: 10, notices });
    await page.getByRole('button', { name: 'Only 1' }).click();
    expect(sizes(app)).toEqual([1]);
    await page.getByRole('button', { name: 'All 10' }).click();
    expect(sizes(app)).toEqual([10]);
  });

  it('join the only other series at once, and split again', async () => {
    const app = await withFiles(['a_1.mrc', 'a_2.mrc', 'b_1.mrc']);
    await page.getByRole('button', { name: 'Join series' }).click();
    expect(sizes(app)).toEqual([3]);
    expect(app.store.getState().notice?.code).toBe('seriesJoined');
    const split = page.getByRole('button', { name: 'Split series' });
    await expect.element(split).toBeDisabled();
    const frames = selectSeriesView(app.store.getState())?.series.frames ?? [];
    app.store.setState({ selectedFrame: frames[1]?.key });
    await split.click();
    expect(sizes(app)).toEqual([1, 2]);
    app.commands.program.undo();
    expect(sizes(app)).toEqual([3]);
  });

  it('ask which of several series to join', async () => {
    const app = await withFiles(['a_1.mrc', 'b_1.mrc', 'c_1.mrc', 'c_2.mrc']);
    await page.getByRole('button', { name: 'Join series' }).click();
    expect(sizes(app)).toEqual([1, 1, 2]);
    await page.getByRole('button', { name: 'c, 2 frames' }).click();
    expect(sizes(app)).toEqual([3, 1]);
  });

  it('take copies as frames', async () => {
    const app = await withFiles(['a_1.mrc', 'a_2.mrc', 'a_1 (1).mrc']);
    expect(codes()).toEqual(['copies']);
    await page.getByRole('checkbox', { name: 'Take 1 copy as a frame' }).click();
    expect(numbers(app)).toEqual([1, 1, 2]);
  });
});
