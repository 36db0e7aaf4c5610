import { describe, expect, it } from 'vitest';
import { downloadFrame } from '../../src/commands/exporting/frameDownload';
import { FileRegistry } from '../../src/commands/files/fileRegistry';
import { headerPreview } from '../../src/conversion/previews';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { framePlace } from '../../src/domain/frame';
import type { FrameRecipe, RecipeFrame } from '../../src/domain/recipe';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { BufferStock } from '../../src/pipeline/bufferPool';
import { convertFrame } from '../../src/pipeline/convertFrame';
import { inspectFile } from '../../src/pipeline/readFrame';
import { scanFrame } from '../../src/pipeline/scanFrame';
import { selectSeries } from '../../src/state/allSeries';
import { selectOutputChoice } from '../../src/state/outputChoice';
import { selectFrameRow, selectSeriesView } from '../../src/state/selectors';
import { createAppStore } from '../../src/state/store';
import type { WorkerClient } from '../../src/worker/client';
import { FULL_GEOMETRY, fileOf, only, tiaBytes, unwrap } from './fixtures';

/** A store with one scanned frame whose geometry is complete. */
async function oneFrame() {
  const store = createAppStore();
  const registry = new FileRegistry();
  const file = fileOf(tiaBytes('int32', 5, 3, Array(15).fill(-3)), 'x_1.bin');
  const id = registry.add(file);
  const layout = unwrap(await inspectFile(file));
  const source = { id, folder: '', name: 'x_1.bin', sizeBytes: file.size, lastModifiedMs: 5, copy: 0 };
  const outcome = await scanFrame(file, framePlace(layout, 0), createStatisticsScratch());
  store.setState({
    files: new Map([[id, { file: source, inspection: { kind: 'ok', layout } }]]),
    outcomes: new Map([[`${id}/0`, outcome]]),
  });
  const { key, frames } = only(selectSeries(store.getState()));
  store.setState({
    selectedSeries: key,
    selectedFrame: only(frames).key,
    settings: new Map([[key, { ...NEW_SERIES, typed: FULL_GEOMETRY }]]),
  });
  return { store, registry };
}

/** The SMV header that a download writes, without the padding. */
async function downloadedHeader(leginonHeaders: boolean) {
  const { store, registry } = await oneFrame();
  store.setState({ leginonHeaders });
  let header = '';
  const client = {
    async convertFrame(file: File, recipe: FrameRecipe, frame: RecipeFrame) {
      const options = { crc32: false, fileMemory: new BufferStock() };
      const { images } = unwrap(await convertFrame(file, recipe, frame, options));
      expect(images.map(({ output }) => output)).toEqual(['smv']);
      header = new TextDecoder('ascii').decode(images[0]?.content.subarray(0, 512));
      // Nothing to be downloaded in Node.
      return { ok: true, value: { sourceSha256: '', images: [] } };
    },
  } as unknown as WorkerClient;
  await downloadFrame(store, client, registry, 'smv');
  const state = store.getState();
  const [view, row] = [selectSeriesView(state), selectFrameRow(state)];
  const shown = view && row && headerPreview(view, row, selectOutputChoice(state));
  return { header: header.trimEnd(), shown: shown?.trimEnd() };
}

describe('a single frame', () => {
  it.each([
    [true, 'WAVELENGTH=  0.02501404;'],
    [false, 'WAVELENGTH=0.02507934;'],
  ])("has the header that the preview shows: Leginon's %s", async (leginonHeaders, line) => {
    const { header, shown } = await downloadedHeader(leginonHeaders);
    expect(header).toContain(line);
    expect(header).toBe(shown);
  });
});
