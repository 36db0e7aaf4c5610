import type { PlaceholderKey } from '../domain/geometry';
import type { PixelArray } from '../domain/pixelType';
import type { FrameShape } from '../domain/problem';
import type { CutPixels, FrameRecipe, OutputChoice, OutputId, RecipeFrame } from '../domain/recipe';
import type { Affected, SeriesWarning } from '../domain/warning';
import type { SmvPixels } from '../maths/convertPixels';

/** Where the memory of a file comes from; whoever takes it owns it. */
export interface BufferAllocator {
  /** A buffer of exactly so many bytes; its content is undefined. */
  take(bytes: number): ArrayBuffer;
}

/** Pixels of the included frames that some kind of file cannot hold as they are. */
export interface PixelLosses {
  /** Below 0 after the series' offset. */
  readonly low: Affected;
  /** Above 65535 after the series' offset. */
  readonly high: Affected;
  /** With a fraction. */
  readonly fractional: Affected;
  /** That a 32-bit float does not hold exactly. */
  readonly inexact: Affected;
}

/** What encoding needs from its surroundings. */
export interface EncodeTools {
  readonly memory: BufferAllocator;
  /** Adds the offset and cuts to 16 bits: the kernel, or its definition in `maths/convertPixels`. */
  toSmvPixels(source: PixelArray, offset: number, target: Uint16Array<ArrayBuffer>): SmvPixels;
}

/** One frame as a file. */
export interface EncodedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What was cut; absent where nothing can be. */
  readonly cut?: CutPixels;
}

/** A format that a series is written in: one image a frame. Adding one is a module and a row of `OUTPUTS`. */
export interface OutputFormat {
  /** Its key in settings and reports, and the name of its folder. */
  readonly id: OutputId;
  readonly label: string;
  /** What it is, in a few words. */
  readonly hint: string;
  /** Of the image files, without the dot. */
  readonly extension: string;
  /** Chosen on a first visit. */
  readonly chosenAtFirst: boolean;
  /** Written as raw + the series' offset, cut to 0..65535: what is said of the offset is said of it. */
  readonly usesOffset: boolean;
  /** Geometry that it is not written without, unless the user accepts placeholders. */
  readonly needs: readonly PlaceholderKey[];
  /** What this format loses, or what its options make of it. Nothing of a series that it holds whole. */
  losses(pixels: PixelLosses, choice: OutputChoice): readonly SeriesWarning[];
  /** Size of one image, bytes; headers at their usual size. */
  imageBytes(shape: FrameShape): number;
  /** One frame's file. */
  encode(recipe: FrameRecipe, frame: RecipeFrame, pixels: PixelArray, tools: EncodeTools): EncodedImage;
  /** The header of one image as text, where it is one. */
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
