import type { XmlElement } from '@rgrove/parse-xml';
import type { FileMetadata } from '../../domain/frame';
import type { SideFileFormat } from './sideFormat';
import { childrenOf, definedOnly, findAll, localName, numberIn, parseDocument, textOf } from './xmlValues';

/**
 * XML that Velox and EPU-D write beside a movie: a `Fraction` element for each frame, and the camera. Namespaces and
 * the case of names vary.
 */

/** Children of the first element that has both, as whole numbers. */
function pairOf(root: XmlElement, one: string, other: string): readonly [number, number] | undefined {
  for (const parent of findAll(root, one)) {
    const siblings = childrenOf(parent.parent as XmlElement);
    const partner = siblings.find((element) => localName(element) === other);
    const values = [numberIn(parent.text, 1, 65_535), numberIn(partner?.text, 1, 65_535)] as const;
    const [first, second] = values;
    if (first !== undefined && second !== undefined && values.every(Number.isInteger)) return [first, second];
  }
  return undefined;
}

function binningOf(root: XmlElement): number | undefined {
  const [binning] = findAll(root, 'binning');
  if (binning === undefined) return undefined;
  const [x] = childrenOf(binning);
  const value = numberIn(x?.text ?? binning.text, 1, 64);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}

/** XML of Velox and EPU-D. */
export const fractionsXml: SideFileFormat = {
  id: 'xml',
  extension: 'xml',
  encoding: 'utf-8',
  read(text) {
    const root = parseDocument(text);
    const fractions = root === undefined ? [] : findAll(root, 'fraction');
    if (root === undefined || fractions.length === 0) return undefined;
    const times = fractions.map((fraction) => numberIn(textOf(fraction, 'exposuretime'), 1e-6, 1e4));
    const [firstSec] = times;
    // One exposure for all, or none is stated.
    const isSame = times.every(
      (time) => time !== undefined && firstSec !== undefined && Math.abs(time - firstSec) <= 1e-3 * firstSec,
    );
    const metadata = definedOnly<FileMetadata>({
      exposureSec: isSame ? firstSec : undefined,
      binning: binningOf(root),
      cameraName: textOf(root, 'commercialname') || undefined,
    });
    const size = pairOf(root, 'width', 'height');
    return [
      {
        metadata,
        frames: fractions.length,
        ...(size && { size: { fastSize: size[0], slowSize: size[1] } }),
      },
    ];
  },
};
