import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderPlace } from '../../src/pipeline/browser/folderPlace';
import type { OutputPlace } from '../../src/pipeline/outputPlace';
import { saveBatch } from '../../src/pipeline/saveBatch';
import { FakeFolder } from '../support/fakeFolder';
import { nodePlace } from '../support/nodePlace';
import { exportFiles, FULL_GEOMETRY, fileOf, recipeOf, seriesInput, tiaBytes, viewFiles } from './fixtures';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pedestal-'));
});
afterEach(() => rm(root, { recursive: true }));

const SOURCES = [1, 2, 3].map((i) => fileOf(tiaBytes('int32', 3, 2, [i, -i, 0, 7, 8, 9]), `x_${i}.bin`));

async function save(place: OutputPlace, mode: 'ask' | 'resume') {
  const recipe = recipeOf(await viewFiles(SOURCES, { typed: FULL_GEOMETRY }));
  const job = { ...seriesInput(recipe, SOURCES), mode };
  const outcome = await saveBatch([job], undefined, place, new AbortController().signal, () => undefined);
  return { recipe, series: outcome.series[0] };
}

/** The lock is the browser's own and is tried there. */
function browserPlace(): OutputPlace {
  const unlocked: Pick<OutputPlace, 'exclusively'> = { exclusively: (_, run) => run() };
  return Object.assign(new FolderPlace(new FakeFolder().handle), unlocked);
}

/** The report has the time in it. */
function isComparable(path: string): boolean {
  return !path.endsWith('conversion.json');
}

describe.each([
  ['a folder of a browser', browserPlace],
  ['a folder of Node', () => nodePlace(root)],
] as const)('%s as a place for output', (_, open) => {
  it('gets every file of a series, verified, and keeps them when it is resumed', async () => {
    const place = open();
    const { recipe, series } = await save(place, 'ask');
    const { files } = await exportFiles(recipe, SOURCES);
    expect(series).toMatchObject({ kind: 'done', tally: { filesVerified: files.size, filesKept: 0 } });
    const paths: string[] = [];
    for await (const path of place.list('x')) paths.push(path);
    expect(paths.sort()).toEqual([...files.keys()].sort());
    const again = await save(place, 'resume');
    // The report is written anew each time.
    expect(again.series).toMatchObject({ kind: 'done', tally: { filesKept: files.size - 1 } });
  });

  it('is asked about before anything in it is replaced', async () => {
    const place = open();
    await save(place, 'ask');
    expect((await save(place, 'ask')).series).toMatchObject({ kind: 'occupied' });
  });
});

describe('a folder of Node', () => {
  it('has the bytes of the export', async () => {
    const { recipe } = await save(nodePlace(root), 'ask');
    const { files } = await exportFiles(recipe, SOURCES);
    for (const [path, bytes] of files) {
      if (isComparable(path)) expect(new Uint8Array(await readFile(join(root, path)))).toEqual(bytes);
    }
  });
});
