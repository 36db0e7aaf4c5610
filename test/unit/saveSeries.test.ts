import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportProgress, FolderOrder } from '../../src/domain/exportRun';
import type { ExportRecipe } from '../../src/domain/recipe';
import { FolderPlace } from '../../src/pipeline/browser/folderPlace';
import { CloseWidth, SLOW_CLOSE_MS, TOLD_CLOSE_MS, WIDEST } from '../../src/pipeline/closeWidth';
import { outputPaths } from '../../src/pipeline/exportSeries';
import { saveSeries } from '../../src/pipeline/saveSeries';
import { FakeClock } from '../support/fakeClock';
import { FakeFolder } from '../support/fakeFolder';
import {
  at,
  type Exported,
  exportFiles,
  FULL_GEOMETRY,
  fileOf,
  recipeOf,
  seriesInput,
  tiaBytes,
  viewFiles,
} from './fixtures';

const FRAMES = 30;
/** Enough that files are more than may ever be unfinished. */
const MANY_FRAMES = 70;
const SOURCES = Array.from({ length: MANY_FRAMES }, (_, i) => {
  const values = Array.from({ length: 12 }, (_, pixel) => ((pixel * 7 + i) % 9) - 3);
  return fileOf(tiaBytes('int32', 4, 3, values), `x_${i + 1}.bin`);
});
let many: ExportRecipe;
let recipe: ExportRecipe;
let wanted: Exported['files'];
let paths: string[];

beforeAll(async () => {
  many = recipeOf(await viewFiles(SOURCES, { typed: FULL_GEOMETRY }));
  recipe = { ...many, frames: many.frames.slice(0, FRAMES) };
  wanted = (await exportFiles(recipe, SOURCES)).files;
  paths = outputPaths(recipe);
});

/** An export into a folder that nobody looks into but the test. */
function begin(folder = new FakeFolder(), order: FolderOrder = { mode: 'ask' }, what = recipe) {
  const clock = new FakeClock();
  const width = new CloseWidth(clock);
  const abort = new AbortController();
  const progress: ExportProgress[] = [];
  let converted = 0;
  const input = seriesInput(what, SOURCES);
  const counted = {
    ...input,
    convert: (...args: Parameters<typeof input.convert>) => {
      converted++;
      return input.convert(...args);
    },
  };
  const outcome = saveSeries(counted, new FolderPlace(folder.handle), order, width, abort.signal, (now) =>
    progress.push(now),
  );
  return { folder, clock, width, abort, progress, outcome, converted: () => converted };
}

/** Holds steps up until they are let go; `held` are those that wait, in the order in which they came. */
function holder() {
  const held = new Map<string, () => void>();
  let open = false;
  return {
    held,
    hold: async (path: string) => {
      if (!open) await new Promise<void>((go) => held.set(path, go));
      held.delete(path);
    },
    letGo(): void {
      open = true;
      for (const go of held.values()) go();
    },
  };
}

/** Resolves when something has come about. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** Gives what must not come about a while to do so. */
async function aWhile(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
}

const timeless = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/"finishedAt": "[^"]*"/, '');

/** The folder has what was meant, under final names alone. */
function expectWhole(folder: FakeFolder): void {
  expect(folder.paths).toEqual([...paths].sort());
  for (const [path, bytes] of wanted) {
    const found = at([folder.files.get(path) ?? new Uint8Array()], 0);
    if (path.endsWith('conversion.json')) expect(timeless(found)).toBe(timeless(bytes));
    else expect(found, path).toEqual(bytes);
  }
}

/** Whatever has a final name is what was meant. */
function expectNothingHalf(folder: FakeFolder): void {
  for (const [path, bytes] of folder.files) expect(bytes, path).toEqual(wanted.get(path));
  expect(folder.paths).not.toContain('x/conversion.json');
}

describe('a series saved to a folder', () => {
  it('is there as it was meant, each file as a draft first, scripts apart', async () => {
    const { folder, outcome } = begin();
    expect(await outcome).toMatchObject({ kind: 'done', tally: { filesVerified: paths.length } });
    expectWhole(folder);
    const moved = folder.steps.filter((step) => step.startsWith('move ')).map((step) => step.split(' ')[2]);
    // The browser asks the user about each file that becomes a program by renaming.
    expect(paths.filter((path) => !moved.includes(path))).toEqual([
      'x/dials_import.sh',
      'x/dials_import.bat',
    ]);
    // A file that is renamed to another extension is checked once more.
    for (const step of folder.steps.filter((one) => one.startsWith('move '))) {
      const [, from, to] = step.split(' ');
      expect(from?.split('.').at(-1)).toBe(to?.split('.').at(-1));
    }
  });

  it('is the same where the browser cannot rename', async () => {
    const folder = new FakeFolder();
    folder.renames = false;
    expect(await begin(folder).outcome).toMatchObject({ kind: 'done' });
    expectWhole(folder);
  });

  it('is the same where renaming fails: the drafts are copied', async () => {
    const folder = new FakeFolder();
    folder.faults.move = async () => {
      throw new DOMException('not here', 'NotSupportedError');
    };
    expect(await begin(folder).outcome).toMatchObject({ kind: 'done' });
    expectWhole(folder);
  });
});

describe('while the browser takes seconds to close files', () => {
  it('others are written: 32 at a time, 128 once it is known, their contents let go', async () => {
    const { folder, clock, outcome, converted, progress } = begin(undefined, undefined, many);
    const closes = holder();
    folder.faults.close = closes.hold;
    await until(() => folder.closing.now === 32);
    await aWhile();
    expect([folder.closing.now, folder.writing.now]).toEqual([32, 0]);
    // 32 files are 16 frames; others were converted ahead.
    expect(converted()).toBeLessThanOrEqual(16 + 3);
    clock.pass(SLOW_CLOSE_MS);
    await until(() => folder.closing.now === WIDEST);
    await aWhile();
    expect([folder.closing.now, folder.writing.now]).toEqual([WIDEST, 0]);
    expect(progress.at(-1)).toMatchObject({ framesDone: 0, slowFiles: 0 });
    clock.pass(TOLD_CLOSE_MS - SLOW_CLOSE_MS);
    expect(progress.at(-1)).toMatchObject({ framesDone: 0, slowFiles: 32 });
    clock.pass(TOLD_CLOSE_MS);
    await aWhile();
    expect(folder.closing.most).toBe(WIDEST);
    const names = outputPaths(many);
    expect(folder.paths.filter((path) => names.includes(path))).toEqual([]);
    closes.letGo();
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(folder.paths).toEqual([...names].sort());
    expect(folder.writing.most).toBeLessThanOrEqual(3);
    // What is read back takes memory too.
    expect(folder.reading.most).toBeLessThanOrEqual(3);
  });

  it('no more than three contents are held', async () => {
    const { folder, outcome, converted } = begin();
    const writes = holder();
    folder.faults.write = async (path, content) => {
      await writes.hold(path);
      return content;
    };
    await until(() => folder.writing.now === 3);
    await aWhile();
    expect([folder.writing.now, folder.closing.now]).toEqual([3, 0]);
    expect(converted()).toBeLessThanOrEqual(2 + 2);
    writes.letGo();
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(folder.writing.most).toBe(3);
  });

  it('the files are counted in their order', async () => {
    const { folder, outcome, progress } = begin();
    const closes = holder();
    folder.faults.close = closes.hold;
    await until(() => closes.held.size === 32);
    const [first, ...others] = [...closes.held.values()];
    for (const go of others.reverse()) go();
    const moves = () => folder.steps.filter((step) => step.startsWith('move ')).length;
    await until(() => moves() === 31);
    expect(progress).toEqual([]);
    first?.();
    // Nothing holds up those that come then.
    closes.letGo();
    await outcome;
    const verified = progress.map(({ tally }) => tally?.filesVerified);
    expect(verified).toEqual(paths.map((_, i) => i + 1));
    const frames = progress.map(({ framesDone }) => framesDone);
    expect(frames).toEqual(paths.map((_, i) => Math.min(Math.floor((i + 1) / 2), FRAMES)));
  });

  it('the report is closed beside the last files, and gets its name when all have theirs', async () => {
    const { folder, clock, outcome } = begin();
    const closes = holder();
    const late = paths.slice(-10);
    folder.faults.close = async (path) => {
      if (late.some((one) => path === one || path.startsWith(one.slice(0, one.lastIndexOf('.'))))) {
        await closes.hold(path);
      }
    };
    // The quick closes before have narrowed the width.
    await until(() => closes.held.size === 8);
    clock.pass(SLOW_CLOSE_MS);
    await until(() => closes.held.size === late.length);
    closes.held.get('x/conversion.pedestal-part.json')?.();
    await aWhile();
    expect(folder.paths).not.toContain('x/conversion.json');
    closes.letGo();
    await outcome;
    expect(folder.steps.at(-1)).toBe('move x/conversion.pedestal-part.json x/conversion.json');
    expectWhole(folder);
  });
});

describe('a failure', () => {
  it('of one file names it, ends those under way and begins no other', async () => {
    const { folder, outcome } = begin();
    const closes = holder();
    folder.faults.close = closes.hold;
    folder.faults.write = async (path, content) =>
      path.includes('x_002.pedestal-part.img') ? content.map((byte) => byte ^ 1) : content;
    await until(() => closes.held.size === 32);
    closes.letGo();
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'output', path: 'x/smv/x_002.img', fault: 'mismatch' },
      tally: { filesVerified: 31 },
    });
    expect(folder.files.size).toBe(31);
    expectNothingHalf(folder);
  });

  it('of several names the first in their order', async () => {
    const { folder, outcome } = begin();
    const closes = holder();
    folder.faults.close = async (path) => {
      await closes.hold(path);
      throw new DOMException('full', 'QuotaExceededError');
    };
    await until(() => closes.held.size === 32);
    for (const go of [...closes.held.values()].reverse()) go();
    expect(await outcome).toMatchObject({ failure: { path: 'x/smv/x_001.img', fault: 'noSpace' } });
    expect(folder.files.size).toBe(0);
  });

  it('of the last file before the report leaves no report', async () => {
    const folder = new FakeFolder();
    folder.faults.close = async (path) => {
      if (path.includes('frames.')) throw new DOMException('gone', 'NotFoundError');
    };
    expect(await begin(folder).outcome).toMatchObject({
      failure: { path: 'x/frames.csv', fault: 'gone' },
      tally: { filesVerified: paths.length - 2 },
    });
    expect(folder.files.size).toBe(paths.length - 2);
    expectNothingHalf(folder);
  });

  it('of a frame ends those that are written', async () => {
    const clock = new FakeClock();
    const folder = new FakeFolder();
    const input = seriesInput(recipe, SOURCES);
    const outcome = await saveSeries(
      {
        ...input,
        convert: async (index) =>
          index === 5 ? { ok: false, problem: { code: 'changedSinceScan' } } : input.convert(index),
      },
      new FolderPlace(folder.handle),
      { mode: 'ask' },
      new CloseWidth(clock),
      new AbortController().signal,
      () => undefined,
    );
    expect(outcome).toMatchObject({
      failure: { code: 'frame', source: 'x_6.bin' },
      tally: { filesVerified: 10 },
    });
    expect(folder.files.size).toBe(10);
    expectNothingHalf(folder);
  });
});

describe('a file that is in the way', () => {
  it('and came while the series was written is not touched', async () => {
    const folder = new FakeFolder();
    folder.faults.close = async (path) => {
      if (path === 'x/mrc/x_002.pedestal-part.mrc') folder.put('x/mrc/x_002.mrc', 'mine');
    };
    expect(await begin(folder).outcome).toMatchObject({
      failure: { code: 'output', path: 'x/mrc/x_002.mrc', fault: 'exists' },
    });
    expect(new TextDecoder().decode(folder.files.get('x/mrc/x_002.mrc'))).toBe('mine');
    expect(folder.paths.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('is no reason to leave a draft, where the browser lets go of it a moment late', async () => {
    const folder = new FakeFolder();
    const tries = new Map<string, number>();
    folder.faults.write = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    folder.faults.remove = async (path) => {
      tries.set(path, (tries.get(path) ?? 0) + 1);
      if ((tries.get(path) ?? 0) < 4) throw new DOMException('held', 'NoModificationAllowedError');
    };
    expect(await begin(folder).outcome).toMatchObject({ failure: { fault: 'noSpace' } });
    expect(folder.paths).toEqual([]);
  });

  it('is no empty one where files cannot be renamed', async () => {
    const folder = new FakeFolder();
    folder.renames = false;
    folder.faults.write = async (path, content) => {
      if (path.includes('x_003')) throw new DOMException('full', 'QuotaExceededError');
      return content;
    };
    expect(await begin(folder).outcome).toMatchObject({ failure: { fault: 'noSpace' } });
    expectNothingHalf(folder);
  });

  it('and may not be written names the first that may not', async () => {
    const folder = new FakeFolder();
    folder.faults.close = async (path) => {
      if (!path.includes('x_001')) throw new DOMException('no', 'NotAllowedError');
    };
    expect(await begin(folder).outcome).toMatchObject({
      failure: { path: 'x/smv/x_002.img', fault: 'denied' },
      tally: { filesVerified: 2 },
    });
  });
});

describe('a cancellation', () => {
  it('at once leaves nothing half', async () => {
    const { folder, abort, outcome } = begin();
    abort.abort();
    expect(await outcome).toMatchObject({ kind: 'cancelled' });
    expectNothingHalf(folder);
  });

  it('while kept files are read keeps all of them', async () => {
    const folder = new FakeFolder();
    await begin(folder).outcome;
    const { abort, outcome } = begin(folder, { mode: 'resume' });
    const reads = holder();
    folder.faults.getFile = reads.hold;
    await until(() => reads.held.size === 3);
    abort.abort();
    reads.letGo();
    expect(await outcome).toMatchObject({ kind: 'cancelled' });
    expect(folder.files.size).toBe(paths.length - 1);
    expectNothingHalf(folder);
  });

  it('while replacing leaves no report of the time before', async () => {
    const folder = new FakeFolder();
    for (const path of ['x/conversion.json', 'x/smv/x_001.img', 'x/smv/x_029.img'])
      folder.put(path, 'before');
    const { abort, outcome, progress } = begin(folder, { mode: 'replace' });
    const closes = holder();
    folder.faults.close = async (path) => {
      if (!path.includes('x_001')) await closes.hold(path);
    };
    await until(() => closes.held.size === 32 && progress.length === 2);
    abort.abort();
    closes.letGo();
    expect(await outcome).toMatchObject({ kind: 'cancelled' });
    expect(folder.paths).not.toContain('x/conversion.json');
    expect(folder.files.get('x/smv/x_001.img')).toEqual(wanted.get('x/smv/x_001.img'));
    expect(new TextDecoder().decode(folder.files.get('x/smv/x_029.img'))).toBe('before');
  });

  it('while files are being closed removes their drafts and keeps what is finished', async () => {
    const { folder, abort, outcome, progress } = begin();
    const closes = holder();
    folder.faults.close = async (path) => {
      if (!path.includes('x_001')) await closes.hold(path);
    };
    await until(() => closes.held.size === 32 && progress.length === 2);
    abort.abort();
    closes.letGo();
    expect(await outcome).toMatchObject({ kind: 'cancelled', tally: { filesVerified: 2 } });
    expect(folder.paths).toEqual(['x/mrc/x_001.mrc', 'x/smv/x_001.img']);
    expectNothingHalf(folder);
  });

  it('is gone on with: what is right is kept, what is wrong or missing written', async () => {
    const folder = new FakeFolder();
    await begin(folder).outcome;
    folder.files.delete('x/conversion.json');
    folder.files.delete('x/smv/x_003.img');
    folder.put('x/mrc/x_007.mrc', 'something else');
    folder.put('x/smv/x_003.pedestal-part.img', 'half');
    folder.put('x/smv/x_004.pedestal-part.img.1.crswap', 'half');
    expect(await begin(folder, { mode: 'ask' }).outcome).toEqual({
      kind: 'occupied',
      present: paths.length - 2,
      planned: paths.length,
      earlierImages: 0,
      others: 0,
    });
    const { outcome, progress } = begin(folder, { mode: 'resume' });
    const kept = paths.length - 3;
    expect(await outcome).toMatchObject({
      kind: 'done',
      tally: { filesVerified: paths.length, filesKept: kept, framesKept: FRAMES - 2 },
    });
    expect(progress.at(-1)?.tally?.filesTotal).toBe(paths.length);
    expectWhole(folder);
  });
});

describe('a file of an earlier export', () => {
  const PATH = 'x/mrc/x_007.mrc';
  const wrong: readonly (readonly [string, (right: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>])[] = [
    ['is cut', (right) => right.slice(0, -1)],
    ['is empty', () => new Uint8Array()],
    ['has one other bit', (right) => right.with(right.length - 1, (right.at(-1) ?? 0) ^ 1)],
    ['is one byte longer', (right) => Uint8Array.from([...right, 0])],
  ];

  it.each(wrong)('is written anew by Resume where it %s, and no other is touched', async (_, spoil) => {
    const folder = new FakeFolder();
    await begin(folder).outcome;
    folder.files.set(PATH, spoil(wanted.get(PATH) ?? new Uint8Array()));
    folder.steps.length = 0;
    expect(await begin(folder, { mode: 'resume' }).outcome).toMatchObject({
      kind: 'done',
      // The report is always written anew.
      tally: { filesKept: paths.length - 2, framesKept: FRAMES - 1 },
    });
    expectWhole(folder);
    const named = folder.steps.filter((step) => step.startsWith('move ')).map((step) => step.split(' ')[2]);
    expect(named).toEqual([PATH, 'x/conversion.json']);
  });
});

describe('a folder that holds images of an earlier export', () => {
  const EARLIER = ['x/smv/x_031.img', 'x/smv/x_0001.img', 'x/mrc/x_031.mrc'];
  const OTHERS = [
    'x/notes.txt',
    'x/smv/x_031.img.bak',
    'x/smv/y_031.img',
    'x/smv/x_2_031.img',
    'x/x_031.img',
  ];

  function occupied(): FakeFolder {
    const folder = new FakeFolder();
    for (const path of [...EARLIER, ...OTHERS, 'x/smv/x_001.img']) folder.put(path, path);
    return folder;
  }

  const reportOf = (folder: FakeFolder) =>
    JSON.parse(new TextDecoder().decode(folder.files.get('x/conversion.json')));

  it('is asked about with their number', async () => {
    expect(await begin(occupied()).outcome).toEqual({
      kind: 'occupied',
      present: 1,
      planned: paths.length,
      earlierImages: 3,
      others: 5,
    });
  });

  it('keeps them unless the user chose otherwise, and the report lists them', async () => {
    const folder = occupied();
    expect(await begin(folder, { mode: 'replace' }).outcome).toMatchObject({ kind: 'done' });
    expect(folder.paths).toEqual([...paths, ...EARLIER, ...OTHERS].sort());
    for (const path of [...EARLIER, ...OTHERS]) {
      expect(new TextDecoder().decode(folder.files.get(path))).toBe(path);
    }
    const inFolder = (all: readonly string[]) => all.map((path) => path.slice(2)).sort();
    expect(reportOf(folder).otherFiles).toEqual({
      imagesOfThisSeries: { count: 3, paths: inFolder(EARLIER) },
      others: { count: 5, paths: inFolder(OTHERS) },
    });
  });

  it('loses them, and nothing else, when the user chose so', async () => {
    const folder = occupied();
    const { outcome } = begin(folder, { mode: 'replace', removeImages: 3 });
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(folder.paths).toEqual([...paths, ...OTHERS].sort());
    expect(reportOf(folder).otherFiles.imagesOfThisSeries).toEqual({ count: 0, paths: [] });
  });

  it('is asked about again when there are not as many as the user was told', async () => {
    const folder = occupied();
    folder.put('x/smv/x_032.img', 'a new one');
    const before = new Map(folder.files);
    const { outcome } = begin(folder, { mode: 'replace', removeImages: 3 });
    expect(await outcome).toMatchObject({ kind: 'occupied', earlierImages: 4 });
    expect(folder.files).toEqual(before);
  });

  it('says which one could not be removed', async () => {
    const folder = occupied();
    folder.faults.remove = async (path) => {
      if (path === 'x/mrc/x_031.mrc') throw new DOMException('locked', 'NoModificationAllowedError');
    };
    expect(await begin(folder, { mode: 'replace', removeImages: 3 }).outcome).toMatchObject({
      failure: { code: 'output', path: 'x/mrc/x_031.mrc', fault: 'locked' },
    });
  });

  it('has a report without a word on them where there are none', async () => {
    const folder = new FakeFolder();
    await begin(folder).outcome;
    expect(reportOf(folder)).not.toHaveProperty('otherFiles');
  });
});
