import { describe, expect, it } from 'vitest';
import { judgeArrival } from '../../src/commands/files/arrivals';
import { readHeads } from '../../src/commands/watching/frameHead';
import type { InspectedFile } from '../../src/domain/series';
import { inspectFile } from '../../src/pipeline/readFrame';
import type { WorkerClient } from '../../src/worker/client';
import { goldenBytes } from '../golden/golden';
import { fileOf, unwrap } from './fixtures';

/** Three sections, and the same without the last one. */
const WHOLE = goldenBytes('mrc/stack-3.mrc');
const PART = fileOf(WHOLE.slice(0, WHOLE.length - 1), 'x.mrc', 1);

async function entryOf(file: File): Promise<InspectedFile> {
  const source = { id: '7', folder: '', name: file.name, sizeBytes: file.size, lastModifiedMs: 1, copy: 0 };
  return { file: source, inspection: { kind: 'ok', layout: unwrap(await inspectFile(file)) } };
}

describe('a stack that is still being copied', () => {
  it('is replaced by its whole self, not joined by it', async () => {
    const whole = fileOf(WHOLE, 'x.mrc', 2);
    expect(judgeArrival([await entryOf(PART)], new Map(), whole)).toEqual({ replaces: '7' });
    expect(judgeArrival([await entryOf(fileOf(WHOLE, 'x.mrc', 1))], new Map(), whole)).toBe('new');
  });

  it('is waited for in a watched folder', async () => {
    const client = { parallel: 1, inspect: inspectFile } as unknown as WorkerClient;
    const files = new Map([
      ['part', PART],
      ['whole', fileOf(WHOLE, 'y.mrc', 1)],
    ]);
    expect(await readHeads(client, files)).toEqual(
      new Map([
        ['part', 'wait'],
        // The golden files' label names this program.
        ['whole', 'own'],
      ]),
    );
  });
});
