import { describe, expect, it } from 'vitest';
import type { FrameSummary } from '../../src/domain/frame';
import type { MinimaFact } from '../../src/domain/minimaCharacter';
import { characteriseMinima } from '../../src/maths/characteriseMinima';
import { explainMinimaFact } from '../../src/wording/minima';
import { seededUniform } from '../support/diffractionFrames';
import { constantFrame, NOISE, NOISE_EDGE, noiseFrame } from '../support/noiseFrames';

/** A frame with one pixel of another value, each time in another place. */
const spike = (value: number, number: number) => noiseFrame(-100, { value, place: 777 + 31 * number });
/** A frame with several. */
const shower = (number: number, ...values: readonly number[]) =>
  noiseFrame(-100, ...values.map((value, i) => ({ value, place: 500 + 41 * number + 7 * i })));
const dead = (value: number, minimum = -100) => noiseFrame(minimum, { value, place: 3 * NOISE_EDGE + 17 });

/** Scatter without a trend, -4..4. */
const SCATTER = [0, 3, -2, 4, -4, 1, -1, 2, -3, 0, -2, 3, 1, -4, 2, -1, 4, 0, -3, 1];
const jitter = (i: number) => SCATTER[(i * 7) % SCATTER.length] ?? 0;
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const minima = (count: number, minimumOf: (number: number) => number) =>
  upTo(count).map((number) => noiseFrame(minimumOf(number)));
const steady = (count: number) => minima(count, (i) => -100 + jitter(i));

function factsOf(frames: readonly FrameSummary[], cap = 2000, first = 1): MinimaFact[] {
  return characteriseMinima(
    frames.map((summary, i) => ({ number: first + i, summary })),
    NOISE_EDGE,
    cap,
  );
}

function replace(frames: readonly FrameSummary[], changes: Readonly<Record<number, FrameSummary>>) {
  return frames.map((summary, i) => changes[i + 1] ?? summary);
}

/** Every shape, its frames and what is to be said of it: the codes in order, and facts that must be among them. */
const SHAPES: readonly (readonly [
  shape: string,
  frames: readonly FrameSummary[],
  expected: readonly (Partial<MinimaFact> & { readonly code: MinimaFact['code'] })[],
])[] = [
  ['nothing', [], []],
  ['one frame', [noiseFrame(-64)], [{ code: 'oneFrame', minimum: -64, apart: false }]],
  [
    'one frame with a spike',
    [spike(-900, 1)],
    [
      { code: 'spikes', frames: [1], smallest: -900 },
      { code: 'oneFrame', minimum: -100 },
    ],
  ],
  ['two frames', [noiseFrame(-64), noiseFrame(-70)], [{ code: 'even', smallest: -70, largest: -64 }]],
  [
    'two that differ',
    [noiseFrame(-64), noiseFrame(-700)],
    [{ code: 'uneven', smallest: -700, largest: -64 }],
  ],
  [
    'two, one with a spike',
    [noiseFrame(-100), spike(-10_000, 2)],
    [
      { code: 'spikes', frames: [2] },
      { code: 'equal', minimum: -100 },
    ],
  ],
  ['three equal', minima(3, () => -64), [{ code: 'equal', minimum: -64, apart: false }]],
  ['even', steady(20), [{ code: 'even', smallest: -104, largest: -96, apart: false }]],
  ['ragged', minima(20, (i) => -150 + 37 * jitter(i)), [{ code: 'uneven', smallest: -298, largest: -2 }]],
  [
    'one spike of 20',
    replace(steady(20), { 13: spike(-10_000, 13) }),
    [
      { code: 'spikes', frames: [13], fewestPixels: 1, mostPixels: 1, smallest: -10_000, largest: -10_000 },
      { code: 'even', apart: true },
    ],
  ],
  [
    'spikes in 3 of 10',
    replace(steady(10), { 2: spike(-5000, 2), 5: shower(5, -800, -900, -1200), 9: spike(-700, 9) }),
    [
      { code: 'spikes', frames: [2, 5, 9], fewestPixels: 1, mostPixels: 3, smallest: -5000, largest: -700 },
      { code: 'even', apart: true },
    ],
  ],
  [
    'a spike in 1 of 3',
    replace(steady(3), { 2: spike(-5000, 2) }),
    [{ code: 'spikes', frames: [2] }, { code: 'even' }],
  ],
  [
    'spikes in 7 of 10',
    upTo(10).map((i) => (i % 3 === 0 ? noiseFrame(-100) : spike(-300 * i, i))),
    [
      { code: 'spikes', frames: [1, 2, 4, 5, 7, 8, 10] },
      { code: 'equal', minimum: -100, apart: true },
    ],
  ],
  [
    'spikes on a drift',
    replace(
      minima(20, (i) => -100 - 12 * i),
      { 4: shower(4, -4000, -3000) },
    ),
    [
      { code: 'spikes', frames: [4], mostPixels: 2 },
      { code: 'drift', apart: true },
    ],
  ],
  [
    'levels that alternate',
    minima(20, (i) => (i % 2 === 0 ? -700 : -100) + jitter(i)),
    [
      {
        code: 'twoLevels',
        lowerFrames: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20],
        smallestLower: -704,
        largestLower: -696,
      },
    ],
  ],
  [
    'a step of 600 after frame 6',
    minima(20, (i) => (i <= 6 ? -7 : -607) + jitter(i)),
    [
      {
        code: 'step',
        lastBefore: 6,
        smallestBefore: -10,
        largestBefore: -4,
        smallestAfter: -611,
        largestAfter: -603,
      },
    ],
  ],
  [
    'the last 6 of 20 frames 3000 lower',
    minima(20, (i) => (i <= 14 ? -100 : -3100) + jitter(i)),
    [{ code: 'step', lastBefore: 14, largestAfter: -3099 }],
  ],
  [
    'a level in the middle',
    minima(20, (i) => (i >= 8 && i <= 14 ? -900 : -100) + jitter(i)),
    [{ code: 'twoLevels', lowerFrames: [8, 9, 10, 11, 12, 13, 14] }],
  ],
  [
    'a drift',
    minima(40, (i) => -100 - 5 * i + jitter(i)),
    [{ code: 'drift', fromFrame: 1, fromMinimum: -103, toFrame: 40, toMinimum: -300 }],
  ],
  [
    'a drift of 7 frames',
    minima(7, (i) => -100 + 30 * i),
    [{ code: 'drift', fromMinimum: -70, toMinimum: 110 }],
  ],
  [
    'a drift over the second half',
    minima(20, (i) => -150 + jitter(i) - 100 * Math.max(0, i - 10)),
    [{ code: 'drift', fromFrame: 10, toFrame: 20 }],
  ],
  [
    'a drift of the last quarter',
    minima(20, (i) => -150 - 300 * Math.max(0, i - 15)),
    [{ code: 'lowFrames', frames: [16, 17, 18, 19, 20], smallest: -1650, largest: -450, end: 'end' }],
  ],
  [
    'a fall and a rise',
    minima(21, (i) => -500 + 30 * Math.abs(i - 11)),
    [{ code: 'uneven', smallest: -500, largest: -200 }],
  ],
  [
    'blanked ends',
    minima(20, (i) => (i <= 1 || i >= 19 ? -20 : -100) + jitter(i) / 2),
    [
      {
        code: 'highFrames',
        frames: [1, 19, 20],
        end: 'both',
        most: false,
        smallestOther: -102,
        largestOther: -98,
      },
    ],
  ],
  [
    'two frames 900 higher',
    minima(20, (i) => (i === 5 || i === 11 ? 800 : -100) + jitter(i)),
    [{ code: 'highFrames', frames: [5, 11], end: undefined, smallest: 799, largest: 800 }],
  ],
  [
    'one frame that is lower as a whole',
    replace(steady(10), { 4: noiseFrame(-2500) }),
    [{ code: 'lowFrames', frames: [4], smallest: -2500, largest: -2500 }],
  ],
  [
    'a frame of zeros',
    replace(steady(10), { 3: constantFrame(0) }),
    [
      { code: 'constantFrames', frames: [3], smallest: 0, all: false },
      { code: 'even', apart: true },
    ],
  ],
  [
    'a constant frame of 32767',
    replace(steady(10), { 3: constantFrame(32_767) }),
    [{ code: 'constantFrames', frames: [3], largest: 32_767 }, { code: 'even' }],
  ],
  [
    'a frame that is saturated all over',
    replace(steady(10), { 3: noiseFrame(65_000) }),
    [{ code: 'highFrames', frames: [3], smallest: 65_000 }],
  ],
  [
    'all zero',
    [constantFrame(0), constantFrame(0), constantFrame(0)],
    [{ code: 'constantFrames', all: true, smallest: 0, largest: 0 }],
  ],
  [
    'all positive',
    minima(10, (i) => 100 + jitter(i)),
    [
      { code: 'allPositive', smallest: 97 },
      { code: 'even', smallest: 97, largest: 104 },
    ],
  ],
  [
    'all beyond the cap',
    minima(10, (i) => -2600 + jitter(i)),
    [{ code: 'allBeyondCap', largest: -2596, cap: 2000 }, { code: 'even' }],
  ],
  [
    'one dead pixel of -3000 in every frame',
    upTo(20).map((i) => dead(-3000 + jitter(i), -100 + jitter(i))),
    [
      { code: 'allBeyondCap' },
      {
        code: 'samePixel',
        fastPx: 17,
        slowPx: 3,
        framesConcerned: 20,
        framesTotal: 20,
        fewestPixels: 1,
        mostPixels: 1,
        offsetWithout: 104,
        smallest: -3004,
        largest: -2996,
      },
      { code: 'even', smallest: -3004, largest: -2996, apart: false },
    ],
  ],
  [
    'a dead pixel, and a spike in one frame',
    replace(
      upTo(10).map(() => dead(-900)),
      { 6: noiseFrame(-100, { value: -900, place: 617 }, { value: -6000, place: 99 }) },
    ),
    [
      { code: 'samePixel', framesConcerned: 9, framesTotal: 10, offsetWithout: 6000 },
      { code: 'spikes', frames: [6], fewestPixels: 1, mostPixels: 1, smallest: -6000 },
      { code: 'equal', minimum: -900, apart: true },
    ],
  ],
  [
    'a spike in every frame, each time elsewhere',
    upTo(10).map((i) => spike(-400 - 10 * i, i)),
    [
      { code: 'spikes', frames: upTo(10), fewestPixels: 1, mostPixels: 1, smallest: -500, largest: -410 },
      { code: 'equal', minimum: -100, apart: true },
    ],
  ],
  [
    'spikes in 3 of 4',
    replace(steady(4), { 1: spike(-900, 1), 2: spike(-800, 2), 4: spike(-700, 4) }),
    [{ code: 'spikes', frames: [1, 2, 4] }, { code: 'even' }],
  ],
  [
    'the first frame lower',
    replace(steady(10), { 1: noiseFrame(-900) }),
    [{ code: 'lowFrames', frames: [1], end: 'start' }],
  ],
  [
    'a blanked end before a last frame with a spike',
    replace(steady(10), { 9: noiseFrame(300), 10: spike(-5000, 10) }),
    [
      { code: 'spikes', frames: [10] },
      { code: 'highFrames', frames: [9], end: undefined },
    ],
  ],
  [
    'a high frame before a constant last one',
    replace(steady(10), { 9: noiseFrame(300), 10: constantFrame(0) }),
    [
      { code: 'constantFrames', frames: [10] },
      { code: 'highFrames', frames: [9], end: undefined },
    ],
  ],
  [
    'a frame below the others and one above',
    replace(steady(20), { 4: noiseFrame(-900), 9: noiseFrame(800) }),
    [
      { code: 'lowFrames', frames: [4], smallest: -900, smallestOther: -104, largestOther: -96, most: true },
      { code: 'highFrames', frames: [9], smallest: 800, smallestOther: -104, largestOther: -96, most: true },
    ],
  ],
  [
    'three levels in turn',
    minima(18, (i) => -100 - 400 * (i % 3)),
    [{ code: 'uneven', smallest: -900, largest: -100 }],
  ],
  [
    'two levels of two frames each, in turn',
    minima(4, (i) => (i % 2 === 0 ? -700 : -100)),
    [{ code: 'twoLevels', lowerFrames: [2, 4], upperFrames: [1, 3] }],
  ],
  [
    'a drift over the first half',
    minima(20, (i) => -150 + jitter(i) - 100 * Math.max(0, 11 - i)),
    [{ code: 'drift', fromFrame: 1, toFrame: 11 }],
  ],
  [
    'a drift in the middle',
    minima(30, (i) => -100 + jitter(i) - 60 * Math.min(Math.max(i - 10, 0), 10)),
    [{ code: 'drift', fromFrame: 10, toFrame: 20 }],
  ],
  [
    'constant frames of two values',
    replace(steady(10), { 3: constantFrame(0), 7: constantFrame(32_767) }),
    [{ code: 'constantFrames', frames: [3, 7], smallest: 0, largest: 32_767 }, { code: 'even' }],
  ],
];

describe('what the minima show', () => {
  it.each(SHAPES)('%s', (_, frames, expected) => {
    const facts = factsOf(frames);
    expect(facts.map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
    for (const [i, fact] of expected.entries()) expect(facts[i]).toMatchObject(fact);
  });

  it.each(SHAPES)('in sentences whose numbers lie in the data: %s', (_, frames) => {
    const [lowest, highest] = [
      Math.min(...frames.map(({ min }) => min)),
      Math.max(...frames.map(({ max }) => max)),
    ];
    for (const fact of factsOf(frames)) {
      expect(explainMinimaFact(fact)).toMatch(/^[A-Z\d].*\.$/);
      expect(explainMinimaFact(fact)).not.toMatch(/undefined|NaN|\[object/);
      for (const [name, value] of Object.entries(fact)) {
        if (!/^(smallest|largest|minimum|fromMinimum|toMinimum)/.test(name)) continue;
        expect(value).toBeGreaterThanOrEqual(lowest);
        expect(value).toBeLessThanOrEqual(highest);
      }
    }
  });

  it.each([
    ['start', { 1: noiseFrame(900) }, 'Frame 1 at the start of the series lies above the others'],
    [
      'end',
      { 19: noiseFrame(900), 20: noiseFrame(890) },
      'Frames 19\u201320 at the end of the series lie above the others',
    ],
    [
      'both',
      { 1: noiseFrame(900), 20: noiseFrame(890) },
      'Frames 1, 20 at both ends of the series lie above',
    ],
  ] as const)('names the end that frames lie at: %s', (_, changes, words) => {
    expect(
      factsOf(replace(steady(20), changes))
        .map(explainMinimaFact)
        .join(' '),
    ).toContain(words);
  });

  it('does not say of constant frames that all pixels have a range', () => {
    const frames = replace(steady(10), { 3: constantFrame(0), 7: constantFrame(32_767) });
    expect(factsOf(frames).map(explainMinimaFact)[0]).toContain('each frame has one value, 0 to 32\u202f767');
  });

  it('names frames by their numbers', () => {
    expect(factsOf(replace(steady(20), { 13: spike(-9000, 13) }), 2000, 101)[0]).toMatchObject({
      frames: [113],
    });
  });

  it('takes more than a few pixels for no spike', () => {
    // 4 of 40,000 pixels are few, 5 are not
    const values = [-900, -910, -920, -930];
    expect(factsOf(replace(steady(10), { 4: shower(4, ...values) }))[0]).toMatchObject({
      code: 'spikes',
      mostPixels: 4,
    });
    expect(factsOf(replace(steady(10), { 4: shower(4, ...values, -940) }))[0]).toMatchObject({
      code: 'lowFrames',
      frames: [4],
    });
  });

  it('finds nothing in the scatter of sound frames', () => {
    // Minima of noise are drawn from Gumbel's distribution.
    const uniform = seededUniform(20_261_127);
    const scale = NOISE / Math.sqrt(2 * Math.log(4e6));
    const known = new Map<number, FrameSummary>();
    const soundFrame = () => {
      const minimum = Math.round(-100 + scale * Math.log(-Math.log(uniform())));
      const summary = known.get(minimum) ?? noiseFrame(minimum);
      known.set(minimum, summary);
      return summary;
    };
    for (let run = 0; run < 200; run++) {
      const facts = factsOf(Array.from({ length: 2 + ((run * 7) % 150) }, soundFrame));
      expect(facts.map(({ code }) => code).join()).toMatch(/^(even|equal)$/);
    }
  });
});
