import { describe, expect, it } from 'vitest';
import { LEGINON_CHOICE, type PedestalChoice } from '../../src/domain/conversion';
import { readSmvFile } from '../support/outputs';
import { at, convertFiles, fileOf, outputOf, SMV, viewFiles } from '../unit/fixtures';
import { goldenBytes, goldenCase, goldenCases, type SeriesCase } from './golden';

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace('.bin', '');
}

function filesOf(golden: SeriesCase): File[] {
  return golden.frames.map(({ file }) => fileOf(goldenBytes(file), `${baseName(file)}.bin`));
}

function excludedOf(golden: SeriesCase): number[] {
  return golden.frames.filter(({ included }) => !included).map(({ number }) => number);
}

function stemOf(golden: SeriesCase): string {
  return baseName(at(golden.frames, 0).file).replace(/_\d+$/, '');
}

describe.each(goldenCases('series'))('series $name: $covers', (golden) => {
  const files = filesOf(golden);
  const excluded = excludedOf(golden);

  it('has the offset and pedestal of the specification', async () => {
    const { rule } = await viewFiles(files, { excluded });
    expect(rule?.offset).toBe(golden.offset);
    expect(rule?.pedestal).toBe(golden.pedestalRule);
    expect(rule?.pedestals).toEqual({
      leginon: golden.pedestalRule,
      median: golden.pedestalMedian,
      restoreRawZero: golden.pedestalRestoreRawZero,
    });
    expect(rule?.everyFrameTruncated).toBe(golden.everyFrameTruncated);
    expect(rule?.smallestMinimum).toBe(Math.min(...golden.minima));
  });

  it('becomes the pixels that numpy finds', async () => {
    const exported = await convertFiles(files, { excluded }, SMV);
    const included = golden.frames.filter((frame) => frame.included);
    const images = [...exported.files.keys()].filter((path) => path.endsWith('.img'));
    expect(images).toEqual(included.map(({ file }) => `${stemOf(golden)}/smv/${baseName(file)}.img`).sort());
    for (const [index, frame] of included.entries()) {
      const { header, pixels } = readSmvFile(outputOf(exported, at(images, index)));
      expect(Array.from(pixels)).toEqual(frame.smvValues);
      expect(Number(header.get('LEGINON_OFFSET'))).toBe(golden.offset);
      expect(Number(header.get('IMAGE_PEDESTAL'))).toBe(golden.pedestalRule);
      expect(header.get('SIZE1')).toBe(String(golden.fastSize));
      expect(header.get('SIZE2')).toBe(String(golden.slowSize));
    }
  });

  it('loses the pixels that numpy counts, on screen and in the file', async () => {
    const expected = golden.frames.flatMap(({ included, number, truncatedLow, truncatedHigh }) =>
      included ? [{ number, truncatedLow, truncatedHigh }] : [],
    );
    const view = await viewFiles(files, { excluded });
    const screen = view.rows.flatMap(({ included, frame, low, high }) =>
      included ? [{ number: frame.number, low, high }] : [],
    );
    for (const [index, { number, truncatedLow = 0, truncatedHigh = 0 }] of expected.entries()) {
      const shown = at(screen, index);
      expect(shown.number).toBe(number);
      expect(shown.low).toEqual({ atLeast: truncatedLow, atMost: truncatedLow });
      expect(shown.high?.atLeast).toBeLessThanOrEqual(truncatedHigh);
      expect(shown.high?.atMost).toBeGreaterThanOrEqual(truncatedHigh);
    }
    expect((await convertFiles(files, { excluded }, SMV)).written).toEqual(expected);
  });

  it.each([
    ['median', golden.pedestalMedian],
    ['restoreRawZero', golden.pedestalRestoreRawZero],
  ] as const)('keeps its pixels with the pedestal %s', async (kind, value) => {
    const pedestal: PedestalChoice = { kind };
    const choice = { ...LEGINON_CHOICE, pedestal };
    const exported = await convertFiles(files, { excluded, choice }, SMV);
    const frame = at(
      golden.frames.filter(({ included }) => included),
      0,
    );
    const smv = readSmvFile(outputOf(exported, `${stemOf(golden)}/smv/${baseName(frame.file)}.img`));
    expect(Array.from(smv.pixels)).toEqual(frame.smvValues);
    expect(Number(smv.header.get('IMAGE_PEDESTAL'))).toBe(value);
  });
});

describe('the worked example, from bytes to bytes', () => {
  const golden = goldenCase('series', 'worked-example');

  it('has offset 2000 and pedestal 1855 in every header', async () => {
    const exported = await convertFiles(filesOf(golden));
    for (const number of ['001', '002', '003']) {
      const { header } = readSmvFile(outputOf(exported, `worked-example/smv/worked-example_${number}.img`));
      expect(header.get('IMAGE_PEDESTAL')).toBe('1855');
      expect(header.get('LEGINON_OFFSET')).toBe('2000');
    }
  });

  it('turns every pixel of the first frame below -2000 into 0 and shifts all others by 2000', async () => {
    const exported = await convertFiles(filesOf(golden));
    const { pixels } = readSmvFile(outputOf(exported, 'worked-example/smv/worked-example_001.img'));
    const raw = new DataView(goldenBytes('series/worked-example/worked-example_001.bin').buffer);
    let below = 0;
    for (const [index, pixel] of pixels.entries()) {
      const value = raw.getInt32(10 + 4 * index, true);
      if (value < -2000) below++;
      expect(pixel).toBe(value < -2000 ? 0 : value + 2000);
    }
    expect(below).toBe(2);
  });

  it('writes images in frame order, then the input files, the table and the report', async () => {
    const exported = await convertFiles(filesOf(golden));
    expect([...exported.files.keys()]).toEqual([
      'worked-example/smv/worked-example_001.img',
      'worked-example/mrc/worked-example_001.mrc',
      'worked-example/smv/worked-example_002.img',
      'worked-example/mrc/worked-example_002.mrc',
      'worked-example/smv/worked-example_003.img',
      'worked-example/mrc/worked-example_003.mrc',
      'worked-example/XDS.INP',
      'worked-example/dials_import.sh',
      'worked-example/dials_import.bat',
      'worked-example/dials_images.txt',
      'worked-example/worked-example.pts',
      'worked-example/frames.csv',
      'worked-example/conversion.json',
    ]);
  });
});
