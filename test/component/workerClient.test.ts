import { wrap } from 'comlink';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import type { ExportRecipe } from '../../src/domain/recipe';
import { WorkerClient } from '../../src/worker/client';
import type { WorkerApi } from '../../src/worker/protocol';
import cases from '../golden/cases.json';
import type { GoldenCase, GoldenCaseOf } from '../golden/golden';

/** Real workers on real files, against what numpy says of the golden ones. */

const FILES = import.meta.glob<string>('../golden/tia*/*.bin', {
  query: '?url',
  import: 'default',
  eager: true,
});

function goldenOf<K extends GoldenCase['kind']>(kind: K): GoldenCaseOf<K>[] {
  const all = cases as unknown as GoldenCase[];
  return all.filter((one): one is GoldenCaseOf<K> => one.kind === kind);
}

async function goldenFile(path: string): Promise<File> {
  const url = FILES[`../golden/${path}`];
  if (url === undefined) throw new Error(`no ${path}`);
  const response = await fetch(url);
  return new File([await response.arrayBuffer()], path.split('/').at(-1) ?? path);
}

describe('the worker client', () => {
  const client = new WorkerClient();
  afterAll(() => client.dispose());

  it.each(goldenOf('tia').map((one) => [one.name, one] as const))('scans %s', async (_, expected) => {
    const file = await goldenFile(expected.file);
    const layout = await client.inspect(file);
    if (!layout.ok) throw new Error(layout.problem.code);
    const { fastSize, slowSize, pixelType } = expected;
    expect(layout.value).toMatchObject({ format: 'tia-raw', fastSize, slowSize, pixelType, frameCount: 1 });

    const outcome = await client.scan(file, framePlace(layout.value, 0));
    if (outcome.kind !== 'scanned') throw new Error(outcome.problem.code);
    const { summary } = outcome;
    expect([summary.min, summary.max]).toEqual([expected.min, expected.max]);
    // float64 sums over up to 2^53 allow for a rounding in the last place.
    const close = (value: number, wanted: number) =>
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * 1e-12);
    close(summary.mean, expected.mean);
    close(summary.std, expected.std);
    expect(summary.fractionalCount).toBe(expected.fractionalCount);
    expect(summary.float32InexactCount).toBe(expected.float32InexactCount);

    const pixels = await client.readFrame(file, framePlace(layout.value, 0));
    if (!pixels.ok) throw new Error(pixels.problem.code);
    expect([...pixels.value]).toEqual(expected.values);
  });

  it.each(goldenOf('tiaNonFinite').map((one) => [one.name, one] as const))(
    'names the pixels of %s that are no numbers',
    async (_, expected) => {
      const file = await goldenFile(expected.file);
      const layout = await client.inspect(file);
      if (!layout.ok) throw new Error(layout.problem.code);
      const outcome = await client.scan(file, framePlace(layout.value, 0));
      expect(outcome).toEqual({
        kind: 'failed',
        problem: { code: 'nonFinite', count: expected.nonFiniteCount },
      });
    },
  );

  it.each(goldenOf('tiaBad').map((one) => [one.name, one] as const))(
    'gives a problem or a notice for %s',
    async (_, expected) => {
      const layout = await client.inspect(await goldenFile(expected.file));
      if (expected.problem !== undefined) {
        expect(layout).toMatchObject({ ok: false, problem: { code: expected.problem } });
      } else {
        expect(layout).toMatchObject({ ok: true, value: { notices: [{ code: expected.notice }] } });
      }
    },
  );

  it('answers many calls at once, each with its own', async () => {
    const files = await Promise.all(goldenOf('tia').map(({ file }) => goldenFile(file)));
    const many = Array.from({ length: 60 }, (_, i) => i % files.length);
    const layouts = await Promise.all(many.map((i) => client.inspect(files[i] as File)));
    for (const [at, i] of many.entries()) {
      const layout = layouts[at];
      expect(layout?.ok && layout.value.pixelType).toBe(goldenOf('tia')[i]?.pixelType);
    }
  });
});

describe('a worker that is lost', () => {
  const expected = goldenOf('tia')[0] as GoldenCaseOf<'tia'>;
  const inline = (code: string) =>
    Promise.resolve(new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))));
  const silent = () => inline('self.onmessage = () => {}');
  const dying = () => inline('self.onmessage = () => { throw new Error("out of memory") }');
  /**
   * One that has started: only its answers are waited for. The test server may fail to serve a worker's modules on a busy
   * machine; such a worker is started anew.
   */
  const sound = async (): Promise<Worker> => {
    const { default: PedestalWorker } = await import('../../src/worker/server?worker&inline');
    const worker = new PedestalWorker();
    const answer = wrap<WorkerApi>(worker).inspect(new File([], 'empty.bin'));
    const silence = new Promise<undefined>((resolve) => {
      worker.addEventListener('error', () => resolve(undefined));
      setTimeout(resolve, START_MS);
    });
    if ((await Promise.race([answer, silence])) !== undefined) return worker;
    worker.terminate();
    return sound();
  };
  const AGAIN = { retry: 3, timeout: 15_000 };
  /** Longer than a sound worker needs to start. */
  const START_MS = 5000;
  /** Longer than a sound worker needs for an answer on a busy machine. */
  const PATIENCE_MS = 2500;
  /** A client whose first workers are these; the later ones are sound. */
  function clientWith(starts: (() => Promise<Worker>)[]): { client: WorkerClient; started: () => number } {
    let count = 0;
    const start = () => (starts[count++] ?? sound)();
    const client = new WorkerClient(start, PATIENCE_MS);
    onTestFinished(() => client.dispose());
    return { client, started: () => count };
  }

  it.each([
    ['stops answering', silent],
    ['dies', dying],
  ])('is started anew when it %s, and asked once more', async (_, bad) => {
    const { client, started } = clientWith([bad]);
    const layout = await client.inspect(await goldenFile(expected.file));
    expect(layout.ok).toBe(true);
    expect(started()).toBe(2);
  });

  it('gives its frame up when the second one is lost too, and serves the next', async () => {
    const { client } = clientWith([silent, dying]);
    const file = await goldenFile(expected.file);
    const first = await client.inspect(file);
    expect(first).toMatchObject({ ok: false, problem: { code: 'workerFailed' } });
    const next = await client.inspect(file);
    if (!next.ok) throw new Error(next.problem.code);
    expect((await client.scan(file, framePlace(next.value, 0))).kind).toBe('scanned');
  });

  it('takes no other call with it that waits for the same worker', AGAIN, async () => {
    const { client } = clientWith(Array.from({ length: new WorkerClient().parallel }, () => silent));
    const file = await goldenFile(expected.file);
    const layouts = await Promise.all(Array.from({ length: 9 }, () => client.inspect(file)));
    expect(layouts.every(({ ok }) => ok)).toBe(true);
  });

  // On a busy test server a worker's start may hang for good; what is tried here does not depend on it.
  it('is stopped when it does not react to Cancel, and the next export has a new one', AGAIN, async () => {
    const { client, started } = clientWith([silent]);
    const file = await goldenFile(expected.file);
    const folder = await navigator.storage.getDirectory();
    const recipe = { frames: [], outputs: [] } as unknown as ExportRecipe;
    const jobs = [{ sources: [file], recipe, mode: 'ask' as const }];
    const lost = client.exportFolder(jobs, undefined, folder, () => undefined);
    await client.cancelExport();
    expect(await lost).toMatchObject({
      series: [],
      failure: { code: 'cannotWrite', detail: 'it did not react to Cancel' },
    });
    await client.exportFolder(jobs, undefined, folder, () => undefined);
    expect(started()).toBe(2);
  });

  it('for good, with all others, fails what waits for it and all that is asked later', async () => {
    const { client, started } = clientWith([silent]);
    const file = await goldenFile(expected.file);
    const waiting = client.inspect(file);
    client.dispose();
    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'workerFailed' } });
    expect(await client.inspect(file)).toMatchObject({ ok: false, problem: { code: 'workerFailed' } });
    expect(started()).toBe(1);
  });

  it('that cannot be started is a failure, and tried again for the next call', async () => {
    const { client } = clientWith([() => Promise.reject(new Error('no worker'))]);
    const file = await goldenFile(expected.file);
    expect(await client.inspect(file)).toMatchObject({ ok: false, problem: { detail: 'no worker' } });
    expect((await client.inspect(file)).ok).toBe(true);
  });
});
