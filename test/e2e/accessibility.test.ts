import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { folderScript } from '../support/folder';
import { patternFrame, tempFolders, tiaFile, writeInput, writeSeries } from '../support/frames';
import {
  button,
  chooseFiles,
  eventually,
  fillGeometry,
  openStep,
  scanned,
  TYPED_GEOMETRY,
} from '../support/screen';

/** What axe finds, in every state of the screen; in dark its contrasts, as the rest is the same page. */

const app = builtApp();
const temp = tempFolders();

type ColorScheme = 'light' | 'dark';

/**
 * Rules of WCAG 2.2 up to AA and axe's best practices, with the places that break them.
 * @param part selector of what is new on the screen; left out, the whole page is looked at
 */
async function violations(page: Page, colorScheme: ColorScheme, part?: string): Promise<string[]> {
  // Playwright's frames are not there, and axe would open a page of its own for them.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (part !== undefined) {
    expect(await page.locator(part).count(), part).toBeGreaterThan(0);
    axe.include(part);
  }
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const FRAMES = [1, 2, 3].map((n) => patternFrame(32, 24, -10 * n, n));

describe.each(['light', 'dark'] as const)('axe, %s', (colorScheme) => {
  const found = (page: Page, part?: string) => violations(page, colorScheme, part);

  it('has nothing against the empty screen', async () => {
    const page = await app.open({ colorScheme });
    expect(await found(page)).toEqual([]);
  });

  it('has nothing against a series, everything opened', async () => {
    const paths = await writeSeries(await temp.make(), 'run', FRAMES);
    const page = await app.open({ colorScheme });
    await chooseFiles(page, paths);
    await scanned(page, 3);
    await page
      .getByRole('img', { name: /Minima histogram/ })
      .first()
      .waitFor();
    expect(await found(page)).toEqual([]);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await found(page)).toEqual([]);
  });

  it('has nothing against the help, short and long', async () => {
    const page = await app.open({ colorScheme });
    await chooseFiles(page, await writeSeries(await temp.make(), 'run', FRAMES));
    await scanned(page, 3);
    for (const [step, number] of [
      ['Offset', 2],
      ['Geometry', 4],
      ['Export', 1],
    ] as const) {
      await openStep(page, step);
      const abouts = page.getByRole('tabpanel').getByRole('button', { name: /^About / });
      await eventually(() => abouts.count(), number);
      for (const about of await abouts.all()) {
        await about.click();
        await page.locator(':popover-open').waitFor();
        expect(await found(page, ':popover-open')).toEqual([]);
        await page.keyboard.press('Escape');
      }
    }
    await button(page, 'Help').click();
    await page.getByRole('dialog', { name: 'Help', exact: true }).waitFor();
    expect(await found(page, 'dialog[open]')).toEqual([]);
    const tabs = await page.getByRole('dialog').getByRole('tab').all();
    expect(tabs).toHaveLength(3);
    for (const tab of tabs.slice(1)) {
      await tab.click();
      expect(await found(page, 'dialog [role="tabpanel"]')).toEqual([]);
    }
  });

  it('has nothing against bad files, several series and the end of an export', async () => {
    const folder = await temp.make();
    const good = await writeSeries(folder, 'run', FRAMES);
    const bad = await writeInput(
      join(folder, 'bad_001.bin'),
      tiaFile(patternFrame(9, 9, -1, 1)).subarray(0, 50),
    );
    const other = await writeInput(join(folder, 'notes.txt'), 'no frame');
    const page = await app.open({ colorScheme, initScript: folderScript() });
    await chooseFiles(page, [...good, bad, other]);
    await eventually(() => page.getByTestId('scan').getAttribute('data-state'), 'done');
    await page.getByRole('option').filter({ hasText: 'run' }).click();
    await fillGeometry(page, TYPED_GEOMETRY);
    await button(page, 'Export all').click();
    await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'done');
    expect(await found(page)).toEqual([]);
    await button(page, 'Save to folder').click();
    await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'asking');
    expect(await found(page, '[data-testid="export"]')).toEqual([]);
    await page.getByRole('option').filter({ hasText: 'bad' }).click();
    expect(await found(page)).toEqual([]);
  });
});
