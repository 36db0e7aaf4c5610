import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp, type OpenOptions } from '../support/app';
import { patternFrame, type RawFrame, tempFolders, writeSeries } from '../support/frames';
import { readSmvFile } from '../support/outputs';
import {
  button,
  choice,
  chooseFiles,
  downloadedBytes,
  downloadOf,
  downloadZip,
  entry,
  eventually,
  field,
  fillGeometry,
  offsetAndPedestal,
  openStep,
  scanned,
  selectedFrame,
  shownNumber,
  TYPED_GEOMETRY,
  textEntry,
} from '../support/screen';

/** The offset workbench in the built app: linked charts, counts, exclusion with undo, the status line. */

const app = builtApp();
const temp = tempFolders();

const MINIMA = [-100, -120, -90, -3000, -110, -95];

async function openSeries(frames: readonly RawFrame[], options: OpenOptions = {}): Promise<Page> {
  const page = await app.open(options);
  await chooseFiles(page, await writeSeries(await temp.make(), 'run', frames));
  await scanned(page, frames.length);
  return page;
}

function chart(page: Page, name: string) {
  return page.getByRole('img', { name, exact: true });
}

/** Middles of the points of "Minima by frame", by frame. */
async function framePoints(page: Page): Promise<{ x: number; y: number }[]> {
  await openStep(page, 'Offset');
  const points = chart(page, 'Minima by frame').locator('.scatterlayer .point');
  await points.first().waitFor();
  return points.evaluateAll((all) =>
    all.map((point) => {
      const { left, right, top, bottom } = point.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }),
  );
}

/** Drags over a chart between two places. */
async function brush(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

const bare = (page: Page, id: string) => page.getByTestId(id).innerText();

describe('the linked charts', () => {
  const frames = MINIMA.map((minimum, i) => patternFrame(7, 4, minimum, i + 1));

  it('select the frame of a clicked point', async () => {
    const page = await openSeries(frames);
    const fourth = (await framePoints(page))[3];
    await page.mouse.click(fourth?.x ?? 0, fourth?.y ?? 0);
    await eventually(() => selectedFrame(page), 'Frame 4');
    const row = page.getByRole('grid', { name: 'Frames' }).locator('[aria-selected="true"]');
    expect(await row.innerText()).toContain('\u22123000');
  });

  it('mark brushed frames, exclude them and take it back', async () => {
    const page = await openSeries(frames);
    const points = await framePoints(page);
    const [third, fifth] = [points[2], points[4]];
    if (!third || !fifth) throw new Error('no points');
    await brush(page, { x: third.x - 8, y: third.y + 30 }, { x: fifth.x + 8, y: third.y + 5 });
    await page.getByText('3 frames marked').waitFor();
    await button(page, 'Exclude marked').click();
    await eventually(() => offsetAndPedestal(page), ['120', '25']);
    expect(await page.getByRole('checkbox', { name: 'Include frame 4', exact: true }).isChecked()).toBe(
      false,
    );
    await button(page, 'Undo').click();
    await eventually(() => offsetAndPedestal(page), ['2000', '1910']);
    expect(await page.getByRole('checkbox', { name: 'Include frame 4', exact: true }).isChecked()).toBe(true);
  });

  it('can do the same by the keyboard', async () => {
    const page = await openSeries(frames);
    const grid = page.getByRole('grid', { name: 'Frames' });
    await grid.press('ArrowDown');
    await grid.press('ArrowDown');
    await grid.press('Shift+ArrowDown');
    await page.getByText('2 frames marked').waitFor();
    await button(page, 'Exclude marked').press('Enter');
    await eventually(() => offsetAndPedestal(page), ['120', '25']);
    await page.getByTestId('viewer').focus();
    await page.keyboard.press('u');
    await eventually(() => offsetAndPedestal(page), ['2000', '1910']);
  });

  it('say in words what the series shows', async () => {
    const page = await openSeries(frames);
    // All pixels of the frame lie low, not a few: no spike.
    const low = page.getByTestId('series-character').locator('[data-code="lowFrames"]');
    expect(await low.getAttribute('data-frames')).toBe('4');
    expect(await page.getByTestId('offset-reason').getAttribute('data-code')).toBe('beyondCap');
    for (const name of ['Minima histogram', 'Minima by frame', 'Pixel histogram']) {
      const described = await chart(page, name).getAttribute('aria-describedby');
      expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/\d/);
    }
  });

  it('give their picture and their numbers', async () => {
    // From a dark screen too the picture is for paper: the light scheme's colours on white.
    const page = await openSeries(frames, { colorScheme: 'dark' });
    await framePoints(page);
    const figure = page.locator('figure').filter({ has: chart(page, 'Minima by frame') });
    const csv = await downloadOf(page, () => figure.getByRole('button', { name: 'CSV' }).click());
    expect(csv.suggestedFilename()).toBe('run_minima.csv');
    expect((await downloadedBytes(csv)).toString('utf8')).toBe(
      `frame,minimum_counts,included\n${MINIMA.map((minimum, i) => `${i + 1},${minimum},yes\n`).join('')}`,
    );
    const png = await downloadOf(page, () => figure.getByRole('button', { name: 'PNG' }).click());
    expect((await downloadedBytes(png)).subarray(1, 4).toString('latin1')).toBe('PNG');
    const svg = await downloadOf(page, () => figure.getByRole('button', { name: 'SVG' }).click());
    const drawing = (await downloadedBytes(svg)).toString('utf8');
    expect(drawing).toMatch(/^<svg/);
    // --text-muted is #56636c in light and #9fadb5 in dark.
    expect(drawing).toContain('rgb(86, 99, 108)');
    expect(drawing).not.toContain('rgb(159, 173, 181)');
  });
});

describe('the counts beside the offset', () => {
  const frames: readonly RawFrame[] = [
    { columns: 3, rows: 2, values: [-900, -501, -500, 0, 65_035, 65_036] },
    { columns: 3, rows: 2, values: [-502, -501, -499, 12, 70_000, 65_535] },
  ];

  it.each(['500', '0', '899', '-20'])('are what the export then finds, at offset %s', async (offset) => {
    const page = await openSeries(frames);
    await fillGeometry(page, TYPED_GEOMETRY);
    await choice(page, 'Offset').selectOption('typed');
    await field(page, 'Typed offset').fill(offset);
    await eventually(() => shownNumber(page, 'offset'), offset);
    const shown = ['truncated-low', 'truncated-high'].map((id) => shownNumber(page, id));
    const counts = (await Promise.all(shown)).map(Number);
    await openStep(page, 'Export');
    const lost = page.getByRole('checkbox', { name: 'Write SMV although most pixels are lost' });
    if ((await lost.count()) > 0) await lost.check();
    const report = JSON.parse(textEntry(await downloadZip(page), 'run/conversion.json'));
    expect(counts).toEqual([report.truncated.at0, report.truncated.at65535]);
    const sums = frames.flatMap(({ values }) => values.map((raw) => raw + Number(offset)));
    expect(counts).toEqual([sums.filter((sum) => sum < 0).length, sums.filter((sum) => sum > 65_535).length]);
  });

  it('tell what is left below saturation, and where raw zero lands', async () => {
    const page = await openSeries(frames);
    await fillGeometry(page, TYPED_GEOMETRY);
    // offset 900, pedestal 398; 2x2: 32000 - 900; (900 - 398) / 26.5
    expect(await bare(page, 'saturation-raw')).toMatch(/^31\u202f100 raw counts/);
    expect(await bare(page, 'raw-zero-in-dials')).toBe('18.943 e\u207b');
  });
});

describe('the status line', () => {
  it('says what the SMV file of the frame holds, and what DIALS makes of it', async () => {
    const frame = patternFrame(6, 4, -321, 3);
    const page = await openSeries([frame, patternFrame(6, 4, -40, 4)]);
    await fillGeometry(page, TYPED_GEOMETRY);
    const box = await page.getByTestId('viewer').boundingBox();
    if (box === null) throw new Error('no viewer');
    const scale = Math.min(box.width / 6, box.height / 4);
    const files = await downloadZip(page);
    const smv = readSmvFile(entry(files, 'run/smv/run_001.img'));
    const pedestal = Number(smv.header.get('IMAGE_PEDESTAL'));
    for (const [fast, slow] of [
      [0, 0],
      [5, 3],
      [4, 1],
    ] as const) {
      await page.mouse.move(
        box.x + (box.width - 6 * scale) / 2 + (fast + 0.5) * scale,
        box.y + (box.height - 4 * scale) / 2 + (slow + 0.5) * scale,
      );
      const at = slow * 6 + fast;
      const stored = smv.pixels[at] ?? Number.NaN;
      await eventually(
        () => Promise.all(['fast', 'slow', 'raw', 'stored'].map((id) => shownNumber(page, `status-${id}`))),
        [String(fast), String(slow), String(frame.values[at]), String(stored)],
      );
      const dials = Number(await shownNumber(page, 'status-dials'));
      expect(dials).toBeCloseTo((stored - pedestal) / 26.5, 2);
    }
  });
});
