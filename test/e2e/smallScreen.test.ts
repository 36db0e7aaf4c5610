import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, tiaFile, writeInput, writeSeries } from '../support/frames';
import { button, choice, chooseFiles, eventually, scanState } from '../support/screen';

/** At 200 % zoom, on small screens and in narrow windows every control can be reached, and none is cut. */

const app = builtApp();
const temp = tempFolders();

/** A 1280 x 800 window at 200 % has half of it in CSS pixels. */
const SCREENS = [
  { width: 640, height: 400 },
  { width: 360, height: 640 },
  { width: 900, height: 700 },
  { width: 1280, height: 600 },
  { width: 1280, height: 400 },
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
] as const;

/** Scrolls to every control that is shown, and names those that are then cut, covered or outside of the window. */
function unreachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SLACK_PX = 1;
    const found: string[] = [];
    const within = (inner: DOMRect, outer: { left: number; right: number }) =>
      inner.left >= outer.left - SLACK_PX && inner.right <= outer.right + SLACK_PX;
    for (const control of document.querySelectorAll<HTMLElement>('button, input, select, summary, canvas')) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue;
      if (control.matches('[aria-label^="Show frame"], [aria-label^="Show frame"] *')) continue;
      control.scrollIntoView({ block: 'center', inline: 'nearest' });
      const box = control.getBoundingClientRect();
      const name =
        control.getAttribute('aria-label') ??
        (control as HTMLInputElement).labels?.[0]?.textContent ??
        control.textContent;
      const where = `${control.localName} "${name}" at ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`;
      if (!within(box, { left: 0, right: document.documentElement.clientWidth })) {
        found.push(`${where}: outside of the window`);
        continue;
      }
      if (control.localName !== 'canvas' && (box.top < -SLACK_PX || box.bottom > innerHeight + SLACK_PX)) {
        found.push(`${where}: not in the window`);
        continue;
      }
      // The ranges of contrast lie on each other; each is taken hold of at its thumb.
      if (control.matches('[aria-label="Low limit"], [aria-label="High limit"]')) continue;
      for (let parent = control.parentElement; parent !== null; parent = parent.parentElement) {
        const { overflowX } = getComputedStyle(parent);
        if (overflowX === 'visible' || parent.localName === 'html' || parent.localName === 'body') continue;
        if (!within(box, parent.getBoundingClientRect())) found.push(`${where}: cut by ${parent.className}`);
      }
      const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      if (hit === null || !(control === hit || control.contains(hit) || hit.contains(control))) {
        found.push(`${where}: covered by ${hit?.localName}.${hit?.className}`);
      }
    }
    return found;
  });
}

/** Whether the page is wider than the window. */
function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth > document.documentElement.clientWidth ||
      document.body.scrollWidth > document.body.clientWidth,
  );
}

describe.each(SCREENS)('$width x $height', (viewport) => {
  it('shows all of the first screen', async () => {
    const page = await app.open({ viewport });
    expect(await unreachable(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('shows all of the workbench, everything opened', async () => {
    const folder = await temp.make();
    const frames = [-10_000, -145, -200].map((minimum, i) => patternFrame(64, 48, minimum, i));
    const run = await writeSeries(folder, 'a-series-with-a-rather-long-name', frames);
    const other = await writeSeries(folder, 'other', frames.slice(1));
    const bad = await writeInput(
      join(folder, 'other_003.bin'),
      tiaFile(patternFrame(9, 9, -1, 1)).subarray(0, 50),
    );
    const note = await writeInput(join(folder, 'notes.txt'), 'no frame');
    const page = await app.open({ viewport });
    await chooseFiles(page, [...run, ...other, bad, note]);
    await eventually(async () => (await scanState(page)).state, 'done');
    await page.getByTestId('viewer').waitFor();
    await choice(page, 'Profile').selectOption('line');
    await choice(page, 'Show').selectOption('mean');
    await button(page, 'Presets').click();
    await page.getByRole('img', { name: 'Line profile' }).waitFor();
    expect(await unreachable(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>(
        'details:not([data-testid="geometry-marks"])',
      ))
        details.open = true;
    });
    expect(await unreachable(page)).toEqual([]);
    await page.evaluate(() => {
      const menu = document.querySelector<HTMLDetailsElement>('details[data-testid="geometry-marks"]');
      if (menu !== null) menu.open = true;
    });
    const rings = page.getByLabel('Rings at (Å)');
    await rings.scrollIntoViewIfNeeded();
    await rings.fill('2 1');
    const box = await rings.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
  });
});
