import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { draftName } from '../../src/domain/draftName';
import { builtApp } from '../support/app';
import { expectAsInZip, folderFiles, folderScript } from '../support/folder';
import { patternFrame, tempFolders, tiaFile, writeInput } from '../support/frames';
import {
  button,
  chooseFiles,
  downloadZip,
  fillGeometry,
  scanned,
  seriesOptions,
  TYPED_GEOMETRY,
} from '../support/screen';

/** Names that file systems, browsers, ZIPs or processing programs take badly. */

const app = builtApp();
const temp = tempFolders();

/** Stems as files can have them on Linux, each with the stem that is expected of it. */
const STEMS: readonly (readonly [string, RegExp])[] = [
  ['two words', /^two words$/],
  ['Kristall a\u0308\u00df\u6676', /^Kristall \u00e4\u00df\u6676$/],
  ['..', /^series$/],
  ['..\\..\\evil', /^__\.\._evil$/],
  ['CON', /^_CON$/],
  ['nul.txt', /^_nul\.txt$/],
  ['.hidden', /^_hidden$/],
  ['grid#3', /^grid_3$/],
  ['trailing. ', /^trailing$/],
  [' leading', /^leading$/],
  ['tilde~', /^tilde$/],
  ['\u{1f469}\u200d\u{1f52c}', /^\u{1f469}_\u{1f52c}$/u],
  ['turned\u202etxt', /^turned_txt$/],
  ['shortcut.lnk', /^shortcut\.lnk_$/],
  ['thumbs.db', /^thumbs\.db_$/],
  ['n'.repeat(245), /^n{200}-[0-9a-f]{16}$/],
  ['\u6676'.repeat(81), /^\u6676{66}-[0-9a-f]{16}$/],
];

async function openWith(names: readonly string[]): Promise<Page> {
  const folder = await temp.make();
  const paths = await Promise.all(
    names.map((name, i) => writeInput(join(folder, name), tiaFile(patternFrame(7, 4, -10 - i, i)))),
  );
  const page = await app.open({ initScript: folderScript() });
  await chooseFiles(page, paths);
  await scanned(page, names.length);
  return page;
}

/** Which names the browser does not take in a folder of the disk; private folders take more. */
async function refusedOnDisk(page: Page, names: readonly string[]): Promise<string[]> {
  const folder = join(await temp.make(), 'real');
  await mkdir(folder);
  await page.evaluate(() => {
    const taken = new Promise<FileSystemHandle | null>((resolve) => {
      addEventListener(
        'drop',
        (event) => {
          event.preventDefault();
          event.stopImmediatePropagation();
          resolve(event.dataTransfer?.items[0]?.getAsFileSystemHandle() ?? null);
        },
        { capture: true, once: true },
      );
    });
    Object.assign(window, { taken });
  });
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  }
  return page.evaluate(async (all) => {
    const { taken } = window as unknown as { taken: Promise<FileSystemDirectoryHandle> };
    const disk = await taken;
    const refused: string[] = [];
    for (const name of all) {
      // A good name is looked for and not found; a refused one is a TypeError before that.
      const error = await disk.getFileHandle(name).catch((reason: Error) => reason);
      if (!(error instanceof DOMException && error.name === 'NotFoundError'))
        refused.push(`${name}: ${error}`);
    }
    return refused;
  }, names);
}

it('are cleaned to names that the ZIP, the folder and the browser take', async () => {
  const page = await openWith(STEMS.map(([stem]) => `${stem}_1.bin`));
  await fillGeometry(page, TYPED_GEOMETRY);
  const parts = new Set<string>();
  const found: string[] = [];
  const options = seriesOptions(page);
  expect(await options.count()).toBe(STEMS.length);
  for (let i = 0; i < STEMS.length; i++) {
    await options.nth(i).click();
    await fillGeometry(page, TYPED_GEOMETRY);
    const zip = await downloadZip(page);
    const stems = new Set([...zip.keys()].map((path) => path.split('/')[0] ?? ''));
    expect(stems.size).toBe(1);
    found.push(...stems);
    for (const path of zip.keys()) for (const part of path.split('/')) parts.add(part);
    await button(page, 'Save to folder').click();
    await page.getByText(`out/${found.at(-1)} written`).waitFor();
    const files = await folderFiles(page);
    expectAsInZip(new Map([...files].filter(([path]) => path.startsWith(`${found.at(-1)}/`))), zip);
  }
  for (const [stem, wanted] of STEMS)
    expect(
      found.filter((one) => wanted.test(one)),
      stem,
    ).toHaveLength(1);
  const drafts = [...parts].map(draftName);
  expect(await refusedOnDisk(page, [...parts, ...drafts])).toEqual([]);
});

it('that become one lose nothing: each series has a folder of its own', async () => {
  const page = await openWith(['a?b_1.bin', 'a*b_1.bin']);
  await fillGeometry(page, TYPED_GEOMETRY);
  await seriesOptions(page).nth(0).click();
  await fillGeometry(page, TYPED_GEOMETRY);
  await button(page, 'Save to folder').click();
  await page.getByText('out/a_b written').waitFor();
  const first = await folderFiles(page);
  await seriesOptions(page).nth(1).click();
  await fillGeometry(page, TYPED_GEOMETRY);
  await button(page, 'Save to folder').click();
  await page.getByText('out/a_b_2 written').waitFor();
  const both = await folderFiles(page);
  expect(both.size).toBe(2 * first.size);
  for (const [path, file] of first) expect(both.get(path), path).toEqual(file);
});
