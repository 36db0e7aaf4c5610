import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivingSeries, look, settle, type Verdict, type WatchMemory } from '../../src/domain/watching';

const STABLE_MS = 2000;
const QUIET_MS = 9000;
const PATH = 'run/x_1.bin';

/** One look: how long after the last, what the file is like (0 = not there), and what its head says if asked. */
const looks = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 1, max: 6000 }),
    lookMs: fc.integer({ min: 0, max: 500 }),
    state: fc.constantFrom(0, 1, 1, 1, 2, 2, 2, 3),
    read: fc.constantFrom(true, true, true, true, false),
    verdict: fc.constantFrom<Verdict>('take', 'wait'),
  }),
  { maxLength: 40 },
);

interface Event {
  readonly beganMs: number;
  readonly endedMs: number;
  readonly state: number;
  readonly read: boolean;
  readonly offered: boolean;
  readonly taken: boolean;
  readonly arriving: boolean;
}

interface Step {
  readonly afterMs: number;
  readonly lookMs: number;
  readonly state: number;
  readonly read: boolean;
  readonly verdict: Verdict;
}

function run(steps: readonly Step[]): Event[] {
  let memory: WatchMemory = new Map();
  let nowMs = 0;
  return steps.map(({ afterMs, lookMs, state, read, verdict }) => {
    const beganMs = nowMs + afterMs;
    const endedMs = beganMs + lookMs;
    nowMs = endedMs;
    const files = state === 0 || !read ? [] : [{ path: PATH, sizeBytes: 10 * state, lastModifiedMs: state }];
    const listing = { files, unreadFolders: read ? [] : ['run'], beganMs, endedMs };
    const {
      memory: after,
      candidates,
      overdue,
    } = look(memory, listing, { stableMs: STABLE_MS, quietMs: QUIET_MS });
    const verdicts = new Map<string, Verdict>([
      ...candidates.map((path) => [path, verdict] as const),
      ...overdue.map((path) => [path, 'take'] as const),
    ]);
    memory = settle(after, verdicts);
    return {
      beganMs,
      endedMs,
      state,
      read,
      offered: verdicts.size > 0,
      taken: verdicts.get(PATH) === 'take',
      arriving: arrivingSeries([], memory, beganMs, QUIET_MS).size > 0 || memoryMoves(memory, beganMs),
    };
  });
}

/** Without series in the program, a file that was taken is known by the memory alone. */
function memoryMoves(memory: WatchMemory, nowMs: number): boolean {
  return [...memory.values()].some(({ sinceMs }) => nowMs - sinceMs < QUIET_MS);
}

describe('whatever happens to a file', () => {
  it('it is offered only in a state that an earlier look saw, 2 s before, and every look since', () => {
    fc.assert(
      fc.property(looks, (steps) => {
        const events = run(steps);
        for (const [i, event] of events.entries()) {
          if (!event.offered) continue;
          const before = events.slice(0, i).filter(({ read }) => read);
          const first = before.findLastIndex(({ state }) => state !== event.state) + 1;
          const since = before[first];
          expect(event.read && event.state > 0).toBe(true);
          expect(since === undefined ? -1 : event.beganMs - since.endedMs).toBeGreaterThanOrEqual(STABLE_MS);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a state is taken once, as long as the file stays in sight', () => {
    fc.assert(
      fc.property(looks, (steps) => {
        const events = run(steps.map((step) => ({ ...step, read: true, state: Math.max(step.state, 1) })));
        let taken = 0;
        for (const [i, event] of events.entries()) {
          if (i > 0 && events[i - 1]?.state !== event.state) taken = 0;
          if (event.taken) taken++;
          expect(taken).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('one that stays the same is taken in the end, whatever its head says', () => {
    fc.assert(
      fc.property(looks, fc.constantFrom<Verdict>('take', 'wait'), (steps, verdict) => {
        const calm = { afterMs: STABLE_MS + 1, lookMs: 0, state: 1, read: true, verdict };
        const rest = Array.from({ length: 10 }, () => calm);
        const events = run([...steps, ...rest]);
        const start = events.findLastIndex(({ state, read }) => state !== 1 || !read) + 1;
        expect(events.slice(start).some(({ taken }) => taken)).toBe(true);
        expect(events.at(-1)?.arriving).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('its series is arriving while the file changed within the quiet time', () => {
    fc.assert(
      fc.property(looks, (steps) => {
        const events = run(steps.map((step) => ({ ...step, state: Math.max(step.state, 1) })));
        for (const [i, event] of events.entries()) {
          const before = events.slice(0, i).findLast(({ read }) => read);
          if (!event.read || before?.state === event.state) continue;
          const during = events.slice(i).filter(({ beganMs }) => beganMs - event.endedMs < QUIET_MS);
          for (const { arriving } of during) expect(arriving).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
