import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp, type OpenOptions } from '../support/app';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import {
  button,
  choice,
  chooseFiles,
  downloadZip,
  eventually,
  fillGeometry,
  openStep,
  scanned,
  scrollTableUp,
  selectedFrame,
  TYPED_GEOMETRY,
  tableRows,
} from '../support/screen';

/** Getting about on the screen, its looks, and what it remembers. */

const app = builtApp();
const temp = tempFolders();

const MINIMA = [-50, -90, -10, -3000, -70];

async function openRun(options: OpenOptions = {}): Promise<Page> {
  const frames = MINIMA.map((minimum, i) => patternFrame(7, 4, minimum, i + 1));
  const paths = await writeSeries(await temp.make(), 'secret-crystal', frames);
  const page = await app.open(options);
  await chooseFiles(page, paths);
  await scanned(page, MINIMA.length);
  return page;
}

/** The middle of each bar of the histogram of minima, from left to right. */
async function barCentres(page: Page): Promise<{ x: number; y: number }[]> {
  await openStep(page, 'Offset');
  await page.locator('[aria-label="Minima histogram"] .bars .point path').first().waitFor();
  const boxes = await page.locator('[aria-label="Minima histogram"] .bars .point path').evaluateAll((bars) =>
    bars.map((bar) => {
      const { left, right, top, bottom, height } = bar.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2, height };
    }),
  );
  return boxes.filter(({ height }) => height > 1).sort((a, b) => a.x - b.x);
}

describe('the frame table', () => {
  it('sorts by minimum, both ways', async () => {
    const page = await openRun();
    const numbers = async () => (await tableRows(page)).map((row) => row[0]);
    expect(await numbers()).toEqual(['1', '2', '3', '4', '5']);
    await button(page, /^Min/).click();
    await scrollTableUp(page);
    await eventually(numbers, ['4', '2', '5', '1', '3']);
    expect(await page.getByRole('columnheader', { name: /^Min/ }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await button(page, /^Min/).click();
    await eventually(numbers, ['3', '1', '5', '2', '4']);
    expect(await page.getByRole('columnheader', { name: /^Min/ }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  it('selects frames by arrow keys and clicks, and the space bar excludes', async () => {
    const page = await openRun();
    const grid = page.getByRole('grid', { name: 'Frames' });
    expect(await selectedFrame(page)).toBe('Frame 1');
    await grid.press('ArrowDown');
    await grid.press('ArrowDown');
    expect(await selectedFrame(page)).toBe('Frame 3');
    await grid.press('ArrowUp');
    expect(await selectedFrame(page)).toBe('Frame 2');
    await grid.getByRole('row').filter({ hasText: '\u22123000' }).click();
    expect(await selectedFrame(page)).toBe('Frame 4');
    await grid.press(' ');
    await eventually(() => page.getByTestId('offset').innerText(), '90');
    await page.getByText('4 of 5 included').waitFor();
    await button(page, 'Include all').click();
    await eventually(() => page.getByTestId('offset').innerText(), '2000');
  });
});

describe('the preview', () => {
  it('goes to the next and the previous frame, not past the ends', async () => {
    const page = await openRun();
    await button(page, 'Previous').click();
    expect(await selectedFrame(page)).toBe('Frame 1');
    for (let n = 2; n <= 7; n++) {
      await button(page, 'Next').click();
      expect(await selectedFrame(page)).toBe(`Frame ${Math.min(n, MINIMA.length)}`);
    }
    await page.getByRole('img', { name: 'Frame 5, 7 by 4 pixels' }).waitFor();
    await button(page, 'Show frame 2').click();
    await page.getByRole('img', { name: 'Frame 2, 7 by 4 pixels' }).waitFor();
  });
});

describe('the histogram of minima', () => {
  it('selects the frame of a clicked bar', async () => {
    const page = await openRun();
    const bars = await barCentres(page);
    expect(bars).toHaveLength(MINIMA.length);
    // From left to right: beyond the cap, then by value.
    for (const [at, frame] of [
      [0, 4],
      [4, 3],
      [1, 2],
    ] as const) {
      const bar = bars[at] as { x: number; y: number };
      const clicked = async () => {
        await page.mouse.move(bar.x, bar.y);
        await page.mouse.click(bar.x, bar.y);
        // Plotly takes two clicks within 300 ms for a double click, wherever they are.
        await page.waitForTimeout(400);
        return selectedFrame(page);
      };
      // A click in the very moment of a redraw finds nothing under the pointer; one clicks again.
      await expect.poll(clicked).toBe(`Frame ${frame}`);
    }
  });
});

describe('the look', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`follows a ${colorScheme} system and fits 1280 x 800`, async () => {
      const page = await openRun({ colorScheme });
      await barCentres(page);
      const [background, sideways] = await page.evaluate(() => [
        getComputedStyle(document.body).backgroundColor,
        document.documentElement.scrollWidth - innerWidth,
      ]);
      const channels =
        String(background)
          .match(/\d+(\.\d+)?/g)
          ?.map(Number) ?? [];
      const bright = (channels[0] as number) + (channels[1] as number) + (channels[2] as number) > 384;
      expect(bright, background as string).toBe(colorScheme === 'light');
      expect(sideways).toBeLessThanOrEqual(0);
      const cut = await page.evaluate(() =>
        [
          '[data-testid="viewer-controls"]',
          '[data-testid="frame-bar"]',
          '[aria-label="Mark pixels"]',
          '[aria-label="Pixel under the pointer"]',
        ].filter((bar) => {
          const element = document.querySelector(bar);
          return element === null || element.scrollWidth > element.clientWidth;
        }),
      );
      expect(cut).toEqual([]);
    });
  }

  it('recolours the charts when the system changes', async () => {
    const page = await openRun({ colorScheme: 'light' });
    await barCentres(page);
    const axisColour = () =>
      page
        .getByRole('img', { name: 'Minima histogram' })
        .locator('.xtick text')
        .first()
        .evaluate((text) => getComputedStyle(text).fill);
    const light = await axisColour();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(axisColour).not.toBe(light);
  });
});

describe('the visit after', () => {
  it('remembers theme and formats, and nothing about files', async () => {
    const page = await openRun();
    await fillGeometry(page, TYPED_GEOMETRY);
    await downloadZip(page);
    await choice(page, 'Theme').selectOption('dark');
    await page.getByRole('checkbox', { name: 'MRC', exact: true }).uncheck();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).not.toContain('secret-crystal');
    expect(kept).not.toContain('1193.5');

    await page.reload();
    await button(page, 'Try the example').waitFor();
    expect(await choice(page, 'Theme').inputValue()).toBe('dark');
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    const paths = await writeSeries(await temp.make(), 'next', [patternFrame(7, 4, -5, 1)]);
    await chooseFiles(page, paths);
    await scanned(page, 1);
    expect(await page.getByRole('checkbox', { name: 'MRC', exact: true }).isChecked()).toBe(false);
    expect(await page.getByRole('checkbox', { name: 'SMV', exact: true }).isChecked()).toBe(true);
  });
});
