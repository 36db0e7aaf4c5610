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
    pixels: 16_777_216,
    frames: 1,
    exact: true,
  },
  implausibleOffset: { code: 'implausibleOffset', offset: 100_000, limit: 32_768 },
  fractionalOffset: { code: 'fractionalOffset', offset: 12.75 },
  framesLost: { code: 'framesLost', end: 'saturation', frames: [3, 4] },
  mostPixelsLost: { code: 'mostPixelsLost', end: 'zero', pixels: 999, ofPixels: 1000 },
  truncatedAt0: { code: 'truncatedAt0', pixels: 1234, frames: 2, exact: true },
  truncatedAt65535: { code: 'truncatedAt65535', pixels: 1, frames: 1, exact: false },
  fractionCut: { code: 'fractionCut', pixels: 12, frames: 3, exact: true },
  float32Inexact: { code: 'float32Inexact', pixels: 1, frames: 1, exact: true },
  surplusBytes: { code: 'surplusBytes', files: 1 },
  unusualAxisOrder: { code: 'unusualAxisOrder', files: 2 },
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

function expectSentence(text: string): void {
  expect(text).toMatch(/^[A-Z0-9].*\.$/);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
}

describe('the sentence of each warning', () => {
  it('has all the facts', () => {
    const sentences = Object.values(WARNINGS).map((warning) => [warning.code, explainWarning(warning)]);
    for (const [, sentence] of sentences) expectSentence(sentence ?? '');
    expect(Object.fromEntries(sentences)).toMatchInlineSnapshot(`
      {
        "beamCentreOutside": "The beam centre lies outside the frame.",
        "binningMismatch": "A Ceta frame of 2048 pixels is 2x2, not 1x1: DIALS would take the wrong pixels for saturated.",
        "binningUnknownToPlugin": "The Ceta-D format class of DIALS knows binning 1x1 and 2x2 only; it treats 4x4 as 1x1 and takes pixels above 8000 for saturated.",
        "everyFrameTruncated": "The minimum of every frame lies below −2000, so each frame has pixels that become 0. The rule then gives a pedestal of 0.",
        "falseBackground": "The pedestal 0 lies far below the offset 2000: raw 0 becomes 2000 counts (75.5 e⁻) in DIALS, and the background rises with it.",
        "float32Inexact": "Values changed by the 32-bit floats of MRC: 1 pixel in 1 frame.",
        "fractionCut": "Fractions are cut off in SMV: 12 pixels in 3 frames.",
        "fractionalOffset": "The offset 12.75 is not whole, and the pixels are: what is stored minus the offset is no longer the raw value.",
        "framesLost": "More than half of the pixels of frames 3–4 count as saturated.",
        "gaps": "Frame numbers 3, 5–9 are missing. Angles follow the numbers; nothing is closed up.",
        "implausible": "Detector distance (mm) is 1.2: outside 100 to 20 000, perhaps in another unit.",
        "implausibleOffset": "An offset of 100 000 is hardly meant: no camera needs one beyond 32 768.",
        "largeRotation": "The oscillation of −60° is much for one frame: give the rotation of a frame, not of the series.",
        "leginonHeaders": "Leginon’s SMV headers are for comparing with its series, not for processing: WAVELENGTH is always 0.02501404 Å, and DIALS takes each frame of a falling angle for a sweep of its own.",
        "littleSaturationLeft": "Offset 9999: it lies at or above the saturation at 8000 stored counts; 16 777 216 pixels in 1 frame count as saturated in DIALS and XDS.",
        "mostPixelsLost": "As you chose, SMV is written although it loses 99 % of the pixels (999 of 1000): they become 0.",
        "noRotation": "The oscillation per frame is 0: DIALS takes the frames for stills.",
        "pedestalAboveOffset": "The pedestal 32 844 lies above the offset 77: raw 0 becomes −32 767 counts in DIALS. Frame 5 has no pixel at or below 0.",
        "pedestalByFewFrames": "Frames 1, 19–20 alone set the pedestal, 150; otherwise it would be 12. All frames are lowered by 138 counts (5.2 e⁻) in DIALS.",
        "pixelSizeMismatch": "The pixel size 0.014 mm does not fit a Ceta at 2x2, which has 0.028 mm after binning.",
        "placeholders": "Placeholders, not measurements, are written for: Detector distance (mm), Beam centre fast (px). Left out of the SMV header: Binning.",
        "positiveMinimum": "Every pixel lies above 0 (smallest 100), so the rule gives a negative offset, −100, and lowers all values: raw 0 becomes −250 counts (−9.4 e⁻) in DIALS.",
        "resolutionImplausible": "The edge of the frame would be at 84.1 Å: check distance, pixel size and wavelength.",
        "surplusBytes": "1 file longer than the header says; the surplus is ignored.",
        "truncatedAt0": "Truncated at 0 in SMV: 1234 pixels in 2 frames.",
        "truncatedAt65535": "Truncated at 65535, the end of the 16-bit range, in SMV: up to 1 pixel in 1 frame.",
        "unusualAxisOrder": "2 MRC files with permuted axes; pixels are taken in the order they are stored.",
        "wavelengthMismatch": "The wavelength 0.02501404 Å does not belong to 200 kV, which gives 0.025079 Å: clear the field to use that.",
      }
    `);
  });
});

describe('the sentence of each blocker', () => {
  it('says what to do', () => {
    const sentences = Object.values(BLOCKERS).map((blocker) => [blocker.code, explainBlocker(blocker)]);
    for (const [, sentence] of sentences) expectSentence(sentence ?? '');
    expect(Object.fromEntries(sentences)).toMatchInlineSnapshot(`
      {
        "arriving": "Still arriving: wait until no frame has come or changed for 60 s, or stop watching.",
        "badFrames": "2 frames cannot be converted: exclude or remove them.",
        "invalidFields": "Correct Exposure (s), Gain.",
        "missingGeometry": "Fill in Exposure (s), Binning.",
        "mostPixelsLost": "SMV would lose 75 % of the pixels (12 of 16): they count as saturated. Choose another offset, or MRC alone.",
        "noFormat": "Choose SMV, MRC or both.",
        "noFrames": "No frame is included.",
        "notScanned": "1 frame not scanned yet: finish the scan or exclude it.",
      }
    `);
  });
});

describe('the reasons', () => {
  const AFFECTED = { pixels: 0, frames: 0, exact: true };
  const OFFSET: OffsetReason = {
    code: 'withinCap',
    offset: 145,
    cap: 2000,
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
    offset: 2000,
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

  it('for the offset name what decides and what it costs', () => {
    const sentences = Object.values(OFFSETS).map((reason) => [reason.code, explainOffset(reason)]);
    for (const [, sentence] of sentences) expectSentence(sentence ?? '');
    expect(Object.fromEntries(sentences)).toMatchInlineSnapshot(`
      {
        "beyondCap": "The smallest minimum −10 000 in frame 2 lies beyond the cap of 2000: offset 2000, 2 pixels in 1 frame become 0.",
        "negativeOffset": "All pixels lie above 0: the smallest minimum 100 in frame 2 gives a negative offset −100, no pixel is truncated at 0.",
        "typedOffset": "Typed offset 100; smallest minimum −145 in frame 2: up to 1 pixel in 1 frame becomes 0.",
        "withinCap": "The smallest minimum −145 in frame 2 lies within the cap of 2000: offset 145, no pixel is truncated at 0.",
      }
    `);
  });

  it('for the pedestal name what decides', () => {
    const sentences = Object.values(PEDESTALS).map((reason) => [reason.code, explainPedestal(reason)]);
    for (const [, sentence] of sentences) expectSentence(sentence ?? '');
    expect(Object.fromEntries(sentences)).toMatchInlineSnapshot(`
      {
        "everyMinimumBelow": "Every minimum lies below −2000: pedestal 0.",
        "largestMinimum": "The largest minimum −145 in frame 2 gives pedestal 1855.",
        "medianBelow": "The median of the minima, −2600, lies below −2000: pedestal 0.",
        "medianMinimum": "The median of the minima, −200, gives pedestal 1800.",
        "rawZero": "The pedestal is the offset, so that raw 0 is 0 in DIALS.",
        "typedPedestal": "Typed pedestal 7.",
      }
    `);
  });
});
