import { describe, expect, it } from 'vitest';
import { buildRecipe } from '../../src/conversion/buildRecipe';
import { exportBlockers } from '../../src/conversion/exportBlockers';
import type { TypedGeometry } from '../../src/conversion/geometryFields';
import { offerForMinima, offerForWarning } from '../../src/conversion/offsetOffers';
import { warningsFor } from '../../src/conversion/outputWarnings';
import { NEW_SERIES } from '../../src/conversion/seriesSettings';
import { type SeriesView, viewSeries } from '../../src/conversion/seriesView';
import { type ConversionChoice, LEGINON_CHOICE } from '../../src/domain/conversion';
import type { FrameSummary } from '../../src/domain/frame';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { AcceptedLoss, SeriesWarning } from '../../src/domain/warning';
import { constantFrame, NOISE_EDGE, noiseFrame } from '../support/noiseFrames';
import { at, BOTH, entryOf, FULL_GEOMETRY, layoutOf, MRC, only, SMV } from './fixtures';

/** 200 kV, 2x2, 26.5 counts an electron: 32000 stored counts are saturated. */
const GEOMETRY: TypedGeometry = {
  ...FULL_GEOMETRY,
  beamCentreFastPx: '100.5',
  beamCentreSlowPx: '99',
  detectorDistanceMm: '300',
};

interface Given {
  readonly frames: readonly FrameSummary[];
  readonly choice?: Partial<ConversionChoice>;
  readonly typed?: TypedGeometry;
  readonly accept?: AcceptedLoss;
}

function viewOf({ frames, choice = {}, typed = GEOMETRY, accept }: Given): SeriesView {
  const layout = layoutOf({ fastSize: NOISE_EDGE, slowSize: NOISE_EDGE });
  const series = only(groupIntoSeries(frames.map((_, i) => entryOf(`x_${i + 1}.bin`, { layout }))));
  const outcomes = frames.map((summary, i) => {
    return [at(series.frames, i).id, { kind: 'scanned', summary }] as const;
  });
  return viewSeries(series, new Map(outcomes), {
    ...NEW_SERIES,
    typed,
    choice: { ...LEGINON_CHOICE, ...choice },
    acceptedLoss: accept,
  });
}

const jitter = (i: number) => ((i * 5) % 9) - 4;
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
/** Twenty sound frames, minima -104 to -96; some of them others. */
const steady = (changes: Readonly<Record<number, FrameSummary>> = {}) =>
  upTo(20).map((i) => changes[i] ?? noiseFrame(-100 + jitter(i)));
const typedOffset = (offset: number) => ({ offset: { kind: 'typed', offset } }) as const;
const typedPedestal = (pedestal: number) => ({ pedestal: { kind: 'typed', pedestal } }) as const;
const ALL = 20 * NOISE_EDGE ** 2;
const spike = { value: -9999, place: 777 };
const dead = { value: -3000, place: 617 };
const allPositive = upTo(20).map((i) => noiseFrame(100 + jitter(i)));

type Expected = Partial<SeriesWarning> & { readonly code: SeriesWarning['code'] };

const CASES: readonly (readonly [string, Given, readonly Expected[]])[] = [
  ['a sound series', { frames: steady() }, []],
  ['a dark reference 600 too high', { frames: upTo(4).map(() => noiseFrame(-700)) }, []],
  ['one sound frame', { frames: [noiseFrame(-64)] }, []],
  [
    'a sound series with raw zero restored',
    { frames: steady(), choice: { pedestal: { kind: 'restoreRawZero' } } },
    [],
  ],
  ['a sound series of 0 and more', { frames: upTo(5).map(() => noiseFrame(0)) }, []],
  [
    'a spike that the cap cuts',
    { frames: steady({ 7: noiseFrame(-100, spike) }) },
    [{ code: 'truncatedAt0' }],
  ],
  [
    'a constant frame of 32767',
    { frames: steady({ 3: constantFrame(32_767) }) },
    [
      { code: 'pedestalAboveOffset', offset: 104, pedestal: 32_871, frames: [3], counts: -32_767 },
      { code: 'framesLost', end: 'saturation', frames: [3] },
    ],
  ],
  [
    'a frame that is cut at the top',
    { frames: steady({ 3: constantFrame(65_535) }) },
    [
      { code: 'pedestalAboveOffset' },
      { code: 'framesLost', end: 'top', frames: [3] },
      { code: 'truncatedAt65535' },
    ],
  ],
  [
    'two frames 900 higher',
    { frames: steady({ 5: noiseFrame(800), 11: noiseFrame(804) }) },
    [{ code: 'pedestalAboveOffset', pedestal: 908, counts: -804, electrons: -804 / 26.5, frames: [5, 11] }],
  ],
  [
    'a frame of zeros',
    { frames: steady({ 3: constantFrame(0) }) },
    [{ code: 'pedestalByFewFrames', pedestal: 104, pedestalWithout: 8, counts: 96, frames: [3] }],
  ],
  [
    'blanked ends',
    { frames: steady({ 1: noiseFrame(-20), 20: noiseFrame(-22) }) },
    [{ code: 'pedestalByFewFrames', pedestal: 84, pedestalWithout: 8, frames: [1, 20] }],
  ],
  [
    'blanked ends, and another pedestal',
    { frames: steady({ 1: noiseFrame(-20), 20: noiseFrame(-22) }), choice: { pedestal: { kind: 'median' } } },
    [],
  ],
  [
    'one dead pixel of -3000 in every frame',
    { frames: upTo(20).map((i) => noiseFrame(-100 + jitter(i), dead)) },
    [
      { code: 'everyFrameTruncated', offset: 2000, largestMinimum: -3000, pedestalIs0: true },
      { code: 'falseBackground', offset: 2000, pedestal: 0, counts: 2000, electrons: 2000 / 26.5 },
      { code: 'truncatedAt0', pixels: 20, frames: 20 },
    ],
  ],
  [
    'all beyond the cap, and a typed pedestal',
    { frames: upTo(4).map(() => noiseFrame(-2010)), choice: typedPedestal(1990) },
    [{ code: 'everyFrameTruncated', pedestalIs0: false }, { code: 'truncatedAt0' }],
  ],
  [
    'a typed pedestal of 5000',
    { frames: steady(), choice: typedPedestal(5000) },
    [{ code: 'pedestalAboveOffset', frames: [] }],
  ],
  [
    'a typed pedestal of 0',
    { frames: steady(), choice: { ...typedOffset(900), ...typedPedestal(0) } },
    [{ code: 'falseBackground' }],
  ],
  [
    'all positive',
    { frames: allPositive },
    [{ code: 'positiveMinimum', minimum: 96, offset: -96, counts: -104 }],
  ],
  [
    'all positive, and a typed offset above 0',
    { frames: allPositive, choice: typedOffset(50) },
    [{ code: 'pedestalAboveOffset', offset: 50, pedestal: 154, counts: -104, frames: upTo(20) }],
  ],
  [
    'all positive, and offset and pedestal 0',
    { frames: allPositive, choice: { ...typedOffset(0), pedestal: { kind: 'restoreRawZero' } } },
    [],
  ],
  [
    'a cap of 10000 on a series with a spike, 1x1',
    {
      frames: steady({ 7: noiseFrame(-100, spike) }),
      choice: { cap: 10_000 },
      typed: { ...GEOMETRY, binning: '1x1', pixelSizeMm: '0.014' },
    },
    [
      {
        code: 'littleSaturationLeft',
        offset: 9999,
        saturation: 8000,
        left: -1999,
        pixels: ALL - 1,
        frames: 20,
      },
    ],
  ],
  [
    'the same of another camera',
    {
      frames: steady({ 7: noiseFrame(-100, spike) }),
      choice: { cap: 10_000 },
      typed: { ...GEOMETRY, beamline: 'OTHER' },
    },
    [],
  ],
  [
    'the last 6 of 20 frames 3000 lower',
    { frames: upTo(20).map((i) => noiseFrame(i > 14 ? -3100 : -100)) },
    [{ code: 'framesLost', end: 'zero', frames: [15, 16, 17, 18, 19, 20] }, { code: 'truncatedAt0' }],
  ],
  [
    'a typed offset of 12.75',
    { frames: upTo(3).map(() => noiseFrame(-10)), choice: { ...typedOffset(12.75) } },
    [{ code: 'fractionalOffset', offset: 12.75 }],
  ],
  [
    'an offset that is hardly meant',
    { frames: steady(), choice: typedOffset(100_000) },
    [
      { code: 'littleSaturationLeft' },
      { code: 'implausibleOffset', offset: 100_000 },
      { code: 'truncatedAt65535' },
    ],
  ],
];

describe('warnings on offset and pedestal', () => {
  it.each(CASES)('%s', (_, given, expected) => {
    const warnings = warningsFor(viewOf(given), BOTH);
    expect(warnings.map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
    for (const [i, warning] of expected.entries()) expect(warnings[i]).toMatchObject(warning);
  });
});

describe('a series that loses most of its pixels', () => {
  const LOSING: readonly (readonly [string, Given, object])[] = [
    [
      'at 0',
      { frames: upTo(20).map(() => noiseFrame(-32_768)) },
      { end: 'zero', pixels: ALL, ofPixels: ALL },
    ],
    [
      'at 65535',
      { frames: steady(), choice: typedOffset(100_000) },
      { end: 'top', pixels: ALL, ofPixels: ALL },
    ],
    [
      'above the saturation',
      { frames: steady(), choice: typedOffset(32_500) },
      { end: 'saturation', ofPixels: ALL },
    ],
  ];

  it.each(LOSING)('%s is written as SMV by choice alone', (_, given, lost) => {
    const view = viewOf(given);
    expect(exportBlockers(view, SMV)).toEqual([expect.objectContaining({ code: 'mostPixelsLost', ...lost })]);
    expect(exportBlockers(view, MRC)).toEqual([]);
    const end = view.losses.ofSeries[0]?.end ?? 'zero';
    const offset = view.rule?.offset ?? Number.NaN;
    const accepted = viewOf({ ...given, accept: { end, offset } });
    expect(exportBlockers(accepted, SMV)).toEqual([]);
    for (const accept of [
      { end, offset: offset + 1 },
      { end: end === 'zero' ? 'top' : 'zero', offset },
    ] as const) {
      expect(exportBlockers(viewOf({ ...given, accept }), SMV)).toHaveLength(1);
    }
    const reported = (choice: typeof SMV) => buildRecipe(accepted, choice)?.warnings.map(({ code }) => code);
    expect(reported(SMV)).toContain('mostPixelsLost');
    expect(reported(MRC)).not.toContain('mostPixelsLost');
  });

  it.each([
    ['half of the frames', { frames: upTo(4).map((i) => noiseFrame(i > 2 ? -9000 : -100)) }],
    [
      '"minus 32768" with the offset that it needs, of another camera',
      {
        frames: upTo(20).map(() => noiseFrame(-32_768)),
        choice: typedOffset(32_768),
        typed: { ...GEOMETRY, beamline: 'OTHER' },
      },
    ],
  ] as const)('is not one that loses %s', (_, given) => {
    expect(exportBlockers(viewOf(given), SMV)).toEqual([]);
  });
});

describe('what is offered instead', () => {
  /** The view after each offer was taken. */
  function afterOffers(given: Given): SeriesView {
    const view = viewOf(given);
    const offers = [
      ...view.minima.map((fact) => offerForMinima(fact, view)),
      ...warningsFor(view, BOTH).map((warning) => offerForWarning(warning, view)),
    ];
    const choice: Partial<ConversionChoice> = Object.assign(
      {},
      given.choice,
      ...offers.map((offer) => offer?.choice),
    );
    return viewOf({ ...given, choice });
  }
  const codes = (view: SeriesView) => warningsFor(view, BOTH).map(({ code }) => code);

  it('for an all positive series is offset and pedestal 0', () => {
    const view = afterOffers({ frames: allPositive });
    expect(view.rule).toMatchObject({ offset: 0, pedestal: 0 });
    expect(codes(view)).toEqual([]);
  });

  it('for a dead pixel is the offset without it, by which that pixel alone becomes 0', () => {
    const view = afterOffers({ frames: upTo(20).map((i) => noiseFrame(-100 + jitter(i), dead)) });
    expect(view.rule?.offset).toBe(104);
    expect(view.low).toEqual({ pixels: 20, frames: 20, exact: true });
  });

  it('for a pedestal of few frames is that of raw zero', () => {
    const view = afterOffers({ frames: steady({ 3: constantFrame(0), 9: noiseFrame(900) }) });
    expect(view.rule).toMatchObject({ offset: 104, pedestal: 104 });
  });

  it('for a cap that leaves no room is the usual one', () => {
    const view = afterOffers({
      frames: steady({ 7: noiseFrame(-100, spike) }),
      choice: { cap: 30_000, ...typedPedestal(9999) },
      typed: { ...GEOMETRY, binning: '1x1' },
    });
    expect(view.settings.choice.cap).toBe(2000);
    expect(view.rule?.offset).toBe(2000);
  });
});
