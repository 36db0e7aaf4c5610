import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import {
  EXAMPLE,
  type ExampleOptions,
  frameFileName,
  prepareSimulation,
  simulateFrame,
} from '../../src/example/simulateSeries';
import { builtApp } from '../support/app';
import { tempFolders, tiaFile, writeInput } from '../support/frames';
import { describeWithOracles } from '../support/oracle';
import { button, chooseFiles, downloadZip, fillGeometry, scanned } from '../support/screen';
import { type DialsResult, importFindIndex } from './dials';
import { expectOrientation } from './orientation';
import { factsOf, readBack } from './readers';

/** What the built app exports, opened by the programs it is exported for. */

const CELL = [5.25, 10.35, 21.04] as const;
const BACKWARDS: ExampleOptions = {
  ...EXAMPLE,
  stem: 'backwards',
  // The middle of the frame is 256, 256: the beam is (+23, -41) px off.
  geometry: {
    ...EXAMPLE.geometry,
    oscillationStartDeg: 35,
    oscillationPerFrameDeg: -1,
    beamCentreFastPx: 279,
    beamCentreSlowPx: 215,
  },
};
/** The files' dates stand in the headers: with the same ones each run exports the same bytes. */
const WRITTEN = new Date(1_700_000_000_000);

function stopTheClock(): void {
  Date.now = () => 1_700_000_000_000;
}

const LOOKED_AT = ['001', '013', '040'];

describeWithOracles('the exported example', ['dials', 'mrcfile', 'fabio'], () => {
  const app = builtApp();
  const temp = tempFolders();

  /** Downloads the selected series and unpacks it; paths of its SMV images in the folder. */
  async function unpacked(page: Page): Promise<{ folder: string; images: string[] }> {
    const folder = await temp.make();
    const files = await downloadZip(page);
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return { folder, images: [...files.keys()].filter((path) => path.endsWith('.img')) };
  }

  function expectIndexed({ sweeps, images, cell, indexed, spots }: DialsResult): void {
    expect([sweeps, images]).toEqual([1, [EXAMPLE.frameCount]]);
    const lengths = (cell ?? []).slice(0, 3).sort((a, b) => a - b);
    expect(lengths).toHaveLength(3);
    for (const [i, wanted] of CELL.entries()) {
      expect(Math.abs((lengths[i] as number) / wanted - 1), `${lengths}`).toBeLessThan(0.01);
    }
    for (const angle of cell?.slice(3) ?? []) expect(Math.abs(angle - 90)).toBeLessThan(1);
    expect(indexed / spots).toBeGreaterThan(0.8);
  }

  /** Files of the example turned the other way, as a camera would have written them. */
  async function writeBackwards(): Promise<string[]> {
    const simulation = prepareSimulation(BACKWARDS);
    const { fastSize: columns, slowSize: rows, frameCount } = BACKWARDS;
    const folder = await temp.make();
    const paths: string[] = [];
    for (let i = 0; i < frameCount; i++) {
      const bytes = tiaFile({ columns, rows, values: [...simulateFrame(simulation, i)] });
      paths.push(await writeInput(join(folder, frameFileName(BACKWARDS, i)), bytes, WRITTEN));
    }
    return paths;
  }

  async function convertBackwards(): Promise<{ folder: string; images: string[] }> {
    const { geometry } = BACKWARDS;
    const page = await app.open();
    await chooseFiles(page, await writeBackwards());
    await scanned(page, BACKWARDS.frameCount);
    await fillGeometry(page, {
      'High tension (kV)': String(geometry.highTensionKv),
      'Detector distance (mm)': String(geometry.detectorDistanceMm),
      'Pixel size (mm)': String(geometry.pixelSizeMm),
      Binning: `${geometry.binning}x${geometry.binning}`,
      'Oscillation start (°)': String(geometry.oscillationStartDeg),
      'Oscillation per frame (°)': String(geometry.oscillationPerFrameDeg),
      'Gain (counts/e⁻)': String(geometry.gainCountsPerElectron),
      'Exposure (s)': String(geometry.exposureSec),
    });
    await button(page, 'Find beam centre').click();
    await page.getByTestId('beam-centre-sigma').waitFor();
    await page.getByRole('checkbox', { name: 'MRC', exact: true }).uncheck();
    return unpacked(page);
  }

  let exported: { folder: string; images: string[] };
  let forwards: Promise<DialsResult>;
  let backwards: Promise<DialsResult>;

  /** Starts DIALS; the test that awaits it fails where it fails. */
  function started({ folder, images }: { folder: string; images: string[] }): Promise<DialsResult> {
    const result = importFindIndex(folder, images, join(folder, 'dials'));
    result.catch(() => undefined);
    return result;
  }

  beforeAll(async () => {
    const page = await app.open({ initScript: stopTheClock });
    await button(page, 'Try the example').click();
    await scanned(page, EXAMPLE.frameCount);
    exported = await unpacked(page);
    forwards = started(exported);
    backwards = started(await convertBackwards());
  });

  it('is read by mrcfile, fabio and dxtbx without complaint and with equal pixels', async () => {
    const chosen = await temp.make();
    for (const path of LOOKED_AT.flatMap((n) => [
      `smv/biotin_example_${n}.img`,
      `mrc/biotin_example_${n}.mrc`,
    ])) {
      await cp(join(exported.folder, 'biotin_example', path), join(chosen, path));
    }
    const readings = await readBack(chosen);
    expect(readings).toHaveLength(2 * LOOKED_AT.length);
    const { geometry } = EXAMPLE;
    for (const { file, mrcfile, fabio, dxtbx } of readings) {
      const image = factsOf(dxtbx);
      expect(factsOf(fabio).sha1, file).toBe(image.sha1);
      expect([...image.shape], file).toEqual([512, 512]);
      if (file.endsWith('.mrc')) {
        const mrc = factsOf(mrcfile);
        expect(mrc, file).toMatchObject({ valid: true, findings: [], warnings: [], mode: 2 });
        expect(mrc.sha1).toBe(image.sha1);
        continue;
      }
      const n = Number(/_(\d+)\.img$/.exec(file)?.[1]);
      expect(image.oscillation?.[0]).toBeCloseTo(geometry.oscillationStartDeg + n - 1, 6);
      expect(image.oscillation?.[1]).toBeCloseTo(geometry.oscillationPerFrameDeg, 6);
      expect(image.beamCentrePx[0]).toBeCloseTo(geometry.beamCentreFastPx, 3);
      expect(image.beamCentrePx[1]).toBeCloseTo(geometry.beamCentreSlowPx, 3);
      expect(image.distanceMm).toBeCloseTo(geometry.detectorDistanceMm, 3);
      expect(image.wavelengthAngstrom).toBeCloseTo(0.0250793, 6);
      expect(image.gain).toBeCloseTo(geometry.gainCountsPerElectron, 6);
      expect(image.pedestal).toBeGreaterThan(0);
    }
  });

  it('imports as one sweep and indexes to its cell', async () => {
    expect(exported.images).toHaveLength(EXAMPLE.frameCount);
    expectIndexed(await forwards);
    expectOrientation(await forwards, prepareSimulation(EXAMPLE));
  });

  it('does so too when the crystal turned the other way, with the beam off the middle', async () => {
    expectIndexed(await backwards);
    expectOrientation(await backwards, prepareSimulation(BACKWARDS));
  });
});
