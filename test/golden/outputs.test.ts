import { describe, expect, it } from 'vitest';
import { PLAIN_STORING } from '../../src/domain/conversion';
import { frameRecipeOf } from '../../src/domain/recipe';
import { OUTPUTS } from '../../src/outputs/outputs';
import { convertFrame } from '../../src/pipeline/convertFrame';
import { at, fileOf, recipeOf, unwrap, viewFiles } from '../unit/fixtures';
import { goldenBytes, goldenFilesIn } from './golden';

/**
 * What every output must do, on the golden frames of `tia-raw/` and the pixels that numpy finds for them in
 * `outputs/<id>/`. A new output needs pixels there, no new test.
 */

/** A header may be this much longer or shorter than predicted, bytes. */
const HEADER_SLACK_BYTES = 1024;

/** Nothing lost, whatever is asked. */
const NONE = { pixels: 0, frames: 0, exact: true };

describe.each(OUTPUTS.map((output) => [output.label, output] as const))('%s as an output', (_, output) => {
  const fixtures = goldenFilesIn(`outputs/${output.id}`).map((file) => {
    const name = file.slice(file.lastIndexOf('/') + 1).replace('.pixels', '');
    return [name, file] as const;
  });
  const choice = { outputs: [output.id], leginonHeaders: false };

  /** One golden frame written as this output. @param fill what the memory holds beforehand */
  async function write(name: string, fill: number) {
    const source = fileOf(goldenBytes(`tia-raw/${name}.bin`), `${name}_001.bin`);
    const recipe = recipeOf(await viewFiles([source], { acceptPlaceholders: true }), choice);
    const fileMemory = { take: (bytes: number) => new Uint8Array(bytes).fill(fill).buffer };
    const options = { crc32: false, fileMemory };
    const frame = at(recipe.frames, 0);
    const { images } = unwrap(await convertFrame(source, frameRecipeOf(recipe), frame, options));
    return { recipe, frame, image: at(images, 0), count: images.length };
  }

  it('has golden pixels', () => {
    expect(fixtures.length).toBeGreaterThan(0);
  });

  it.each(fixtures)('holds the pixels of %s behind its header, byte for byte', async (name, file) => {
    const { image, count } = await write(name, 0);
    const expected = goldenBytes(file);
    expect(count).toBe(1);
    expect(image.output).toBe(output.id);
    expect(image.content.subarray(-expected.length)).toEqual(expected);
  });

  it.each(fixtures)('writes %s the same into used memory', async (name) => {
    const [fresh, used] = [await write(name, 0), await write(name, 0xa5)];
    expect(used.image.content).toEqual(fresh.image.content);
  });

  it.each(fixtures)('is about as large as predicted for %s', async (name) => {
    const { recipe, image } = await write(name, 0);
    const difference = image.content.length - output.imageBytes(recipe.shape);
    expect(Math.abs(difference)).toBeLessThanOrEqual(HEADER_SLACK_BYTES);
  });

  it.each(fixtures)('shows the header of %s as it is written, where it shows one', async (name) => {
    if (output.preview === undefined) return;
    const { recipe, frame, image } = await write(name, 0);
    const shown = output.preview(frameRecipeOf(recipe), frame);
    expect(new TextDecoder('ascii').decode(image.content.subarray(0, shown.length))).toBe(shown);
  });

  it('warns of nothing where nothing is lost', () => {
    const losses = { low: NONE, high: NONE, fractional: NONE, storing: PLAIN_STORING, inexact: NONE };
    expect(output.losses(losses, choice)).toEqual([]);
  });
});

describe('ids and folders of outputs', () => {
  it('are one each, and fit every file system', () => {
    const ids = OUTPUTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, extension } of OUTPUTS) expect(`${id}.${extension}`).toMatch(/^[a-z0-9]+\.[a-z0-9]+$/);
  });
});
