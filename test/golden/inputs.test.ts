import { describe, expect, it } from 'vitest';
import { framePlace } from '../../src/domain/frame';
import { HEAD_BYTES, INPUTS, inputFormatOf } from '../../src/inputs/inputs';
import { inspectFile } from '../../src/pipeline/readFrame';
import { fileOf } from '../unit/fixtures';
import { goldenBytes, goldenFilesIn } from './golden';

/**
 * What every input format must do, on the golden files of its folder, `<id>/`. A new format needs files, no new test.
 */

function opened(bytes: Uint8Array<ArrayBuffer>, name: string) {
  return { source: fileOf(bytes, name), head: bytes.slice(0, HEAD_BYTES) };
}

describe.each(INPUTS.map((input) => [input.label, input] as const))('%s as an input', (_, input) => {
  const fixtures = goldenFilesIn(input.id);

  it('has golden files', () => {
    expect(fixtures.length).toBeGreaterThan(0);
  });

  it.each(fixtures)(
    'takes %s for its own by content alone, and no other format is sure of it',
    async (path) => {
      const bytes = new Uint8Array(goldenBytes(path));
      // A name that says nothing.
      const file = opened(bytes, 'frame');
      expect(inputFormatOf(file)?.id).toBe(input.id);
      const others = INPUTS.filter(({ id }) => id !== input.id);
      expect(others.map(({ sniff }) => sniff(file.head, bytes.length))).not.toContain('sure');
      const layout = await input.open(file);
      if (!layout.ok) throw new Error(layout.problem.code);
      expect(layout.value.format).toBe(input.id);
      const last = framePlace(layout.value, layout.value.frameCount - 1);
      expect(last.offsetBytes + last.frameBytes).toBeLessThanOrEqual(bytes.length);
    },
  );

  it.each(fixtures)('says what is wrong with %s cut at any byte', async (path) => {
    const bytes = new Uint8Array(goldenBytes(path));
    const name = `frame.${input.extensions[0]}`;
    for (let length = 0; length < bytes.length; length++) {
      const found = await inspectFile(fileOf(bytes.slice(0, length), name));
      if (!found.ok) continue;
      for (let index = 0; index < found.value.frameCount; index++) {
        if (found.value.frameProblems?.has(index)) continue;
        const { offsetBytes, frameBytes } = framePlace(found.value, index);
        expect(offsetBytes + frameBytes).toBeLessThanOrEqual(length);
      }
    }
  });
});

describe('endings of names', () => {
  it('belong to one format each', () => {
    const all = INPUTS.flatMap(({ extensions }) => extensions);
    expect(new Set(all).size).toBe(all.length);
  });
});
