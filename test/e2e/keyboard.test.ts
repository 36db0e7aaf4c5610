import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import { expectedSmv, readMrcFile, readSmvFile } from '../support/outputs';
import {
  button,
  choice,
  downloadedBytes,
  downloadOf,
  entry,
  eventually,
  field,
  offsetAndPedestal,
  scanned,
  selectedFrame,
  seriesOptions,
  TYPED_GEOMETRY,
} from '../support/screen';
import { unzip } from '../support/zip';

/** The whole job with keys alone, and what the keyboard's focus looks like on its way. */

const app = builtApp();
const temp = tempFolders();

const FRAMES = [-10_000, -145, -200, -300].map((minimum, i) => patternFrame(20, 14, minimum, i));
const OTHER = [-40, -50].map((minimum, i) => patternFrame(9, 6, minimum, i));
/** More stops than the screen has. */
const MANY_STOPS = 200;

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < MANY_STOPS; i++) {
    await page.keyboard.press('Tab');
    if (await isFocused(target)) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Chooses in a focused select by the first letters, as the keyboard does. */
async function typeChoice(page: Page, target: Locator, letters: string, expected: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(letters);
  await eventually(() => target.inputValue(), expected);
}

/** Tabs to the button, opens the system's dialog with Enter, and gives it the files. */
async function chooseByKeys(page: Page, paths: readonly string[]): Promise<void> {
  await tabTo(page, button(page, 'Choose files'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles([...paths]);
}

async function openSeries(): Promise<Page> {
  const folder = await temp.make();
  const run = await writeSeries(folder, 'run', FRAMES);
  const other = await writeSeries(folder, 'other', OTHER);
  const page = await app.open();
  // Playwright stands in for the dialog as long as someone listens: from now on, not only from the key press.
  page.on('filechooser', () => undefined);
  await chooseByKeys(page, [...run, ...other]);
  await scanned(page, FRAMES.length + OTHER.length);
  await field(page, 'Cap').waitFor();
  return page;
}

interface Stop {
  readonly name: string;
  /** Part of the screen. */
  readonly region: string;
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
  /** Looks other than the same element without the focus. */
  readonly marked: boolean;
}

/** What has the focus, and whether that can be seen. */
function focusedStop(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return undefined;
    const looks = () => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      return outlineStyle === 'none' ? boxShadow : [outlineWidth, outlineColor, boxShadow].join();
    };
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const focused = looks();
    // Without events, so that nothing on the page moves.
    const stop = (event: Event) => event.stopImmediatePropagation();
    const kinds = ['focus', 'blur', 'focusin', 'focusout'] as const;
    for (const kind of kinds) window.addEventListener(kind, stop, true);
    element.blur();
    const marked = looks() !== focused;
    element.focus({ preventScroll: true });
    for (const kind of kinds) window.removeEventListener(kind, stop, true);
    return {
      name: `${element.localName} ${element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent?.slice(0, 40)}`,
      region:
        [
          '[data-testid="top-bar"]',
          'section[aria-label="Series"]',
          'section[aria-label="Viewer"]',
          'section[aria-label="Frames"]',
          '[role="separator"]',
          '[data-testid="steps"]',
          '[data-testid="side-scroll"]',
        ].find((part) => element.closest(part) !== null) ?? '',
      x: left,
      y: top,
      visible: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
      marked,
    };
  });
}

/** Every stop from the top of the page until the focus leaves it. */
async function allStops(page: Page): Promise<Stop[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: Stop[] = [];
  for (let i = 0; i < MANY_STOPS; i++) {
    await page.keyboard.press('Tab');
    const stop = await focusedStop(page);
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error('the focus is caught');
}

describe('with keys alone', () => {
  it('does the whole job', async () => {
    const page = await openSeries();

    await tabTo(page, seriesOptions(page).filter({ hasText: 'other' }));
    await page.keyboard.press('ArrowDown');
    await eventually(() => offsetAndPedestal(page), ['2000', '1855']);
    expect(await isFocused(seriesOptions(page).filter({ hasText: 'run' }))).toBe(true);

    const canvas = page.getByTestId('viewer');
    await tabTo(page, canvas);
    await page.keyboard.press('.');
    await eventually(() => selectedFrame(page), 'Frame 2');
    await page.keyboard.press('m');
    await eventually(() => selectedFrame(page), 'Frame 1');
    await typeChoice(page, choice(page, 'Colours'), 'v', 'viridis');
    await tabTo(page, canvas);
    const before = await page.getByTestId('zoom').innerText();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByTestId('zoom').innerText()).not.toBe(before);
    const scrubber = page.getByRole('slider', { name: 'Scrub through the series' });
    await tabTo(page, scrubber);
    await page.keyboard.press('ArrowRight');
    await eventually(() => selectedFrame(page), 'Frame 2');
    await page.keyboard.press('End');
    await eventually(() => selectedFrame(page), 'Frame 4');

    const grid = page.getByRole('grid', { name: 'Frames' });
    await tabTo(page, grid);
    await page.keyboard.press('Space');
    await eventually(() => page.getByText('3 of 4 included').isVisible(), true);
    await page.keyboard.press('ArrowUp');
    await eventually(() => selectedFrame(page), 'Frame 3');
    // Marking with shift is what brushing a chart does with the pointer.
    await page.keyboard.press('Shift+ArrowUp');
    await eventually(() => page.getByText('2 frames marked').isVisible(), true);

    const csv = page.getByRole('figure', { name: /Minima histogram/ }).getByRole('button', { name: 'CSV' });
    await tabTo(page, csv);
    const table = await downloadedBytes(await downloadOf(page, () => page.keyboard.press('Enter')));
    expect(table.toString()).toContain(',-2000,1,yes');

    const offset = choice(page, 'Offset');
    await tabTo(page, field(page, 'Cap'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1500');
    await eventually(() => offsetAndPedestal(page), ['1500', '1355']);
    await tabTo(page, page.getByRole('slider', { name: 'Slide the limit' }));
    await page.keyboard.press('ArrowRight');
    await eventually(() => offsetAndPedestal(page), ['1501', '1356']);
    await typeChoice(page, choice(page, 'Pedestal'), 'r', 'restoreRawZero');
    await eventually(() => offsetAndPedestal(page), ['1501', '1501']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await isFocused(offset)).toBe(true);
    await page.keyboard.type('t');
    await tabTo(page, field(page, 'Typed offset'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2000');
    await eventually(() => offsetAndPedestal(page), ['2000', '2000']);

    for (const [label, text] of Object.entries(TYPED_GEOMETRY)) {
      await tabTo(page, field(page, label));
      await page.keyboard.type(text);
    }
    const leginonHeaders = page.getByRole('checkbox', { name: 'Leginon headers' });
    await tabTo(page, leginonHeaders);
    await page.keyboard.press('Space');
    expect(await leginonHeaders.isChecked()).toBe(true);
    await page.keyboard.press('Space');
    await tabTo(page, button(page, 'Download ZIP'));
    const download = await downloadOf(page, () => page.keyboard.press('Enter'));
    await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'done');
    const files = await unzip(await downloadedBytes(download));
    expect([...files.keys()].filter((name) => name.endsWith('.img'))).toHaveLength(3);
    for (const [i, { values }] of FRAMES.slice(0, 3).entries()) {
      const smv = readSmvFile(entry(files, `run/smv/run_00${i + 1}.img`));
      expect(smv.pixels).toEqual(expectedSmv(values, 2000).pixels);
      expect(readMrcFile(entry(files, `run/mrc/run_00${i + 1}.mrc`)).pixels).toEqual(values);
    }
  });

  it('shows where the focus is, in the order of the screen, and lets it leave', async () => {
    const page = await openSeries();
    const stops = await allStops(page);
    expect(stops.length).toBeGreaterThan(25);
    expect(stops.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([]);
    expect(stops.filter(({ marked }) => !marked).map(({ name }) => name)).toEqual([]);
    const regions = stops.map(({ region }) => region).filter((region, i, all) => region !== all[i - 1]);
    expect(regions).toEqual([
      '[data-testid="top-bar"]',
      'section[aria-label="Series"]',
      'section[aria-label="Viewer"]',
      'section[aria-label="Frames"]',
      '[role="separator"]',
      '[data-testid="steps"]',
      '[data-testid="side-scroll"]',
    ]);
    // In a line of controls the focus goes from left to right.
    for (const [i, stop] of stops.entries()) {
      const next = stops[i + 1];
      if (next === undefined || next.region !== stop.region || next.region === '[data-testid="side-scroll"]')
        continue;
      const sameLine = Math.abs(next.y - stop.y) < 8;
      expect(sameLine ? next.x >= stop.x : next.y > stop.y, `${stop.name}, then ${next.name}`).toBe(true);
    }
  });

  it('returns the focus from the dialog of keys', async () => {
    const page = await openSeries();
    const keys = button(page, 'Keys');
    await tabTo(page, keys);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => isFocused(keys), true);
  });
});
