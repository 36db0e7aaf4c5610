import { describe, expect, it } from 'vitest';
import { FileIntake } from '../../src/commands/files/fileIntake';
import { FileRegistry } from '../../src/commands/files/fileRegistry';
import type { GivenFile } from '../../src/commands/files/givenFile';
import { FileRemover } from '../../src/commands/files/removeFiles';
import { Scanner } from '../../src/commands/files/scanner';
import type { FileLayout } from '../../src/domain/frame';
import { ok } from '../../src/domain/result';
import { createAppStore } from '../../src/state/store';
import type { WorkerClient } from '../../src/worker/client';
import { layoutOf } from './fixtures';

/** Files on their way into the program, with a stand-in for the workers. */

function given(...names: readonly string[]): GivenFile[] {
  return names.map((name) => ({ file: new File([name], name, { lastModified: 5 }), folder: 'drop' }));
}

/** @param layoutFor what the head of a file says */
function intakeOf(layoutFor: (name: string) => FileLayout, framesLimit?: number) {
  const store = createAppStore();
  const registry = new FileRegistry();
  const client = {
    parallel: 2,
    inspect: async (file: File) => ok(layoutFor(file.name)),
    scan: () => new Promise(() => undefined),
  } as unknown as WorkerClient;
  const scanner = new Scanner(store, client, registry);
  const intake = new FileIntake(store, client, registry, scanner, framesLimit);
  return { store, registry, intake, remover: new FileRemover(store, registry, scanner) };
}

describe('files of very many frames', () => {
  it('are taken as far as the program holds them, and the others are counted', async () => {
    const { store, registry, intake, remover } = intakeOf(() => ({ ...layoutOf(), frameCount: 10 }), 30);
    await intake.add(given('a.mrc', 'b.mrc', 'c.mrc', 'd.mrc', 'e.mrc'));
    const { files, notice } = store.getState();
    expect([...files.values()].map(({ file }) => file.name)).toEqual(['a.mrc', 'b.mrc', 'c.mrc']);
    expect(notice).toEqual({ code: 'framesLimit', files: 2, limit: 30 });
    expect([...files.keys()].map((id) => registry.get(id)?.name)).toEqual(['a.mrc', 'b.mrc', 'c.mrc']);

    remover.remove(new Set([...files.keys()].slice(0, 2)));
    await intake.add(given('d.mrc', 'e.mrc'));
    expect(store.getState().files.size).toBe(3);
    expect(store.getState().notice).toBeUndefined();
  });
});
