import { describe, expect, it } from 'vitest';
import { isSpent, readForMs } from '../../src/commands/browser/staging';

const OWN = '11111111-1111-1111-1111-111111111111';
const OTHER = '22222222-2222-2222-2222-222222222222';
const MINUTE_MS = 60_000;
const NOW_MS = Date.UTC(2026, 10, 27);

function staged(owner: string, bytes: number, ageMs: number) {
  return { name: `${owner}-x.zip`, bytes, lastModifiedMs: NOW_MS - ageMs };
}

describe('a staged file', () => {
  it('may be read for 10 minutes, and longer the larger it is', () => {
    expect(readForMs(0)).toBe(10 * MINUTE_MS);
    // 5 GB at 5 MB/s
    expect(readForMs(5e9)).toBe(10 * MINUTE_MS + 1_000_000);
  });

  it.each([
    ['of this visit, just made', OWN, 1e6, 1000, false],
    ['of this visit, small and 11 minutes old', OWN, 1e6, 11 * MINUTE_MS, true],
    ['of this visit, 5 GB and 20 minutes old', OWN, 5e9, 20 * MINUTE_MS, false],
    ['of this visit, 5 GB and half an hour old', OWN, 5e9, 30 * MINUTE_MS, true],
    ['of a closed visit, just made: its download may go on', 'f'.repeat(36), 1e6, 1000, false],
    ['of a closed visit, a day old', 'f'.repeat(36), 1e6, 1440 * MINUTE_MS, true],
    ['of another open tab, a day old', OTHER, 1e6, 1440 * MINUTE_MS, false],
    ['of a time to come, as the clock was put back', OWN, 1e6, -1440 * MINUTE_MS, true],
  ])('%s', (_, owner, bytes, ageMs, spent) => {
    expect(isSpent(staged(owner, bytes, ageMs), OWN, new Set([OTHER]), NOW_MS)).toBe(spent);
  });
});
