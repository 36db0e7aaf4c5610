import { expect, it } from 'vitest';
import { clearStaging, readForMs, STAGING_FOLDER, stagingName } from '../../src/commands/browser/staging';

/** The rule of `isSpent` on real files of the private file system. */

const BYTES = 1000;

async function stagingFolder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(STAGING_FOLDER, { create: true });
}

async function stage(name: string): Promise<number> {
  const handle = await (await stagingFolder()).getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(new Uint8Array(BYTES));
  await stream.close();
  return (await handle.getFile()).lastModified;
}

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const name of (await stagingFolder()).keys()) found.push(name);
  return found;
}

it('a staged file that a download may still read outlives the next export, and goes later', async () => {
  const [own, closed] = [stagingName(), `${'0'.repeat(36)}-x.zip`];
  const doneMs = Math.max(await stage(own), await stage(closed));
  expect(await clearStaging(doneMs)).toBe(2 * BYTES);
  expect(await clearStaging(doneMs + readForMs(BYTES) - 1000)).toBe(2 * BYTES);
  expect((await names()).sort()).toEqual([own, closed].sort());
  expect(await clearStaging(doneMs + readForMs(BYTES) + 1)).toBe(0);
  expect(await names()).toEqual([]);
});
