import { readFile } from 'node:fs/promises';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';

/**
 * Reads a whole zip with a reader that shares no code with the program's writer.
 * Throws on a wrong CRC, overlapping entries, a name used twice, or a name that would leave the target folder.
 * @param source a path, or the archive's bytes
 * @returns contents by entry name, folders left out, in the archive's order
 */
export async function unzip(source: string | Uint8Array): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    checkCrc32: true,
    checkOverlappingEntry: true,
    useWebWorkers: false,
  });
  try {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const entry of await reader.getEntries()) {
      const name = entry.filename;
      if (files.has(name)) throw new Error(`zip: ${name} is there twice`);
      if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) {
        throw new Error(`zip: ${name} is not a safe name`);
      }
      if (!entry.directory) files.set(name, await entry.getData(new Uint8ArrayWriter()));
    }
    return files;
  } finally {
    await reader.close();
  }
}
