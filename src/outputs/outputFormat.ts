import type { Storing } from '../domain/conversion';
import type { PlaceholderKey } from '../domain/geometry';
import type { PixelArray } from '../domain/pixelType';
import type { FrameShape } from '../domain/problem';
import type { CutPixels, FrameRecipe, OutputChoice, OutputId, RecipeFrame } from '../domain/recipe';
import type { Affected, SeriesWarning } from '../domain/warning';
import type { SmvPixels } from '../maths/convertPixels';

/** A source of memory; the caller owns what it takes. */
export interface BufferAllocator {
  /** A buffer of exactly so many bytes; its content is undefined. */
  take(bytes: number): ArrayBuffer;
}

/** Pixels of the included frames that some format cannot hold unchanged. */
export interface PixelLosses {
  /** Below 0 after the series' offset. */
  readonly low: Affected;
  /** Above 65535 after the series' offset. */
  readonly high: Affected;
  /** With a fraction. */
  readonly fractional: Affected;
  /** What becomes of the fractions. */
  readonly storing: Storing;
  /** Not exact as a 32-bit float. */
  readonly inexact: Affected;
}

/** What encoding needs from outside. */
export interface EncodeTools {
  readonly memory: BufferAllocator;
  /** Adds the offset and cuts to 16 bits: the kernel, or its definition in `maths/convertPixels`. */
  toSmvPixels(source: PixelArray, offset: number, target: Uint16Array<ArrayBuffer>): SmvPixels;
}

/** One frame as a file. */
export interface EncodedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Truncated pixels; absent if the format truncates nothing. */
  readonly cut?: CutPixels;
}

/** An output format: one image per frame. To add one, write one file and a row in `OUTPUTS`. */
export interface OutputFormat {
  /** Its key in settings and reports, and the name of its folder. */
  readonly id: OutputId;
  readonly label: string;
  /** Short description. */
  readonly hint: string;
  /** Of the image files, without the dot. */
  readonly extension: string;
  /** Chosen on a first visit. */
  readonly chosenAtFirst: boolean;
  /** Written as raw + offset, truncated to 0..65535; warnings about the offset concern it. */
  readonly usesOffset: boolean;
  /** Geometry it requires, unless the user accepts placeholders. */
  readonly needs: readonly PlaceholderKey[];
  /** Warnings about what this format loses; empty if it loses nothing. */
  losses(pixels: PixelLosses, choice: OutputChoice): readonly SeriesWarning[];
  /** Size of one image, bytes; headers at their usual size. */
  imageBytes(shape: FrameShape): number;
  /** One frame's file. */
  encode(recipe: FrameRecipe, frame: RecipeFrame, pixels: PixelArray, tools: EncodeTools): EncodedImage;
  /** The header of one image as text, if it is text. */
  preview?(recipe: FrameRecipe, frame: RecipeFrame): string;
}

/** Memory for a header and the pixels behind it, the header in place. */
export function withHeader(
  header: Uint8Array<ArrayBuffer>,
  pixelBytes: number,
  memory: BufferAllocator,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(memory.take(header.length + pixelBytes));
  bytes.set(header);
  return bytes;
}
