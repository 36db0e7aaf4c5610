import { describe, expect, it } from 'vitest';
import type { OffsetReason, PedestalReason } from '../../src/domain/offsetReason';
import type { ExportBlocker, SeriesWarning } from '../../src/domain/warning';
import { explainOffset, explainPedestal } from '../../src/wording/offsetReasonWords';
import { explainBlocker, explainWarning } from '../../src/wording/warnings';

/** One example of every warning and blocker: a new code does not compile until it has one. */
const WARNINGS: { readonly [C in SeriesWarning['code']]: Extract<SeriesWarning, { code: C }> } = {
  gaps: {
    code: 'gaps',
    gaps: [
      [3, 3],
      [5, 9],
    ],
  },
  positiveMinimum: {
    code: 'positiveMinimum',
    minimum: 100,
    offset: -100,
    counts: -250,
    electrons: -9.434,
  },
  everyFrameTruncated: {
    code: 'everyFrameTruncated',
    largestMinimum: -2500,
    offset: 2000,
    pedestalIs0: true,
  },
  pedestalAboveOffset: {
    code: 'pedestalAboveOffset',
    offset: 77,
    pedestal: 32_844,
    frames: [5],
    counts: -32_767,
  },
  pedestalByFewFrames: {
    code: 'pedestalByFewFrames',
    pedestal: 150,
    pedestalWithout: 12,
    frames: [1, 19, 20],
    counts: 138,
    electrons: 5.2075,
  },
  falseBackground: {
    code: 'falseBackground',
    offset: 2000,
    pedestal: 0,
    counts: 2000,
    electrons: 75.47,
  },
  littleSaturationLeft: {
    code: 'littleSaturationLeft',
    offset: 9999,
    saturation: 8000,
    left: -1999,
    scale: 1,
    pixels: 16_777_216,
    frames: 1,
    exact: true,
  },
  implausibleOffset: { code: 'implausibleOffset', offset: 100_000, limit: 32_768 },
  fractionalOffset: { code: 'fractionalOffset', offset: 12.75 },
  fewFloatCounts: { code: 'fewFloatCounts', meanBefore: 1.875, meanAfter: 1.38 },
  framesLost: { code: 'framesLost', end: 'saturation', frames: [3, 4] },
  mostPixelsLost: { code: 'mostPixelsLost', end: 'zero', pixels: 999, ofPixels: 1000 },
  storedMinus32768: { code: 'storedMinus32768', mode: -32_268, largestMinimum: -32_668 },
  wrappedCounts: {
    code: 'wrappedCounts',
    below: -2000,
    beside: 16_000,
    becomeZero: true,
    pixels: 21,
    frames: 3,
    exact: true,
  },
  truncatedAt0: { code: 'truncatedAt0', pixels: 1234, frames: 2, exact: true },
  truncatedAt65535: { code: 'truncatedAt65535', pixels: 1, frames: 1, exact: false },
  fractionCut: { code: 'fractionCut', rounding: 'nearest', scale: 10, pixels: 12, frames: 3, exact: true },
  float32Inexact: { code: 'float32Inexact', pixels: 1, frames: 1, exact: true },
  surplusBytes: { code: 'surplusBytes', files: 1 },
  unusualAxisOrder: { code: 'unusualAxisOrder', files: 2 },
  fewerSections: { code: 'fewerSections', files: 1, announced: 12_000, whole: 11_999 },
  notDiffraction: { code: 'notDiffraction', files: 2 },
  moreSections: { code: 'moreSections', files: 2, announced: 2, whole: 20, onlyAnnounced: false },
  headerLengthOff: { code: 'headerLengthOff', files: 1 },
  noMapMark: { code: 'noMapMark', files: 1 },
  byteOrderByLength: { code: 'byteOrderByLength', files: 3 },
  unsignedBytes: { code: 'unsignedBytes', files: 1 },
  rowsUpsideDown: { code: 'rowsUpsideDown', files: 1 },
  volume: { code: 'volume', files: 1 },
  numberedByOrder: { code: 'numberedByOrder', reason: 'manyMissing', frames: 1200, step: 10 },
  numberedByTilt: { code: 'numberedByTilt', firstDeg: -10.5, stepDeg: 0.25 },
  numberSteps: { code: 'numberSteps', step: 2 },
  copies: { code: 'copies', files: 2, example: 'a_001 (1).bin' },
  sideFileDiffers: {
    code: 'sideFileDiffers',
    file: 'x.mrc.mdoc',
    differences: [
      { key: 'frames', beside: 60, inFrames: 58 },
      { key: 'highTensionKv', beside: 300, inFrames: 200 },
    ],
  },
  standingStage: { code: 'standingStage', frames: [1, 2, 60] },
  unevenTilts: { code: 'unevenTilts', scatter: 0.0731 },
  statedStepDiffers: { code: 'statedStepDiffers', statedDeg: 1, fittedDeg: -0.4 },
  axisOfMirroredRows: { code: 'axisOfMirroredRows', axisDeg: 34, mirroredDeg: 146, rows: 'bottomUp' },
  tiltsMaybeRadians: { code: 'tiltsMaybeRadians', stepDeg: 0.01 },
  placeholders: {
    code: 'placeholders',
    keys: ['detectorDistanceMm', 'beamCentreFastPx'],
    omitted: ['binning'],
  },
  leginonHeaders: { code: 'leginonHeaders' },
  noRotation: { code: 'noRotation' },
  binningUnknownToPlugin: { code: 'binningUnknownToPlugin', binning: 4 },
  beamCentreOutside: { code: 'beamCentreOutside' },
  wavelengthMismatch: {
    code: 'wavelengthMismatch',
    wavelengthAngstrom: 0.02501404,
    highTensionKv: 200,
    expectedAngstrom: 0.02507934,
  },
  binningMismatch: { code: 'binningMismatch', binning: 1, suggested: 2, size: 2048 },
  pixelSizeMismatch: { code: 'pixelSizeMismatch', pixelSizeMm: 0.014, binning: 2, expectedMm: 0.028 },
  implausible: { code: 'implausible', key: 'detectorDistanceMm', value: 1.2, range: [100, 20_000] },
  resolutionImplausible: { code: 'resolutionImplausible', edgeAngstrom: 84.1234 },
  largeRotation: { code: 'largeRotation', oscillationPerFrameDeg: -60 },
};
const BLOCKERS: { readonly [C in ExportBlocker['code']]: Extract<ExportBlocker, { code: C }> } = {
  arriving: { code: 'arriving', quietSec: 60 },
  noFrames: { code: 'noFrames' },
  badFrames: { code: 'badFrames', count: 2 },
  notScanned: { code: 'notScanned', count: 1 },
  noFormat: { code: 'noFormat' },
  invalidFields: { code: 'invalidFields', labels: ['Exposure (s)', 'Gain'] },
  missingGeometry: { code: 'missingGeometry', keys: ['exposureSec', 'binning'] },
  mostPixelsLost: { code: 'mostPixelsLost', end: 'saturation', pixels: 12, ofPixels: 16 },
};

/** The sentence is whole and has its facts as they are shown. */
function expectFacts(sentence: string, facts: readonly string[]): void {
  expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
  expect(sentence).not.toMatch(/undefined|NaN|\[object/);
  for (const fact of facts) expect(sentence).toContain(fact);
}

/** Numbers and names by code: a new code does not compile until it has its own. */
const WARNING_FACTS: { readonly [C in SeriesWarning['code']]: readonly string[] } = {
  gaps: ['3, 5\u20139'],
  positiveMinimum: ['100', '\u2212100', '\u2212250 counts (\u22129.4 e\u207b)'],
  everyFrameTruncated: ['\u22122000', 'a pedestal of 0'],
  pedestalAboveOffset: ['32\u202f844', '77', '\u221232\u202f767 counts', 'Frame 5'],
  pedestalByFewFrames: ['1, 19\u201320', '150', '12', '138 counts (5.2 e\u207b)'],
  falseBackground: ['pedestal 0', 'offset 2000', '2000 counts (75.5 e\u207b)'],
  littleSaturationLeft: ['9999', '8000', '16\u202f777\u202f216 pixels in 1 frame'],
  implausibleOffset: ['100\u202f000', '32\u202f768'],
  fractionalOffset: ['12.75'],
  fewFloatCounts: ['from 1.875 to 1.38 counts', 'by 0.495', 'GAIN'],
  framesLost: ['frames 3\u20134', 'saturated'],
  mostPixelsLost: ['99 %', '999 of 1000', 'at 0'],
  storedMinus32768: ['\u221232\u202f268', '\u221232\u202f668', 'SerialEM', '32\u202f768'],
  wrappedCounts: ['21 pixels in 3 frames', '\u22122000', '16\u202f000', 'become 0'],
  truncatedAt0: ['at 0', '1234 pixels in 2 frames'],
  truncatedAt65535: ['at 65535', 'up to 1 pixel in 1 frame'],
  fractionCut: ['rounded to nearest', 'by 10', 'up to 12 pixels in 3 frames'],
  float32Inexact: ['1 pixel in 1 frame'],
  surplusBytes: ['1 file '],
  unusualAxisOrder: ['2 MRC files '],
  fewerSections: ['1 file ', '11\u202f999 of 12\u202f000'],
  notDiffraction: ['2 files '],
  moreSections: ['2 files ', '20 instead of 2'],
  headerLengthOff: ['1 MRC file '],
  noMapMark: ['1 MRC file ', 'MAP'],
  byteOrderByLength: ['3 MRC files '],
  unsignedBytes: ['1 MRC file ', '255'],
  rowsUpsideDown: ['1 MRC file ', '\u22122'],
  volume: ['1 MRC file ', 'volume'],
  numberedByOrder: ['1200 frames', '10'],
  numberedByTilt: ['\u221210.5\u00b0', '0.25\u00b0'],
  numberSteps: ['2'],
  copies: ['2 files', 'a_001 (1).bin'],
  sideFileDiffers: ['frames 60 instead of 58', 'High tension (kV) 300 instead of 200'],
  standingStage: ['frames 1\u20132, 60'],
  unevenTilts: ['7.31 %'],
  statedStepDiffers: ['1\u00b0', '\u22120.4\u00b0'],
  axisOfMirroredRows: ['34\u00b0', '146\u00b0', 'these are from the bottom up'],
  tiltsMaybeRadians: ['1.6', '0.573\u00b0'],
  placeholders: ['Detector distance (mm), Beam centre fast (px)', 'Binning'],
  leginonHeaders: ['0.02501404'],
  noRotation: ['0'],
  binningUnknownToPlugin: ['4x4', '8000'],
  beamCentreOutside: [],
  wavelengthMismatch: ['0.02501404', '200 kV', '0.025079'],
  binningMismatch: ['1x1', '2x2', '2048'],
  pixelSizeMismatch: ['0.014', '2x2', '0.028'],
  implausible: ['Detector distance (mm)', '1.2', '100 to 20\u202f000'],
  resolutionImplausible: ['84.1'],
  largeRotation: ['\u221260'],
};
const BLOCKER_FACTS: { readonly [C in ExportBlocker['code']]: readonly string[] } = {
  arriving: ['60 s'],
  noFrames: [],
  badFrames: ['2 frames'],
  notScanned: ['1 frame '],
  noFormat: ['SMV', 'MRC'],
  invalidFields: ['Exposure (s), Gain'],
  missingGeometry: ['Exposure (s), Binning'],
  mostPixelsLost: ['75 %', '12 of 16', 'saturated'],
};

describe('the sentence of each warning', () => {
  it.each(Object.values(WARNINGS))('$code has all the facts', (warning) => {
    expectFacts(explainWarning(warning), WARNING_FACTS[warning.code]);
  });
});

describe('the sentence of each blocker', () => {
  it.each(Object.values(BLOCKERS))('$code has all the facts', (blocker) => {
    expectFacts(explainBlocker(blocker), BLOCKER_FACTS[blocker.code]);
  });
});

describe('the reasons', () => {
  const AFFECTED = { pixels: 0, frames: 0, exact: true };
  const OFFSET: OffsetReason = {
    code: 'withinCap',
    offset: 145,
    cap: 2000,
    scale: 1,
    minimum: -145,
    minimumFrame: 2,
    ...AFFECTED,
  };
  const OFFSETS: { readonly [C in OffsetReason['code']]: OffsetReason } = {
    withinCap: OFFSET,
    beyondCap: { ...OFFSET, code: 'beyondCap', offset: 2000, minimum: -10_000, pixels: 2, frames: 1 },
    negativeOffset: { ...OFFSET, code: 'negativeOffset', offset: -100, minimum: 100 },
    typedOffset: { ...OFFSET, code: 'typedOffset', offset: 100, pixels: 1, frames: 1, exact: false },
  };
  const PEDESTAL: PedestalReason = {
    code: 'largestMinimum',
    pedestal: 1855,
    truncatedBelow: -2000,
    median: -200,
    maximum: -145,
    maximumFrame: 2,
  };
  const PEDESTALS: { readonly [C in PedestalReason['code']]: PedestalReason } = {
    largestMinimum: PEDESTAL,
    everyMinimumBelow: { ...PEDESTAL, code: 'everyMinimumBelow', pedestal: 0, maximum: -2500 },
    medianMinimum: { ...PEDESTAL, code: 'medianMinimum', pedestal: 1800 },
    medianBelow: { ...PEDESTAL, code: 'medianBelow', pedestal: 0, median: -2600 },
    rawZero: { ...PEDESTAL, code: 'rawZero', pedestal: 2000 },
    typedPedestal: { ...PEDESTAL, code: 'typedPedestal', pedestal: 7 },
  };

  const OFFSET_FACTS: { readonly [C in OffsetReason['code']]: readonly string[] } = {
    withinCap: ['\u2212145 in frame 2', '2000', 'offset 145', 'no pixel'],
    beyondCap: ['\u221210\u202f000 in frame 2', '2000', 'offset 2000', '2 pixels in 1 frame'],
    negativeOffset: ['100 in frame 2', '\u2212100', 'no pixel'],
    typedOffset: ['offset 100', '\u2212145 in frame 2', 'up to 1 pixel in 1 frame'],
  };
  const PEDESTAL_FACTS: { readonly [C in PedestalReason['code']]: readonly string[] } = {
    largestMinimum: ['\u2212145 in frame 2', 'pedestal 1855'],
    everyMinimumBelow: ['\u22122000', 'pedestal 0'],
    medianMinimum: ['\u2212200', 'pedestal 1800'],
    medianBelow: ['\u22122600', '\u22122000', 'pedestal 0'],
    rawZero: ['raw 0'],
    typedPedestal: ['pedestal 7'],
  };

  it.each(Object.values(OFFSETS))('for the offset name what decides and what it costs: $code', (reason) => {
    expectFacts(explainOffset(reason), OFFSET_FACTS[reason.code]);
  });

  it.each(Object.values(PEDESTALS))('for the pedestal name what decides: $code', (reason) => {
    expectFacts(explainPedestal(reason), PEDESTAL_FACTS[reason.code]);
  });
});
