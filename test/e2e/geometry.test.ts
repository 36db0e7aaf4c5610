import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { type RawFrame, tempFolders, writeSeries } from '../support/frames';
import { button, chooseFiles, downloadZip, eventually, field, scanned, textEntry } from '../support/screen';

/** Ways to the beam centre, and what is written beside the images, in the built app. */

const app = builtApp();
const temp = tempFolders();

const SIZE = 256;
/** Places from the outer corner of the first pixel, px. */
const BEAM = { x: 131.5, y: 120.5 };
const SPOT = { x: 171.5, y: 90.5 };
const OPPOSITE = { x: 2 * BEAM.x - SPOT.x, y: 2 * BEAM.y - SPOT.y };

const RING_PX = 80.3;

/** Noise around 20, a halo and the beam at BEAM, one Friedel pair, and a ring around BEAM where one is wanted. */
function beamFrame(seed: number, ringHeight = 0): RawFrame {
  let state = seed;
  const noise = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648 - 0.5;
  };
  const values = Array.from({ length: SIZE * SIZE }, (_, at) => {
    const [x, y] = [(at % SIZE) + 0.5, Math.floor(at / SIZE) + 0.5];
    const gauss = (place: { x: number; y: number }, height: number, sigma: number) =>
      height * Math.exp(-((x - place.x) ** 2 + (y - place.y) ** 2) / (2 * sigma ** 2));
    const spots = gauss(SPOT, 4000, 1.3) + gauss(OPPOSITE, 2500, 1.3);
    const radius = Math.hypot(x - BEAM.x, y - BEAM.y);
    const ring = ringHeight * Math.exp(-((radius - RING_PX) ** 2) / (2 * 1.5 ** 2));
    return Math.round(20 + ring + gauss(BEAM, 300, 45) + gauss(BEAM, 20_000, 2) + spots + 30 * noise());
  });
  return { columns: SIZE, rows: SIZE, values };
}

async function openBeamSeries(ringHeight = 0): Promise<Page> {
  const page = await app.open();
  const frames = [1, 2, 3].map((seed) => beamFrame(seed, ringHeight));
  await chooseFiles(page, await writeSeries(await temp.make(), 'beam', frames));
  await scanned(page, frames.length);
  await page.getByTestId('viewer').waitFor();
  return page;
}

/** Where a place of the fitted frame lies on the page. */
async function onPage(page: Page, { x, y }: { x: number; y: number }) {
  const box = await page.getByTestId('viewer').boundingBox();
  if (box === null) throw new Error('no viewer');
  const scale = Math.min(box.width, box.height) / SIZE;
  const left = box.x + Math.round((box.width - SIZE * scale) / 2);
  const top = box.y + Math.round((box.height - SIZE * scale) / 2);
  return { x: left + x * scale, y: top + y * scale };
}

async function clickFrame(page: Page, place: { x: number; y: number }) {
  const at = await onPage(page, place);
  await page.mouse.click(at.x, at.y);
}

async function beamCentre(page: Page): Promise<[number, number]> {
  const value = async (name: string) => Number(await field(page, name).inputValue());
  return [await value('Beam centre fast (px)'), await value('Beam centre slow (px)')];
}

/** A screen pixel is about 0.7 px of these frames. */
async function expectBeamNear(page: Page, { x, y }: { x: number; y: number }, within: number) {
  const far = async () => {
    const [fast, slow] = await beamCentre(page);
    return Math.max(Math.abs(fast - x), Math.abs(slow - y));
  };
  await expect.poll(far).toBeLessThan(within);
}

describe('the beam centre', () => {
  it('is found from the frames, with an uncertainty, and takes the place of a typed one', async () => {
    const page = await openBeamSeries();
    await field(page, 'Beam centre fast (px)').fill('7');
    await button(page, 'Find beam centre').click();
    const sigma = page.getByTestId('beam-centre-sigma');
    await sigma.waitFor();
    expect(Number(await sigma.textContent())).toBeLessThan(0.5);
    await expectBeamNear(page, BEAM, 0.5);
    await field(page, 'Beam centre fast (px)').fill('7');
    await sigma.waitFor({ state: 'detached' });
  });

  it('is picked by a click, and moved by dragging its cross', async () => {
    const page = await openBeamSeries();
    await button(page, 'Pick on frame').click();
    await clickFrame(page, { x: 60, y: 200 });
    await expectBeamNear(page, { x: 60, y: 200 }, 1.5);
    const [from, to] = [await onPage(page, { x: 60, y: 200 }), await onPage(page, { x: 90, y: 40 })];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    await expectBeamNear(page, { x: 90, y: 40 }, 1.5);
  });

  it('is the middle of a Friedel pair, each spot taken at its centroid', async () => {
    const page = await openBeamSeries();
    await button(page, 'Friedel pair').click();
    await clickFrame(page, { x: SPOT.x + 3, y: SPOT.y - 2 });
    await clickFrame(page, { x: OPPOSITE.x - 3, y: OPPOSITE.y - 3 });
    await expectBeamNear(page, BEAM, 0.15);
  });

  it('is not given where nothing shows it', async () => {
    const page = await app.open();
    const flat: RawFrame = {
      columns: SIZE,
      rows: SIZE,
      values: beamFrame(5).values.map((_, at) => ((at * 7919) % 61) - 30),
    };
    await chooseFiles(page, await writeSeries(await temp.make(), 'flat', [flat]));
    await scanned(page, 1);
    await button(page, 'Find beam centre').click();
    await page.getByText('Not sure:').waitFor();
    expect(await field(page, 'Beam centre fast (px)').inputValue()).toBe('');
  });

  it('stays at a right click, and when picking is ended by Escape', async () => {
    const page = await openBeamSeries();
    await page.getByTestId('viewer').focus();
    await page.keyboard.press('b');
    await page.getByText('Click the direct beam').waitFor();
    const at = await onPage(page, { x: 60, y: 200 });
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await page.keyboard.press('Escape');
    await page.getByText('Click the direct beam').waitFor({ state: 'detached' });
    await clickFrame(page, { x: 60, y: 200 });
    expect(await field(page, 'Beam centre fast (px)').inputValue()).toBe('');
  });
});

describe('the distance', () => {
  it('comes from a ring of gold that is clicked on the frame', async () => {
    const page = await openBeamSeries(400);
    for (const [name, value] of [
      ['High tension (kV)', '200'],
      ['Pixel size (mm)', '0.112'],
      ['Beam centre fast (px)', String(BEAM.x)],
      ['Beam centre slow (px)', String(BEAM.y)],
    ] as const) {
      await field(page, name).fill(value);
    }
    await page.getByText('Work out a value').click();
    await page.getByLabel('Standard', { exact: true }).selectOption('Gold');
    await button(page, 'Pick a ring on frame').click();
    await clickFrame(page, { x: BEAM.x - RING_PX * 0.6 - 2, y: BEAM.y + RING_PX * 0.8 + 3 });
    const radius = page.getByLabel('Ring radius (px)');
    await expect.poll(async () => Math.abs(Number(await radius.inputValue()) - RING_PX)).toBeLessThan(0.5);
    await page
      .getByRole('group', { name: 'Distance from a ring' })
      .getByRole('button', { name: 'Use' })
      .click();
    // 80.3 * 0.112 / tan(2 asin(0.0250793 / (2 * 4.0786 / sqrt(3)))) = 844.3 mm
    const distance = Number(await field(page, 'Detector distance (mm)').inputValue());
    expect(Math.abs(distance / 844.3 - 1)).toBeLessThan(0.007);
  });
});

describe('the geometry', () => {
  it('gives the resolution at the edge, and goes into the files beside the images', async () => {
    const page = await openBeamSeries();
    for (const [name, value] of [
      ['High tension (kV)', '200'],
      ['Detector distance (mm)', '500'],
      ['Pixel size (mm)', '0.028'],
      ['Binning', '2x2'],
      ['Oscillation start (°)', '10'],
      ['Oscillation per frame (°)', '-0.5'],
      ['Rotation axis (°)', '90'],
      ['Beam centre fast (px)', '131.5'],
      ['Beam centre slow (px)', '120.25'],
      ['Gain (counts/e⁻)', '26'],
      ['Exposure (s)', '1'],
    ] as const) {
      await field(page, name).fill(value);
    }
    // nearest edge 120.25 px: 0.0250793 / (2 sin(atan(120.25 * 0.028 / 500) / 2)) = 3.72
    await eventually(() => page.getByTestId('resolution-edge').textContent(), '3.72');
    await button(page, 'Rectangle').click();
    const [from, to] = [await onPage(page, { x: 110, y: 100 }), await onPage(page, { x: 150, y: 140 })];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    await button(page, 'Remove rectangle').waitFor();

    const files = await downloadZip(page);
    const xds = textEntry(files, 'beam/XDS.INP');
    const numbers = (key: string) =>
      new RegExp(`^${key}= *([-\\d. ]+)$`, 'm').exec(xds)?.[1]?.trim().split(/ +/).map(Number) ?? [];
    expect(numbers('ORGX')).toEqual([132]);
    expect(numbers('ORGY')).toEqual([120.75]);
    // axis up on screen, reversed for the falling angle: the slow axis points down
    expect(numbers('ROTATION_AXIS')).toEqual([0, 1, 0]);
    expect(numbers('STARTING_ANGLE')).toEqual([-10]);
    const stop = numbers('UNTRUSTED_RECTANGLE');
    for (const [i, wanted] of [110, 151, 100, 141].entries()) {
      expect(Math.abs((stop[i] ?? 0) - wanted), `${stop}`).toBeLessThanOrEqual(2);
    }
    expect(textEntry(files, 'beam/dials_import.sh')).toContain('untrusted.rectangle=');
    expect(textEntry(files, 'beam/dials_import.bat')).toContain('geometry.goniometer.axes=');
    expect(textEntry(files, 'beam/beam.pts')).toContain('omega 90');
    const report = JSON.parse(textEntry(files, 'beam/conversion.json'));
    expect(report.geometry.rotationAxisDeg).toEqual({ value: 90, origin: 'typed' });
    expect(report.processingFiles).toEqual([
      'XDS.INP',
      'dials_import.sh',
      'dials_import.bat',
      'dials_images.txt',
      'beam.pts',
    ]);
  });

  it("writes Leginon's headers on request, and then no processing files", async () => {
    const page = await openBeamSeries();
    await page.getByRole('checkbox', { name: 'Write placeholders for missing values' }).check();
    await page.getByRole('checkbox', { name: 'Leginon headers' }).check();
    const files = await downloadZip(page);
    expect([...files.keys()]).not.toContain('beam/XDS.INP');
    const header = new TextDecoder('ascii').decode(files.get('beam/smv/beam_001.img')?.subarray(0, 512));
    expect(header).toContain('WAVELENGTH=  0.02501404;');
    // Only for this visit: a later series would have the wrong wavelength unseen.
    await page.getByRole('checkbox', { name: 'MRC' }).uncheck();
    const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    await eventually(() => kept().then((text) => text.includes('smv')), true);
    expect(await kept()).not.toContain('leginonHeaders');
  });

  it('is copied from the screen as it is written', async () => {
    const page = await openBeamSeries();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('Files for XDS, DIALS and PETS2').click();
    await page.getByLabel('Processing file', { exact: true }).selectOption('dials_import.sh');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.startsWith('#!/bin/sh\n')).toBe(true);
    expect(copied).toBe(await page.getByTestId('processing-file').textContent());
  });
});
