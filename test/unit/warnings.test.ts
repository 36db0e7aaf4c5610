import { describe, expect, it } from 'vitest';
import type { ExportBlocker, SeriesWarning } from '../../src/domain/warning';
import { explainBlocker, explainOffset, explainWarning, type OffsetReason } from '../../src/wording/warnings';

/** One example of every warning and blocker: a new code does not compile until it has one. */
const WARNINGS: { readonly [C in SeriesWarning['code']]: Extract<SeriesWarning, { code: C }> } = {
  gaps: {
    code: 'gaps',
    gaps: [
      [3, 3],
      [5, 9],
    ],
  },
  positiveMinimum: { code: 'positiveMinimum', minimum: 100, offset: -100 },
  everyFrameTruncated: { code: 'everyFrameTruncated', largestMinimum: -2500, offset: 2000 },
  truncatedAt0: { code: 'truncatedAt0', pixels: 1234, frames: 2, exact: true },
  truncatedAt65535: { code: 'truncatedAt65535', pixels: 1, frames: 1, exact: false },
  fractionCut: { code: 'fractionCut', pixels: 12, frames: 3, exact: true },
  float32Inexact: { code: 'float32Inexact', pixels: 1, frames: 1, exact: true },
  surplusBytes: { code: 'surplusBytes', files: 1 },
  unusualAxisOrder: { code: 'unusualAxisOrder', files: 2 },
  placeholders: {
    code: 'placeholders',
    keys: ['detectorDistanceMm', 'beamCentreFastPx'],
    leftOut: ['binning'],
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
        "everyFrameTruncated": "Every frame's minimum lies below -2000, so pixels are truncated in each frame. Leginon’s rule then gives a pedestal of 0.",
        "float32Inexact": "Values changed by the 32-bit floats of MRC: 1 pixel in 1 frame.",
        "fractionCut": "Fractions are cut off in SMV: 12 pixels in 3 frames.",
        "gaps": "Frame numbers 3, 5–9 are missing. Angles follow the numbers; nothing is closed up.",
        "implausible": "Detector distance (mm) is 1.2: outside 100 to 20000, perhaps in another unit.",
        "largeRotation": "The oscillation of -60° is much for one frame: give the rotation of a frame, not of the series.",
        "leginonHeaders": "Leginon’s SMV headers are for comparing with its series, not for processing: WAVELENGTH is always 0.02501404 Å, and DIALS takes each frame of a falling angle for a sweep of its own.",
        "noRotation": "The oscillation per frame is 0: DIALS takes the frames for stills.",
        "pixelSizeMismatch": "The pixel size 0.014 mm does not fit a Ceta at 2x2, which has 0.028 mm after binning.",
        "placeholders": "Placeholders, not measurements, are written for: Detector distance (mm), Beam centre fast (px). Left out of the SMV header: Binning.",
        "positiveMinimum": "Every pixel is above 0 (smallest 100), so the offset -100 is negative and lowers all values.",
        "resolutionImplausible": "The edge of the frame would be at 84.1 Å: check distance, pixel size and wavelength.",
        "surplusBytes": "1 file longer than the header says; the surplus is ignored.",
        "truncatedAt0": "Truncated at 0 in SMV: 1,234 pixels in 2 frames.",
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
        "noFormat": "Choose SMV, MRC or both.",
        "noFrames": "No frame is included.",
        "notScanned": "1 frame not scanned yet: finish the scan or exclude it.",
      }
    `);
  });
});

describe('the reason for the offset', () => {
  const reason: OffsetReason = {
    offset: 145,
    typed: false,
    capped: false,
    cap: 2000,
    minimum: -145,
    minimumFrame: 2,
    low: { pixels: 0, frames: 0, exact: true },
  };
  const cases: Record<string, Partial<OffsetReason>> = {
    'within the cap': {},
    'beyond the cap': {
      offset: 2000,
      capped: true,
      minimum: -10000,
      low: { pixels: 2, frames: 1, exact: true },
    },
    'positive minimum': { offset: -100, minimum: 100 },
    typed: { offset: 100, typed: true, low: { pixels: 1, frames: 1, exact: false } },
  };

  it('names offset, minimum, frame and cost', () => {
    const sentences = Object.entries(cases).map(([name, change]) => [
      name,
      explainOffset({ ...reason, ...change }),
    ]);
    for (const [, sentence] of sentences) expectSentence(sentence ?? '');
    expect(Object.fromEntries(sentences)).toMatchInlineSnapshot(`
      {
        "beyond the cap": "Minimum -10000 in frame 2 is beyond the cap of 2,000: offset 2000, 2 pixels in 1 frame become 0.",
        "positive minimum": "All pixels are above 0: the smallest minimum 100 in frame 2 gives a negative offset -100; no pixel is truncated at 0.",
        "typed": "Typed offset 100; minimum -145 in frame 2: up to 1 pixel in 1 frame becomes 0.",
        "within the cap": "The smallest minimum -145 in frame 2 is within the cap of 2,000: offset 145, no pixel is truncated at 0.",
      }
    `);
  });
});
