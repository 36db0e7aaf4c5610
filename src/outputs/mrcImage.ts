import { BYTES_PER_PIXEL } from '../domain/pixelType';
import { MRC_HEADER_BYTES, mrcModeFor, writeMrcHeader } from '../formats/mrcHeader';
import { littleEndianBytes } from '../formats/pixelCodec';
import { mrcArray, toMrcPixels } from '../maths/convertPixels';
import { type OutputFormat, withHeader } from './outputFormat';

/** An angstrom in millimetres. */
const ANGSTROM_PER_MM = 1e7;

/** MRC2014 as an output: one image a file, raw values, unshifted (Cheng et al. 2015, J. Struct. Biol. 192, 146). */
export const mrcImage: OutputFormat = {
  id: 'mrc',
  label: 'MRC',
  hint: 'Raw values, without the offset',
  extension: 'mrc',
  chosenAtFirst: true,
  usesOffset: false,
  // It holds only the pixel size, and omits that if unknown.
  needs: [],
  losses: ({ inexact }) => (inexact.pixels > 0 ? [{ code: 'float32Inexact', ...inexact }] : []),
  imageBytes({ fastSize, slowSize, pixelType }) {
    return MRC_HEADER_BYTES + BYTES_PER_PIXEL[mrcModeFor(pixelType).stored] * fastSize * slowSize;
  },
  encode(recipe, frame, pixels, { memory }) {
    const { pixelType, fastSize, slowSize } = frame.place;
    const isKnown = !recipe.placeholders.includes('pixelSizeMm');
    const pixelMm = isKnown ? recipe.headerGeometry.pixelSizeMm : undefined;
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
    const bytes = withHeader(header, BYTES_PER_PIXEL[stored] * pixels.length, memory);
    littleEndianBytes(toMrcPixels(pixels, mrcArray(stored, bytes.buffer, header.length, pixels.length)));
    return { bytes };
  },
};
