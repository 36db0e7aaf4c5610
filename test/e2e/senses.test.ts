import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import { patternFrame, tempFolders, writeSeries } from '../support/frames';
import {
  chooseFiles,
  downloadZip,
  eventually,
  fillGeometry,
  scanned,
  TYPED_GEOMETRY,
} from '../support/screen';

/** Progress that is heard, motion that is not wanted, contrast, and colours that are the system's. */

const app = builtApp();
const temp = tempFolders();
const FRAME_COUNT = 40;

async function openRun(page: Page, count: number): Promise<void> {
  const frames = Array.from({ length: count }, (_, i) => patternFrame(12, 8, -10 - i, i));
  await chooseFiles(page, await writeSeries(await temp.make(), 'run', frames));
  await scanned(page, count);
}

/** Keeps every text that the live region has had. */
function keepSaid(page: Page): Promise<void> {
  return page.evaluate(() => {
    const said: string[] = [];
    (window as unknown as { said: string[] }).said = said;
    for (const id of ['said-scan', 'said-export']) {
      const element = document.querySelector(`[data-testid="${id}"]`) as Element;
      const note = () => {
        const text = element.textContent ?? '';
        if (text !== said.at(-1)) said.push(text);
      };
      new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    }
  });
}

/** Has no more than 8 frames scanned beyond those that the screen tells of: fewer than a quarter. */
function scanNoFasterThanTheScreen(): void {
  const post = Worker.prototype.postMessage as (...args: unknown[]) => void;
  const waiting: (() => void)[] = [];
  let posted = 0;
  const isAhead = () =>
    posted - Number(document.querySelector('[data-testid="scan"]')?.getAttribute('data-done')) >= 8;
  const drain = () => {
    while (waiting.length > 0 && !isAhead()) {
      posted++;
      waiting.shift()?.();
    }
  };
  setInterval(drain, 10);
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
    const [{ path }] = args as [{ path?: string[] }];
    const send = () => post.apply(this, args);
    if (path?.[0] === 'scan') waiting.push(send);
    else send();
  } as Worker['postMessage'];
}

const EXPORT_SAID = [
  'Export started.',
  'Export: 25 % done.',
  'Export: 50 % done.',
  'Export: 75 % done.',
  'Export: almost done.',
  `Export done, ${FRAME_COUNT} frames.`,
];

/** That one list is the other with steps left out. */
function isPartInOrder(part: readonly string[], whole: readonly string[]): boolean {
  let at = -1;
  return part.every((text) => {
    at = whole.indexOf(text, at + 1);
    return at >= 0;
  });
}

describe('the live region', () => {
  it('is polite and tells begin, quarters and end of scan and export', async () => {
    const page = await app.open({ initScript: scanNoFasterThanTheScreen });
    const region = page.getByRole('log', { name: 'Progress' });
    expect(await region.getAttribute('aria-live')).toBe('polite');
    await keepSaid(page);
    await openRun(page, FRAME_COUNT);
    await fillGeometry(page, TYPED_GEOMETRY);
    await downloadZip(page);
    const saidSoFar = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
    await eventually(async () => (await saidSoFar()).at(-1), `Export done, ${FRAME_COUNT} frames.`);
    const said = await saidSoFar();
    const scan = said.filter((text) => text.startsWith('Scan'));
    const exported = said.filter((text) => text.startsWith('Export'));
    // All frames may be done and the work over between two looks too.
    expect(scan.filter((text) => text !== 'Scan: almost done.')).toEqual([
      'Scan started.',
      'Scan: 25 % done.',
      'Scan: 50 % done.',
      'Scan: 75 % done.',
      `Scan done, ${FRAME_COUNT} frames.`,
    ]);
    // A quick export may be over between two looks.
    expect(isPartInOrder(exported, EXPORT_SAID), exported.join(' | ')).toBe(true);
    expect(exported[0]).toBe('Export started.');
  });
});

describe('the wishes of the system', () => {
  it('stops every movement where less motion is wanted', async () => {
    const page = await app.open();
    await page.addStyleTag({ content: '.button { transition: color 1s; animation: turn 1s infinite; }' });
    const motion = () =>
      page
        .locator('.button')
        .first()
        .evaluate((element) => {
          const { transitionProperty, animationName } = getComputedStyle(element);
          return [transitionProperty, animationName];
        });
    expect(await motion()).toEqual(['color', 'turn']);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motion()).toEqual(['none', 'none']);
  });

  it('outlines what is selected where only the colours of the system are shown', async () => {
    const page = await app.open();
    await openRun(page, 3);
    await page.locator('[role="row"][aria-selected="true"]').waitFor();
    const outlines = () =>
      page.evaluate(() =>
        ['[role="option"]', '[role="row"]'].map(
          (part) =>
            getComputedStyle(document.querySelector(`${part}[aria-selected="true"]`) as Element).outlineStyle,
        ),
      );
    expect(await outlines()).toEqual(['none', 'none']);
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await outlines()).toEqual(['solid', 'solid']);
  });

  it.each(['light', 'dark'] as const)(
    'shows controls, focus and marks with a contrast of 3, %s',
    async (colorScheme) => {
      const page = await app.open({ colorScheme });
      const faint = await page.evaluate(() => {
        const probe = document.body.appendChild(document.createElement('span'));
        /** Relative luminance, WCAG 2.2. */
        const luminance = (name: string): number => {
          probe.style.color = `var(--${name})`;
          const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
          const [red = 0, green = 0, blue = 0] = parts.map((part) => {
            const level = Number(part) / 255;
            return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const found: string[] = [];
        for (const over of [
          'border-strong',
          'focus',
          'accent',
          'bar',
          'mark-cap',
          'mark-offset',
          'mark-max',
          'mark-median',
        ]) {
          for (const under of ['surface', 'surface-sunken', 'background']) {
            const [low = 0, high = 0] = [luminance(over), luminance(under)].sort((a, b) => a - b);
            const contrast = (high + 0.05) / (low + 0.05);
            if (contrast < 3) found.push(`${over} on ${under}: ${contrast.toFixed(2)}`);
          }
        }
        return found;
      });
      expect(faint).toEqual([]);
    },
  );
});
