import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright';
import { expect, vi } from 'vitest';
import { plainNumbers } from './numbers';
import { unzip } from './zip';

/** What a user does on the screen, by the names that stay stable, and what can be read there. */

/** How long a state may take to come. `expect.poll` works in tests only, and this is wanted in hooks too. */
const PATIENCE = { timeout: 30_000, interval: 40 } as const;

/** Waits until a value on the screen is as expected. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  await vi.waitFor(async () => expect(await read()).toEqual(expected), PATIENCE);
}

/** Lets go of files and folders over the page, as a real drag from the desktop does. */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  await send('dragEnter');
  await send('dragOver');
  // The overlay comes under the pointer; a hand would not be faster.
  await page.getByText('Drop frames or folders anywhere').waitFor();
  await send('dragOver');
  await send('drop');
  await session.detach();
}

/** Chooses files in the file dialog. */
export async function chooseFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByTestId('file-input').setInputFiles([...paths]);
}

/** The page of `holdFrames`. */
interface HoldingPage {
  letGo?(): void;
}

/** Frames from this number on are neither scanned nor converted until `letFramesGo`: the work can be caught half-way. */
export function holdFrames(page: Page, from = 11): Promise<void> {
  return page.evaluate((first) => {
    const post = Worker.prototype.postMessage as (...args: unknown[]) => void;
    let held: (() => void)[] | undefined = [];
    (window as HoldingPage).letGo = () => {
      for (const send of held ?? []) send();
      held = undefined;
    };
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      const [message] = args as [{ path?: string[]; argumentList?: { value?: Partial<File> }[] }];
      const number = /_(\d+)\.bin$/.exec(message.argumentList?.[0]?.value?.name ?? '')?.[1];
      const isWork = message.path?.[0] === 'scan' || message.path?.[0] === 'deliverFrame';
      if (held === undefined || !isWork || Number(number) < first) post.apply(this, args);
      else held.push(() => post.apply(this, args));
    } as Worker['postMessage'];
  }, from);
}

/** Lets the frames that `holdFrames` holds go, and all that come. */
export function letFramesGo(page: Page): Promise<void> {
  return page.evaluate(() => (window as HoldingPage).letGo?.());
}

/** State and counts of the scan. */
export async function scanState(page: Page) {
  const scan = page.getByTestId('scan');
  const [state, done, total] = await Promise.all([
    scan.getAttribute('data-state'),
    scan.getAttribute('data-done'),
    scan.getAttribute('data-total'),
  ]);
  return { state, done: Number(done), total: Number(total) };
}

/** Waits until so many frames are looked at, bad ones too, and none is left. */
export async function scanned(page: Page, frames: number): Promise<void> {
  await eventually(() => scanState(page), { state: 'done', done: frames, total: frames });
  // The workbench is a part of its own and may come after the bar that tells of the scan.
  await seriesOptions(page).first().waitFor();
}

/** A geometry that is complete; values by the fields' labels. */
export const TYPED_GEOMETRY = {
  'High tension (kV)': '200',
  'Detector distance (mm)': '1193.5',
  'Pixel size (mm)': '0.028',
  Binning: '2x2',
  'Oscillation start (°)': '30',
  'Oscillation per frame (°)': '-0.5',
  'Beam centre fast (px)': '11.25',
  'Beam centre slow (px)': '8.5',
  'Gain (counts/e⁻)': '26.5',
  'Exposure (s)': '0.8',
} as const;

/** Shows the panel of a step. */
export async function openStep(page: Page, step: 'Frames' | 'Offset' | 'Geometry' | 'Export'): Promise<void> {
  await page.getByRole('tab', { name: step, exact: true }).click();
}

/** A field by its label. */
export function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

/** Types values into the geometry form. */
export async function fillGeometry(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(page, label).fill(value);
}

/** A number whose test id promises that programs can read it, such as `-2000`. */
export function shownNumber(page: Page, testId: string): Promise<string> {
  return page.getByTestId(testId).innerText();
}

/** Offset and pedestal that the screen shows, as `-2000`. */
export async function offsetAndPedestal(page: Page): Promise<readonly [string, string]> {
  return [await shownNumber(page, 'offset'), await shownNumber(page, 'pedestal')];
}

/** The entries of the series list. */
export function seriesOptions(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Series' }).getByRole('option');
}

/** A choice by its name. */
export function choice(page: Page, name: string): Locator {
  return page.getByRole('combobox', { name, exact: true });
}

/** A button by its name. */
export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Rows of the frame table that are drawn, as the texts of their cells after the check box, numbers as `-2000`. */
export async function tableRows(page: Page): Promise<string[][]> {
  const rows = await page
    .getByRole('grid', { name: 'Frames' })
    .evaluate((grid) =>
      [...grid.querySelectorAll('[role="rowgroup"] [role="row"]')]
        .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map((row) =>
          [...row.querySelectorAll('[role="gridcell"]')].slice(1).map((cell) => cell.textContent),
        ),
    );
  return rows.map((cells) => cells.map(plainNumbers));
}

/** Brings the first row of the frame table into view. */
export async function scrollTableUp(page: Page): Promise<void> {
  await page
    .getByRole('grid', { name: 'Frames' })
    .getByRole('rowgroup')
    .evaluate((body) => body.scrollTo(0, 0));
}

/** The title over the preview, such as `Frame 7`. */
export function selectedFrame(page: Page): Promise<string> {
  return page.getByTestId('frame-title').innerText();
}

/** Codes of the messages in a list, in their order. */
export function messageCodes(page: Page, list: string): Promise<(string | null)[]> {
  const items = page.getByRole('list', { name: list, exact: true }).getByRole('listitem');
  return items.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-code')));
}

/** What stands in the way of the export, line by line. */
export function blockers(page: Page): Promise<string[]> {
  const list = page.getByRole('list', { name: 'Before the export' });
  return list.getByRole('listitem').getByTestId('sentence').allInnerTexts();
}

/** The bytes of a download, once it is whole. */
export async function downloadedBytes(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** The download that an action starts. */
export async function downloadOf(page: Page, action: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), action()]);
  return download;
}

/** Clicks "Download ZIP" and takes the downloaded archive apart. */
export async function downloadZip(page: Page): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const download = await downloadOf(page, () => button(page, 'Download ZIP').click());
  await eventually(() => page.getByTestId('export').getAttribute('data-state'), 'done');
  return unzip(await downloadedBytes(download));
}

/** The entry of an archive; throws where it is not there. */
export function entry(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, path: string) {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
  return bytes;
}

/** A text entry of an archive. */
export function textEntry(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, path: string): string {
  return Buffer.from(entry(files, path)).toString('utf8');
}

/** Names in the folder of the private file system where archives are put together. */
export function stagedFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('staging', { create: true });
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  });
}

/**
 * Clicks a button that begins an export and waits until it has ended, whatever state the panel was in before.
 * @returns the state it has then
 */
export function exportBy(page: Page, name: string): Promise<string | undefined> {
  return page.getByTestId('export').evaluate(
    (panel, label) =>
      new Promise<string | undefined>((resolve) => {
        const watch = new MutationObserver(() => {
          if (panel.dataset.state === 'running') return;
          watch.disconnect();
          resolve(panel.dataset.state);
        });
        watch.observe(panel, { attributeFilter: ['data-state'] });
        [...panel.querySelectorAll('button')].find((one) => one.textContent === label)?.click();
      }),
    name,
  );
}
