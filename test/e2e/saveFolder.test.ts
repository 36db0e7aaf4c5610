import { createHash } from 'node:crypto';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { builtApp } from '../support/app';
import {
  changeFolder,
  endFault,
  expectAsInZip,
  type FolderFile,
  folderFiles,
  folderScript,
} from '../support/folder';
import { patternFrame, tempFolders, tiaFile, writeSeries } from '../support/frames';
import {
  button,
  chooseFiles,
  downloadZip,
  entry,
  eventually,
  fillGeometry,
  scanned,
  TYPED_GEOMETRY,
} from '../support/screen';
import { throughSteps } from '../support/steps';

/** "Save to folder": every file whole or not there, whatever happens on the way. */

const app = builtApp();
const temp = tempFolders();

const FRAMES = [1, 2, 3, 4].map((n) => patternFrame(7, 4, -10 * n, n));
/** SMV and MRC images, XDS.INP, two scripts and a list for DIALS, PETS2, table and report. */
const FILES = 2 * FRAMES.length + 7;

/** What a fault in a worker may look at. */
interface WorkerScope {
  /** The fault has ended. */
  sound?: boolean;
  /** It will not live long. */
  dying?: boolean;
}

function exportState(page: Page): Promise<string | null> {
  return page.getByTestId('export').getAttribute('data-state');
}

function panelText(page: Page): Promise<string> {
  return page.getByTestId('export').innerText();
}

function verified(page: Page): Promise<string> {
  return page.getByTestId('verified').innerText();
}

async function load(page: Page, paths: readonly string[]): Promise<void> {
  await chooseFiles(page, paths);
  await scanned(page, FRAMES.length);
  await fillGeometry(page, TYPED_GEOMETRY);
}

async function openRun(...faults: readonly (() => void)[]) {
  const paths = await writeSeries(await temp.make(), 'run', FRAMES);
  const page = await app.open({ initScript: folderScript(...faults) });
  await load(page, paths);
  return { page, paths };
}

async function save(page: Page, end: 'done' | 'failed' | 'asking'): Promise<void> {
  await button(page, 'Save to folder').click();
  await eventually(() => exportState(page), end);
}

async function resume(page: Page): Promise<void> {
  await button(page, 'Resume').click();
  await eventually(() => exportState(page), 'done');
}

function bytesOf(files: ReadonlyMap<string, FolderFile>, path: string): Buffer {
  const file = files.get(path);
  if (file === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
  return file.bytes;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Everything is there. */
async function expectWhole(page: Page): Promise<void> {
  expect(await verified(page)).toBe(`${FILES} of ${FILES}`);
  const files = await folderFiles(page);
  const zip = await downloadZip(page);
  expect([...files.keys()].sort()).toEqual([...zip.keys()].sort());
  expectAsInZip(files, zip);
}

/** Files from the third frame on wait until the fault ends. */
function waitingFiles(): void {
  const { createWritable } = FileSystemFileHandle.prototype;
  FileSystemFileHandle.prototype.createWritable = async function (options) {
    while (/^run_00[3-9]/.test(this.name) && !(self as WorkerScope).sound) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return createWritable.call(this, options);
  };
}
describe('a series saved to a folder', () => {
  it('has the bytes of the ZIP, verified, and the digests of what was read and written', async () => {
    const { page } = await openRun();
    await save(page, 'done');
    expect(await panelText(page)).toContain('out/run written');
    const files = await folderFiles(page);
    await expectWhole(page);
    const report = JSON.parse(bytesOf(files, 'run/conversion.json').toString('utf8'));
    expect(report.files).toEqual(
      [...(await downloadZip(page)).keys()]
        .filter((path) => path !== 'run/conversion.json')
        .map((path) => {
          const bytes = bytesOf(files, path);
          return { path: path.replace(/^run\//, ''), bytes: bytes.length, sha256: sha256(bytes) };
        }),
    );
    expect(report.frames.map((frame: { sourceData: unknown }) => frame.sourceData)).toEqual(
      FRAMES.map((frame) => {
        const pixels = tiaFile(frame).subarray(10);
        return { offset: 10, bytes: pixels.length, sha256: sha256(pixels) };
      }),
    );
  });

  it('is the same where renaming is refused', async () => {
    const { page } = await openRun(() => {
      const handle = FileSystemFileHandle.prototype as { move?: () => Promise<void> };
      handle.move = async () => {
        throw new DOMException('not here', 'NotSupportedError');
      };
    });
    await save(page, 'done');
    await expectWhole(page);
  });
});

describe('a folder that holds files', () => {
  it('is left alone until the user says what to do', async () => {
    const { page } = await openRun();
    await changeFolder(page, 'run/smv/run_002.img', Buffer.from('something of mine'));
    await changeFolder(page, 'run/notes.txt', Buffer.from('a note'));
    const before = await folderFiles(page);
    await save(page, 'asking');
    expect(await panelText(page)).toContain(`out/run has 1 of the ${FILES} files to be written, and 1 other`);
    await button(page, 'Cancel').click();
    await eventually(() => exportState(page), 'idle');
    expect(await folderFiles(page)).toEqual(before);

    await save(page, 'asking');
    await button(page, 'Replace').click();
    await eventually(() => exportState(page), 'done');
    const after = await folderFiles(page);
    expect(after.get('run/notes.txt')).toEqual(before.get('run/notes.txt'));
    after.delete('run/notes.txt');
    const report = JSON.parse(bytesOf(after, 'run/conversion.json').toString());
    expect(report.otherFiles.others).toEqual({ count: 1, paths: ['notes.txt'] });
    after.delete('run/conversion.json');
    const zip = await downloadZip(page);
    expectAsInZip(after, zip);
    expect(after.size).toBe(zip.size - 1);
  });

  it('keeps what is right byte for byte and gets the rest on Resume', async () => {
    const { page } = await openRun();
    await save(page, 'done');
    const before = await folderFiles(page);
    const cut = bytesOf(before, 'run/smv/run_002.img').subarray(0, 530);
    const corrupt = Buffer.from(bytesOf(before, 'run/mrc/run_003.mrc'));
    corrupt[1030] = (corrupt[1030] ?? 0) ^ 1;
    const longer = Buffer.concat([bytesOf(before, 'run/XDS.INP'), Buffer.from('!')]);
    await changeFolder(page, 'run/smv/run_001.img');
    await changeFolder(page, 'run/conversion.json');
    await changeFolder(page, 'run/smv/run_002.img', cut);
    await changeFolder(page, 'run/mrc/run_003.mrc', corrupt);
    await changeFolder(page, 'run/XDS.INP', longer);
    // What a killed browser leaves is neither a file of the series nor somebody else's.
    await changeFolder(page, 'run/mrc/run_001.pedestal-part.mrc', cut);
    await changeFolder(page, 'run/mrc/run_002.pedestal-part.mrc.1.crswap', cut);
    await save(page, 'asking');
    const text = await panelText(page);
    expect(text).toContain(`has ${FILES - 2} of the ${FILES} files`);
    expect(text).not.toContain('other');
    await resume(page);
    // Five files are new, the report among them; frame 4 is whole.
    expect(await panelText(page)).toContain(`kept ${FILES - 5} files, 1 whole frame`);
    await expectWhole(page);
    const after = await folderFiles(page);
    const anew = [...after].filter(
      ([path, { lastModifiedMs }]) => lastModifiedMs !== before.get(path)?.lastModifiedMs,
    );
    expect(anew.map(([path]) => path)).toEqual([
      'run/XDS.INP',
      'run/conversion.json',
      'run/mrc/run_003.mrc',
      'run/smv/run_001.img',
      'run/smv/run_002.img',
    ]);
  });
});

describe('a failure on the way', () => {
  it('because the worker dies offers Resume too', async () => {
    const { page } = await openRun(() => {
      const { createWritable } = FileSystemFileHandle.prototype;
      FileSystemFileHandle.prototype.createWritable = async function (options) {
        const root = await navigator.storage.getDirectory();
        const died = await root.getFileHandle('died').catch(() => undefined);
        const scope = self as WorkerScope;
        const isSound = died !== undefined && !scope.dying;
        if (isSound || !/^run_00[34]/.test(this.name)) return createWritable.call(this, options);
        if (!this.name.startsWith('run_003') || !this.name.endsWith('.img'))
          return new Promise(() => undefined);
        // The next worker is sound.
        scope.dying = true;
        await root.getFileHandle('died', { create: true });
        // It dies when the first two frames are there; those behind them wait for ever.
        const series = await (await root.getDirectoryHandle('out')).getDirectoryHandle('run');
        for (const path of ['smv/run_001.img', 'mrc/run_001.mrc', 'smv/run_002.img', 'mrc/run_002.mrc']) {
          const [format = '', name = ''] = path.split('/');
          const folder = await series.getDirectoryHandle(format);
          const isThere = () =>
            folder.getFileHandle(name).then(
              () => true,
              () => false,
            );
          while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 10));
        }
        setTimeout(() => {
          throw new Error('out of memory');
        });
        return new Promise(() => undefined);
      };
    });
    await save(page, 'failed');
    expect(await panelText(page)).toContain('out of memory');
    // What a worker said last may die with it.
    expect(await verified(page)).toMatch(new RegExp(`^[0-4] of ${FILES}$`));
    await resume(page);
    expect(await panelText(page)).toContain('kept 4 files, 2 whole frames');
    await expectWhole(page);
  });

  it.each([
    ['once is no failure: its frame is converted by another', 1],
    ['twice names the frame, and Resume writes the rest', 2],
  ])('because a worker that converts dies %s', async (_, deaths) => {
    const { page } = await openRun(() => undefined);
    await page.evaluate((wanted) => {
      const post = Worker.prototype.postMessage as (...args: unknown[]) => void;
      let died = 0;
      Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
        const [{ path, argumentList }] = args as [
          { path?: string[]; argumentList?: { value?: Partial<File> }[] },
        ];
        const isThird = argumentList?.[0]?.value?.name?.includes('003') ?? false;
        if (path?.[0] !== 'deliverFrame' || !isThird || died === wanted) return post.apply(this, args);
        died++;
        this.terminate();
        this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
      } as Worker['postMessage'];
    }, deaths);
    if (deaths === 1) {
      await save(page, 'done');
    } else {
      await save(page, 'failed');
      expect(await panelText(page)).toMatch(/run_003\.bin: .*out of memory/s);
      expect((await folderFiles(page)).has('run/conversion.json')).toBe(false);
      await resume(page);
    }
    await expectWhole(page);
  });
});

/** Clicks Cancel as soon as some files are verified, inside the page: no race with the test's own clock. */
async function clickCancelAfter(page: Page, files: number): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          const text = document.querySelector('[data-testid="verified"]')?.textContent ?? '0';
          if (Number.parseInt(text, 10) < wanted) return;
          const cancel = [...document.querySelectorAll('[data-testid="export"] button')].find(
            (one) => one.textContent === 'Cancel',
          );
          if (!(cancel instanceof HTMLElement)) return;
          clearInterval(timer);
          cancel.click();
          resolve();
        }, 1);
      }),
    files,
  );
}

/** Begins an export in whose third frame files wait, and cancels it when so many files before it are verified. */
async function cancelled(page: Page, name: string, files: number): Promise<void> {
  const clicked = clickCancelAfter(page, files);
  await button(page, name).click();
  await clicked;
  await endFault(page);
  await page.getByText(/^Cancelled\b/).waitFor();
}

describe('an interrupted export', () => {
  it('by Cancel keeps what is finished, and Resume writes the rest', async () => {
    const { page } = await openRun(waitingFiles);
    await cancelled(page, 'Save to folder', 4);
    expect([...(await folderFiles(page)).keys()]).toEqual([
      'run/mrc/run_001.mrc',
      'run/mrc/run_002.mrc',
      'run/smv/run_001.img',
      'run/smv/run_002.img',
    ]);
    await resume(page);
    expect(await panelText(page)).toContain('kept 4 files, 2 whole frames');
    await expectWhole(page);
  });

  it('by closing the tab leaves no half file, and another visit can resume it', async () => {
    const { page, paths } = await openRun(waitingFiles);
    await button(page, 'Save to folder').click();
    await eventually(async () => Number.parseInt(await verified(page), 10), 4);
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    const next = throughSteps(await context.newPage());
    await next.goto(app.url);
    await load(next, paths);
    const left = await folderFiles(next);
    const zip = await downloadZip(next);
    const finished = new Map([...left].filter(([path]) => !path.includes('.pedestal-part')));
    expect(finished.size).toBe(4);
    expectAsInZip(finished, zip);
    await save(next, 'asking');
    await endFault(next);
    await resume(next);
    await expectWhole(next);
    expect(entry(zip, 'run/smv/run_001.img').length).toBeGreaterThan(512);
  });
});

describe('two tabs', () => {
  it('do not write to one folder at once', async () => {
    const { page, paths } = await openRun(waitingFiles);
    const other = throughSteps(await page.context().newPage());
    await other.goto(app.url);
    await load(other, paths);
    await button(page, 'Save to folder').click();
    await page.getByTestId('verified').waitFor();
    await save(other, 'failed');
    const alert = other.getByRole('alert');
    expect(await alert.getAttribute('data-code')).toBe('folderBusy');
    expect(await alert.getAttribute('data-folder')).toBe('out/run');
    await endFault(page);
    await eventually(() => exportState(page), 'done');
    await expectWhole(page);
    // Nothing was looked at, so going on does not mean that its files may be replaced.
    await button(other, 'Resume').click();
    await eventually(() => exportState(other), 'asking');
  });
});
