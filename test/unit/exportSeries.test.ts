import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { outputPaths } from '../../src/pipeline/exportSeries';
import { readSmvFile } from '../support/outputs';
import {
  at,
  BOTH,
  convertFiles,
  exportFiles,
  FULL_GEOMETRY,
  fileOf,
  MRC,
  outputOf,
  recipeOf,
  SMV,
  tiaBytes,
  viewFiles,
} from './fixtures';

function frame(number: number, values: readonly number[], type: 'int32' | 'float64' = 'int32'): File {
  return fileOf(tiaBytes(type, values.length, 1, values), `x_${number}.bin`, Date.UTC(2026, 0, number, 12));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('export of a series', () => {
  it.each([
    [BOTH, 11],
    [{ ...SMV, leginonHeaders: true }, 4],
    [MRC, 4],
  ])('names its files beforehand: %j', async (choice, count) => {
    const files = [frame(1, [0, 1]), frame(2, [0, 2])];
    const view = await viewFiles(files);
    const exported = await exportFiles(recipeOf(view, choice), files);
    expect(outputPaths(recipeOf(view, choice))).toEqual([...exported.files.keys()]);
    expect(exported.files.size).toBe(count);
  });

  it('reports the SHA-256 of every file that it writes but the report', async () => {
    const exported = await convertFiles([frame(1, [0, 1]), frame(2, [0, 2])]);
    const report = JSON.parse(new TextDecoder().decode(outputOf(exported, 'x/conversion.json')));
    expect(report.files).toEqual(
      [...exported.files].slice(0, -1).map(([path, bytes]) => ({
        path: path.slice('x/'.length),
        bytes: bytes.length,
        sha256: sha256(bytes),
      })),
    );
  });

  it("reports the SHA-256 of each frame's pixels as they lie in the source, big-endian ones too", async () => {
    const bytes = new Uint8Array(1024 + 2 * 3 * 2);
    const view = new DataView(bytes.buffer);
    for (const [word, value] of [3, 1, 2, 1].entries()) view.setInt32(4 * word, value, false);
    bytes.set(new TextEncoder().encode('MAP '), 208);
    bytes.set([0x11, 0x11], 212);
    for (const [i, value] of [-7, 5, -2, 3, 4, 300].entries()) view.setInt16(1024 + 2 * i, value, false);
    const exported = await convertFiles([fileOf(bytes, 'tilt.mrc')], {}, SMV);
    const report = JSON.parse(new TextDecoder().decode(outputOf(exported, 'tilt/conversion.json')));
    expect(report.frames.map((one: { sourceData: unknown }) => one.sourceData)).toEqual([
      { offset: 1024, bytes: 6, sha256: sha256(bytes.subarray(1024, 1030)) },
      { offset: 1030, bytes: 6, sha256: sha256(bytes.subarray(1030, 1036)) },
    ]);
  });

  it("gives each frame its own file's date where none is typed", async () => {
    const exported = await convertFiles([frame(1, [0, 1]), frame(2, [0, 2])], {}, SMV);
    const dates = [1, 2].map((n) => readSmvFile(outputOf(exported, `x/smv/x_00${n}.img`)).header.get('DATE'));
    expect(dates.map((date) => new Date(String(date)).getTime())).toEqual([
      Date.UTC(2026, 0, 1, 12),
      Date.UTC(2026, 0, 2, 12),
    ]);
  });

  it('writes the typed date into every frame', async () => {
    const exported = await convertFiles([frame(1, [0]), frame(2, [0])], { typed: FULL_GEOMETRY }, SMV);
    for (const n of [1, 2]) {
      const { header } = readSmvFile(outputOf(exported, `x/smv/x_00${n}.img`));
      expect(header.get('DATE')).toBe('Sun Nov 22 11:15:08 2026');
    }
  });

  it('names placeholders in every header and leaves BIN and GAIN out', async () => {
    const exported = await convertFiles([frame(1, [0, 1])], { acceptPlaceholders: true }, SMV);
    const { header } = readSmvFile(outputOf(exported, 'x/smv/x_001.img'));
    expect(header.get('PLACEHOLDERS')?.split(',')).toEqual([
      'WAVELENGTH',
      'DISTANCE',
      'PIXEL_SIZE',
      'OSC_START',
      'OSC_RANGE',
      'BEAM_CENTER_Y',
      'BEAM_CENTER_X',
      'TIME',
    ]);
    expect([header.has('BIN'), header.has('GAIN')]).toEqual([false, false]);
  });

  it('names a known beam centre too where the pixel size that turns it into mm is a placeholder', async () => {
    const { pixelSizeMm: _, ...typed } = FULL_GEOMETRY;
    const exported = await convertFiles([frame(1, [0, 1])], { typed, acceptPlaceholders: true }, SMV);
    const { header } = readSmvFile(outputOf(exported, 'x/smv/x_001.img'));
    expect(header.get('PLACEHOLDERS')?.split(',').sort()).toEqual([
      'BEAM_CENTER_X',
      'BEAM_CENTER_Y',
      'PIXEL_SIZE',
    ]);
  });

  it('reports no placeholders where only MRC is written', async () => {
    const exported = await convertFiles([frame(1, [0])], { acceptPlaceholders: true }, MRC);
    const report = JSON.parse(new TextDecoder().decode(outputOf(exported, 'x/conversion.json')));
    expect(report.placeholders).toEqual([]);
    expect(report.warnings).toEqual([]);
    expect(report.geometry.detectorDistanceMm).toEqual({ value: null, origin: 'missing' });
  });

  it('keeps a placeholder pixel size out of MRC headers, and writes a real one in angstrom', async () => {
    const cellOf = async (typed: typeof FULL_GEOMETRY) => {
      const exported = await convertFiles([frame(1, [0, 1, 2])], { typed }, MRC);
      const view = new DataView(outputOf(exported, 'x/mrc/x_001.mrc').buffer);
      return [40, 44, 48].map((offset) => view.getFloat32(offset, true));
    };
    expect(await cellOf({})).toEqual([3, 1, 1]);
    expect(await cellOf({ pixelSizeMm: '0.028' })).toEqual([840000, 280000, 280000]);
  });

  it('refuses a frame that is not the one that was scanned', async () => {
    const files = [frame(1, [0, 1]), frame(2, [0, 2])];
    const view = await viewFiles(files);
    await expect(exportFiles(recipeOf(view), [at(files, 0), frame(2, [-5, 2])])).rejects.toMatchObject({
      failure: { code: 'frame', source: 'x_2.bin', problem: { code: 'changedSinceScan' } },
    });
  });

  it('refuses it for MRC too', async () => {
    const files = [frame(1, [0, 1, 2])];
    const recipe = recipeOf(await viewFiles(files), MRC);
    for (const changed of [frame(1, [-1, 1, 2]), frame(1, [0, 1, 3])]) {
      await expect(exportFiles(recipe, [changed])).rejects.toMatchObject({
        failure: { problem: { code: 'changedSinceScan' } },
      });
    }
  });

  it('refuses one that has the same pixels in other places', async () => {
    const files = [frame(1, [0, 1, 2, 3])];
    const recipe = recipeOf(await viewFiles(files));
    await expect(exportFiles(recipe, [frame(1, [0, 2, 1, 3])])).rejects.toMatchObject({
      failure: { code: 'frame', source: 'x_1.bin', problem: { code: 'changedSinceScan' } },
    });
  });

  it('writes float frames whose largest pixel lands on 65535', async () => {
    // 65536.1 is the double nearest to 65535 + 1.1, but 65536.1 - 1.1 is a hair above 65535
    const exported = await convertFiles([frame(1, [1.1, 65536.1], 'float64')], {}, SMV);
    const { pixels } = readSmvFile(outputOf(exported, 'x/smv/x_001.img'));
    expect(Array.from(pixels)).toEqual([0, 65535]);
  });

  it('reads the sections of a stack', async () => {
    const bytes = new Uint8Array(1024 + 2 * 3);
    const view = new DataView(bytes.buffer);
    for (const [word, value] of [1, 1, 3, 1].entries()) view.setInt32(4 * word, value, true);
    bytes.set(new TextEncoder().encode('MAP DD'), 208);
    for (const [i, value] of [-7, 5, -2].entries()) view.setInt16(1024 + 2 * i, value, true);
    const exported = await convertFiles([fileOf(bytes, 'tilt.mrc')], {}, SMV);
    const pixels = [1, 2, 3].map((n) =>
      at(readSmvFile(outputOf(exported, `tilt/smv/tilt_00${n}.img`)).pixels, 0),
    );
    expect(pixels).toEqual([0, 12, 5]);
  });
});
