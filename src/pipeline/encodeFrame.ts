import type { PixelArray } from '../domain/pixelType';
import type { ExportRecipe, RecipeFrame, WrittenFrame } from '../domain/recipe';
import { mrcModeFor, writeMrcHeader } from '../formats/mrc';
import { littleEndianBytes } from '../formats/pixelCodec';
import { smvHeaderInput, writeSmvHeader } from '../formats/smv';
import { leginonHeaderText } from '../formats/smvLeginon';
import { toSmvPixels } from '../kernels/pixelKernels';
import { toMrcPixels } from '../maths/convertPixels';

/** An angstrom in millimetres. */
const ANGSTROM_PER_MM = 1e7;

/** One encoded file as the pieces it is made of. */
export interface EncodedFile {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** The SMV file of one frame, with what the uint16 range cut. */
export function encodeSmv(
  recipe: ExportRecipe,
  frame: RecipeFrame,
  pixels: PixelArray,
): EncodedFile & { readonly written: WrittenFrame } {
  const header = smvHeaderInput(recipe, frame);
  const smv = toSmvPixels(pixels, recipe.offset, new Uint16Array(pixels.length));
  return {
    header: recipe.formats.leginonHeaders
      ? new TextEncoder().encode(leginonHeaderText(header))
      : writeSmvHeader(header),
    pixels: littleEndianBytes(smv.pixels),
    written: {
      number: frame.number,
      truncatedLow: smv.truncatedLow,
      truncatedHigh: smv.truncatedHigh,
    },
  };
}

/** The MRC file of one frame; raw values, unshifted. */
export function encodeMrc(recipe: ExportRecipe, frame: RecipeFrame, pixels: PixelArray): EncodedFile {
  const { pixelType, fastSize, slowSize } = frame.layout;
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
  return { header, pixels: littleEndianBytes(toMrcPixels(pixels, mrcModeFor(pixelType).stored)) };
}
