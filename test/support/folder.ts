import type { Page } from 'playwright';
import { expect } from 'vitest';
import { entry } from './screen';

/**
 * A folder for "Save to folder": one of the browser's private file system, which has the same handles as a
 * folder of the disk and needs no dialog.
 */

function giveFolder(): void {
  window.showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle('out', { create: true });
  };
}

/** Has every worker run a program before its own. */
function runInWorkers(prelude: string): void {
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      const code = `${prelude}\nimportScripts(${JSON.stringify(String(url))});`;
      super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), options);
    }
  };
}

/**
 * Init script of a page whose folder dialog gives `out` at once.
 * @param faults run in every worker first; they need nothing from outside and end with `self.sound`
 */
export function folderScript(...faults: readonly (() => void)[]): string {
  const prelude = faults.map((fault) => `(${fault})();`).join('\n');
  return `(${giveFolder})(); (${runInWorkers})(${JSON.stringify(prelude)});`;
}

/** Ends the fault in the workers of a page. */
export async function endFault(page: Page): Promise<void> {
  for (const worker of page.workers()) await worker.evaluate(() => Object.assign(self, { sound: true }));
}

/** A file in the folder. */
export interface FolderFile {
  readonly bytes: Buffer;
  readonly lastModifiedMs: number;
}

/** Every file below `out`, by path. */
export async function folderFiles(page: Page): Promise<Map<string, FolderFile>> {
  const found = await page.evaluate(async () => {
    const files: [string, string, number][] = [];
    const walk = async (folder: FileSystemDirectoryHandle, prefix: string): Promise<void> => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === 'directory') {
          await walk(handle as FileSystemDirectoryHandle, `${prefix}${name}/`);
          continue;
        }
        const file = await (handle as FileSystemFileHandle).getFile();
        const bytes = new Uint8Array(await file.arrayBuffer());
        const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
        files.push([`${prefix}${name}`, btoa(text), file.lastModified]);
      }
    };
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle('out', { create: true }), '');
    return files;
  });
  return new Map(
    found
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, base64, lastModifiedMs]) => [
        path,
        { bytes: Buffer.from(base64, 'base64'), lastModifiedMs },
      ]),
  );
}

/** Writes a file below `out`; without bytes it is removed. */
export async function changeFolder(page: Page, path: string, bytes?: Uint8Array): Promise<void> {
  await page.evaluate(
    async ([steps, content]) => {
      let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('out', { create: true });
      for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create: true });
      const name = steps.at(-1) ?? '';
      if (content === undefined) return folder.removeEntry(name);
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await stream.write(new Uint8Array(content));
      await stream.close();
    },
    [path.split('/'), bytes && [...bytes]] as const,
  );
}

/** A report without the time at which it was written. */
function timeless(report: Uint8Array): string {
  return Buffer.from(report)
    .toString('utf8')
    .replace(/"finishedAt": "[^"]*"/, '');
}

/** Files in the folder have the bytes of the archive's entries, the report apart from its time. */
export function expectAsInZip(
  files: ReadonlyMap<string, FolderFile>,
  zip: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): void {
  for (const [path, { bytes }] of files) {
    const wanted = entry(zip, path);
    if (path.endsWith('conversion.json')) expect(timeless(bytes)).toBe(timeless(wanted));
    else expect(Buffer.compare(bytes, wanted), path).toBe(0);
  }
}
