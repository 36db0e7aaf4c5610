import { isPlainStoring } from '../domain/conversion';
import { PLACEHOLDER_KEYS } from '../domain/geometry';
import { BYTES_PER_PIXEL } from '../domain/pixelType';
import type { SeriesWarning } from '../domain/warning';
import { littleEndianBytes } from '../formats/pixelCodec';
import { toScaledSmvPixels } from '../maths/convertPixels';
import { type OutputFormat, withHeader } from './outputFormat';
import { asciiBytes, smvHeaderInput, smvHeaderText, USUAL_HEADER_BYTES, writeSmvHeader } from './smvHeader';
import { leginonHeaderText } from './smvLeginonHeader';

/**
 * SMV as an output: unsigned 16-bit pixels behind an ASCII header, as `FormatSMVADSC` and the Ceta-D format class of
 * DIALS read it.
 */
export const smvImage: OutputFormat = {
  id: 'smv',
  label: 'SMV',
  hint: 'Unsigned 16-bit, with the offset added',
  extension: 'img',
  chosenAtFirst: true,
  usesOffset: true,
  needs: PLACEHOLDER_KEYS,
  losses({ low, high, fractional, storing }, { leginonHeaders }) {
    const warnings: SeriesWarning[] = [];
    if (low.pixels > 0) warnings.push({ code: 'truncatedAt0', ...low });
    if (high.pixels > 0) warnings.push({ code: 'truncatedAt65535', ...high });
    if (fractional.pixels > 0) warnings.push({ code: 'fractionCut', ...storing, ...fractional });
    if (leginonHeaders) warnings.push({ code: 'leginonHeaders' });
    return warnings;
  },
  imageBytes: ({ fastSize, slowSize }) => USUAL_HEADER_BYTES + BYTES_PER_PIXEL.uint16 * fastSize * slowSize,
  encode(recipe, frame, pixels, { memory, toSmvPixels }) {
    const input = smvHeaderInput(recipe, frame);
    const header = recipe.leginonHeaders ? asciiBytes(leginonHeaderText(input)) : writeSmvHeader(input);
    const bytes = withHeader(header, BYTES_PER_PIXEL.uint16 * pixels.length, memory);
    const target = new Uint16Array(bytes.buffer, header.length, pixels.length);
    const { truncatedLow, truncatedHigh } = isPlainStoring(recipe)
      ? toSmvPixels(pixels, recipe.offset, target)
      : toScaledSmvPixels(pixels, recipe.offset, recipe, target);
    littleEndianBytes(target);
    return { bytes, cut: { truncatedLow, truncatedHigh } };
  },
  preview(recipe, frame) {
    const input = smvHeaderInput(recipe, frame);
    return recipe.leginonHeaders ? `${leginonHeaderText(input).trimEnd()}\n` : smvHeaderText(input);
  },
};
