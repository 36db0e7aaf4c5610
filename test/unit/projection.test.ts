import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { createStatisticsScratch } from '../../src/maths/frameStatistics';
import { projectFrames } from '../../src/pipeline/projectFrames';
import { inspectFile } from '../../src/pipeline/readFrame';
import { tiaBytes } from './fixtures';

const FRAMES = [
  [-5, 0, 7, 2_000_000_000],
  [-9, 4, 7, 2_000_000_000],
  [-1, 2, 7, 2_000_000_000],
];

async function sources() {
  return Promise.all(
    FRAMES.map(async (values, i) => {
      const file = new File([tiaBytes('int32', 2, 2, values)], `p_${i + 1}.bin`);
      const layout = await inspectFile(file);
      if (!layout.ok) throw new Error('unreadable');
      return { file, place: framePlace(layout.value, 0) };
    }),
  );
}

async function project(kind: 'sum' | 'mean' | 'maximum') {
  const done: number[] = [];
  const result = await projectFrames(await sources(), kind, createStatisticsScratch(), (framesDone) => {
    done.push(framesDone);
    return true;
  });
  if (!result?.ok) throw new Error('no projection');
  expect(done).toEqual([1, 2, 3]);
  expect(result.value.frameCount).toBe(3);
  return result.value;
}

describe('several frames as one picture', () => {
  it('add up beyond 32 bits, mean and take the maximum', async () => {
    expect([...(await project('sum')).pixels]).toEqual([-15, 6, 21, 6_000_000_000]);
    expect([...(await project('mean')).pixels]).toEqual([-5, 2, 7, 2_000_000_000]);
    const maximum = await project('maximum');
    expect([...maximum.pixels]).toEqual([-1, 4, 7, 2_000_000_000]);
    expect([maximum.summary.min, maximum.summary.max]).toEqual([-1, 2_000_000_000]);
  });

  it('end when they are told to', async () => {
    const result = await projectFrames(await sources(), 'sum', createStatisticsScratch(), (n) => n < 2);
    expect(result).toBeUndefined();
  });

  it('give the problem of a frame that cannot be read', async () => {
    const [first, second] = await sources();
    if (!first || !second) throw new Error('no frames');
    const cut = { ...second, file: new File([await second.file.slice(0, 20).arrayBuffer()], 'p_2.bin') };
    const result = await projectFrames([first, cut], 'sum', createStatisticsScratch(), () => true);
    expect(result).toMatchObject({ ok: false });
  });
});
