import { describe, expect, it } from 'vitest';
import { CloseWidth, NARROWEST, SLOW_CLOSE_MS, TOLD_CLOSE_MS, WIDEST } from '../../src/pipeline/closeWidth';
import { FakeClock } from '../support/fakeClock';

function setUp() {
  const clock = new FakeClock();
  const width = new CloseWidth(clock);
  const quick = async (count: number) => {
    for (let i = 0; i < count; i++) await width.measure(async () => undefined);
  };
  const slow = (ms = SLOW_CLOSE_MS) => width.measure(async () => clock.pass(ms));
  return { clock, width, quick, slow };
}

describe('the number of files that may be unfinished', () => {
  it('begins at 32 and is doubled by each slow close, up to 128', async () => {
    const { width, slow } = setUp();
    const seen = [width.current];
    for (let i = 0; i < 3; i++) {
      await slow();
      seen.push(width.current);
    }
    expect(seen).toEqual([32, 64, 128, 128]);
    expect(WIDEST).toBe(128);
  });

  it('is doubled before the slow close has ended, and says so', () => {
    const { clock, width } = setUp();
    const seen: number[] = [];
    const end = width.onSlow(() => seen.push(width.current));
    for (let i = 0; i < 2; i++) void width.measure(() => new Promise(() => undefined));
    clock.pass(SLOW_CLOSE_MS - 1);
    expect(seen).toEqual([]);
    clock.pass(1);
    expect(seen).toEqual([64, 128]);
    end();
    void width.measure(() => new Promise(() => undefined));
    clock.pass(SLOW_CLOSE_MS);
    expect(seen).toHaveLength(2);
  });

  it('is halved by as many quick closes in a row as it is wide, down to 8', async () => {
    const { width, quick, slow } = setUp();
    await quick(31);
    expect(width.current).toBe(32);
    await quick(1);
    expect(width.current).toBe(16);
    await quick(15);
    await slow();
    expect(width.current).toBe(32);
    await quick(32 + 16 + 100);
    expect([width.current, NARROWEST]).toEqual([8, 8]);
  });

  it('counts a close that fails as quickly as one that succeeds', async () => {
    const { width } = setUp();
    await expect(
      width.measure(async () => {
        throw new Error('full');
      }),
    ).rejects.toThrow('full');
    expect(width.slowFiles).toBe(0);
  });
});

describe('the number of slow files', () => {
  it('is told as soon as a close has lasted 2 s, and grows by no other', async () => {
    const { clock, width, quick, slow } = setUp();
    const seen: number[] = [];
    width.onSlow(() => seen.push(width.slowFiles));
    await quick(3);
    await slow(TOLD_CLOSE_MS - 1);
    expect([width.slowFiles, seen]).toEqual([0, [0]]);
    void width.measure(() => new Promise(() => undefined));
    clock.pass(TOLD_CLOSE_MS);
    expect([width.slowFiles, seen.at(-1)]).toEqual([1, 1]);
  });
});
