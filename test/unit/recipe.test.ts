import { describe, expect, it } from 'vitest';
import { predictZipBytes } from '../../src/conversion/buildRecipe';
import { headerPreview } from '../../src/conversion/previews';
import type { ExportOutcome } from '../../src/domain/exportRun';
import type { ExportRecipe } from '../../src/domain/recipe';
import { writeZip } from '../../src/pipeline/zipSink';
import { unzip } from '../support/zip';
import {
  at,
  BOTH,
  convertFiles,
  FULL_GEOMETRY,
  fileOf,
  outputOf,
  recipeOf,
  seriesInput,
  sourcesOf,
  type TiaType,
  tiaBytes,
  viewFiles,
} from './fixtures';

/** A series of square frames whose values run from -50 to 950. */
function series(count: number, size: number, type: TiaType = 'int32', first = 1): File[] {
  const values = Array.from({ length: size * size }, (_, i) => ((i * 7919) % 1001) - 50);
  return Array.from({ length: count }, (_, i) =>
    fileOf(
      tiaBytes(type, size, size, type.startsWith('u') ? values.map((value) => value + 50) : values),
      `crystal_${String(first + i).padStart(4, '0')}.bin`,
    ),
  );
}

async function zipOf(
  recipe: ExportRecipe,
  sources: readonly File[],
  signal = new AbortController().signal,
): Promise<{ outcome: ExportOutcome; bytes: Uint8Array; progress: number[] }> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const progress: number[] = [];
  const target = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(Uint8Array.from(chunk));
    },
  });
  const outcome = await writeZip([seriesInput(recipe, sources)], undefined, target, signal, (_, state) => {
    if (state.kind === 'running') progress.push(state.progress.framesDone);
  });
  return { outcome, bytes: new Uint8Array(await new Blob(chunks).arrayBuffer()), progress };
}

describe('predicted size of a ZIP', () => {
  it.each<[TiaType, boolean, boolean]>([
    ['int32', true, true],
    ['int32', true, false],
    ['int32', false, true],
    ['uint16', true, true],
    ['uint8', false, true],
  ])('is within 2 %% for 256 x 256 %s, SMV %s, MRC %s', async (type, smv, mrc) => {
    const files = series(6, 256, type);
    const view = await viewFiles(files, { typed: FULL_GEOMETRY });
    const recipe = recipeOf(view, { ...BOTH, outputs: [...(smv ? ['smv'] : []), ...(mrc ? ['mrc'] : [])] });
    const { outcome, bytes } = await zipOf(recipe, sourcesOf(view, files));
    expect(outcome).toMatchObject({ series: [{ kind: 'done' }], bytesWritten: bytes.length });
    expect(Math.abs(predictZipBytes(recipe) / bytes.length - 1)).toBeLessThan(0.02);
  });
});

describe('a written ZIP', () => {
  it('holds the same files as the export, readable by another library', async () => {
    const files = series(3, 16);
    const view = await viewFiles(files, { typed: FULL_GEOMETRY });
    const { bytes, progress } = await zipOf(recipeOf(view), sourcesOf(view, files));
    const entries = await unzip(bytes);
    const exported = await convertFiles(files, { typed: FULL_GEOMETRY });
    expect([...entries.keys()]).toEqual([...exported.files.keys()]);
    for (const [path, content] of exported.files) {
      if (path.endsWith('.img') || path.endsWith('.mrc')) expect(entries.get(path)).toEqual(content);
    }
    expect(progress).toEqual([0, 1, 2, 3]);
  });

  it('ends as cancelled when it is cancelled', async () => {
    const files = series(3, 16);
    const view = await viewFiles(files);
    const { outcome } = await zipOf(recipeOf(view), sourcesOf(view, files), AbortSignal.abort());
    expect(outcome).toEqual({ series: [{ kind: 'cancelled' }], bytesWritten: 0 });
  });

  it('ends with the frame that is no longer what was scanned', async () => {
    const files = series(3, 16);
    const view = await viewFiles(files);
    const other = tiaBytes('int32', 16, 16, Array(256).fill(-60));
    const sources = [at(files, 0), fileOf(other, 'crystal_0002.bin'), at(files, 2)];
    const { outcome } = await zipOf(recipeOf(view), sources);
    expect(outcome.series).toEqual([
      {
        kind: 'failed',
        failure: { code: 'frame', source: 'crystal_0002.bin', problem: { code: 'changedSinceScan' } },
      },
    ]);
  });

  it('ends with the frame that got shorter', async () => {
    const files = series(2, 16);
    const view = await viewFiles(files);
    const short = fileOf(tiaBytes('int32', 16, 16, Array(255).fill(0)), 'crystal_0002.bin');
    const { outcome } = await zipOf(recipeOf(view), [at(files, 0), short]);
    expect(outcome.series).toMatchObject([
      {
        kind: 'failed',
        failure: { problem: { code: 'truncated', expectedBytes: 1034, actualBytes: 1030 } },
      },
    ]);
  });

  it('ends as out of space when the disk is full', async () => {
    const files = series(2, 16);
    const view = await viewFiles(files);
    const full = new WritableStream<Uint8Array>({
      write() {
        throw new DOMException('the disk is full', 'QuotaExceededError');
      },
    });
    const signal = new AbortController().signal;
    const input = seriesInput(recipeOf(view), sourcesOf(view, files));
    const outcome = await writeZip([input], undefined, full, signal, () => undefined);
    expect(outcome).toMatchObject({ series: [{ kind: 'cancelled' }], failure: { code: 'noSpace' } });
  });
});

describe('header preview', () => {
  it('is the header as it is written', async () => {
    const files = series(3, 16, 'int32', 7);
    const view = await viewFiles(files, { typed: FULL_GEOMETRY });
    const exported = await convertFiles(files, { typed: FULL_GEOMETRY });
    for (const row of view.rows) {
      const path = `crystal/smv/crystal_000${row.frame.number}.img`;
      const header = new TextDecoder('ascii').decode(outputOf(exported, path).subarray(0, 512));
      expect(headerPreview(view, row, BOTH)?.trimEnd()).toBe(header.trimEnd());
    }
  });
});

describe('recipe', () => {
  it('counts angles from the first frame, included or not', async () => {
    const files = series(3, 8, 'int32', 5);
    const exported = await convertFiles(files, { typed: FULL_GEOMETRY, excluded: [5] });
    const header = new TextDecoder('ascii').decode(outputOf(exported, 'crystal/smv/crystal_0006.img'));
    expect(header).toContain('\nOSC_START=-29.5;\n');
  });

  it('names what is left out and why', async () => {
    const files = [...series(2, 8), fileOf(tiaBytes('int32', 8, 8, [1]), 'crystal_0003.bin')];
    const recipe = recipeOf(await viewFiles(files, { excluded: [1, 3] }));
    expect(recipe.frames.map(({ number }) => number)).toEqual([2]);
    expect(recipe.excluded).toEqual([
      { number: 1, source: 'crystal_0001.bin', reason: 'excluded by the user' },
      {
        number: 3,
        source: 'crystal_0003.bin',
        reason: expect.stringContaining('expected 266 bytes, found 14'),
      },
    ]);
  });
});
