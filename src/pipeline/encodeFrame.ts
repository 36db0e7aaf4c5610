import { BYTES_PER_PIXEL, type PixelArray } from '../domain/pixelType';
import type { FrameRecipe, RecipeFrame, WrittenFrame } from '../domain/recipe';
import { mrcModeFor, writeMrcHeader } from '../formats/mrcHeader';
import { littleEndianBytes } from '../formats/pixelCodec';
import { toSmvPixels } from '../kernels/pixelKernels';
import { mrcArray, toMrcPixels } from '../maths/convertPixels';
import { smvHeaderInput, writeSmvHeader } from '../outputs/smvHeader';
import { leginonHeaderText } from '../outputs/smvLeginonHeader';
import type { BufferAllocator } from './bufferPool';

/** An angstrom in millimetres. */
const ANGSTROM_PER_MM = 1e7;

/** Memory for a header and pixels behind it, the header in place. */
function fileMemory(
  header: Uint8Array<ArrayBuffer>,
  pixelBytes: number,
  memory: BufferAllocator,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(memory.take(header.length + pixelBytes));
  bytes.set(header);
  return bytes;
}

/**
 * The SMV file of one frame, with what the uint16 range cut.
 * @param memory where the file's memory comes from
 */
export function encodeSmv(
  recipe: FrameRecipe,
  frame: RecipeFrame,
  pixels: PixelArray,
  memory: BufferAllocator,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly written: WrittenFrame } {
  const input = smvHeaderInput(recipe, frame);
  const header = recipe.formats.leginonHeaders
    ? new TextEncoder().encode(leginonHeaderText(input))
    : writeSmvHeader(input);
  const bytes = fileMemory(header, BYTES_PER_PIXEL.uint16 * pixels.length, memory);
  const target = new Uint16Array(bytes.buffer, header.length, pixels.length);
  const smv = toSmvPixels(pixels, recipe.offset, target);
  littleEndianBytes(smv.pixels);
  return {
    bytes,
    written: {
      number: frame.number,
      truncatedLow: smv.truncatedLow,
      truncatedHigh: smv.truncatedHigh,
    },
  };
}

/**
 * The MRC file of one frame; raw values, unshifted.
 * @param memory where the file's memory comes from
 */
export function encodeMrc(
  recipe: FrameRecipe,
  frame: RecipeFrame,
  pixels: PixelArray,
  memory: BufferAllocator,
): { readonly bytes: Uint8Array<ArrayBuffer> } {
  const { pixelType, fastSize, slowSize } = frame.place;
  const pixelMm = recipe.placeholders.includes('pixelSizeMm') ? undefined : recipe.headerGeometry.pixelSizeMm;
  const header = writeMrcHeader({
    fastSize,
    slowSize,
    pixelType,
    pixelAngstrom: pixelMm === undefined ? undefined : pixelMm * ANGSTROM_PER_MM,
    ...frame.statistics,
    labels: [
      `${recipe.program} ${recipe.version}: raw values, unshifted`,
      `source: ${frame.source.split('/').at(-1)}`,
    ],
  });
  const { stored } = mrcModeFor(pixelType);
  const bytes = fileMemory(header, BYTES_PER_PIXEL[stored] * pixels.length, memory);
  const target = mrcArray(stored, bytes.buffer, header.length, pixels.length);
  littleEndianBytes(toMrcPixels(pixels, target));
  return { bytes };
}
