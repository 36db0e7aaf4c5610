import type { XmlElement } from '@rgrove/parse-xml';
import type { FileMetadata } from '../../domain/frame';
import type { SideFacts } from '../../domain/sideFacts';
import type { SideFileFormat } from './sideFormat';
import { childrenOf, definedOnly, findAll, localName, numberIn, parseDocument, textOf } from './xmlValues';

/**
 * TIA's `.emi`: binary, with an XML block for each `.ser` beside it, in order. Source: C. Boothroyd, "TIA .ser and .emi
 * file format"; tried on real files.
 */

const BEGIN = '<ObjectInfo>';
const END = '</ObjectInfo>';

/** The blocks of a file's text. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let from = text.indexOf(BEGIN);
  while (from >= 0) {
    const end = text.indexOf(END, from);
    if (end < 0) break;
    blocks.push(text.slice(from, end + END.length));
    from = text.indexOf(BEGIN, end);
  }
  return blocks;
}

/** The experiment's description: values by label, with their units. */
function describedBy(
  root: XmlElement,
): ReadonlyMap<string, { readonly value: string; readonly unit: string }> {
  const described = new Map<string, { value: string; unit: string }>();
  for (const data of findAll(root, 'data')) {
    const parts = new Map(childrenOf(data).map((part) => [localName(part), part.text.trim()]));
    const label = parts.get('label');
    if (label !== undefined) {
      described.set(label.toLowerCase(), { value: parts.get('value') ?? '', unit: parts.get('unit') ?? '' });
    }
  }
  return described;
}

function readBlock(block: string): SideFacts {
  const root = parseDocument(block);
  if (root === undefined) return { metadata: {} };
  const described = describedBy(root);
  const inUnit = (label: string, unit: string, least: number, most: number) => {
    const entry = described.get(label);
    return entry?.unit === unit ? numberIn(entry.value, least, most) : undefined;
  };
  const volts = numberIn(textOf(root, 'acceleratingvoltage'), 1e3, 3e6);
  const metres = inUnit('camera length', 'm', 1e-3, 100);
  const metadata = definedOnly<FileMetadata>({
    highTensionKv: inUnit('high tension', 'kV', 1, 3000) ?? (volts === undefined ? undefined : volts / 1000),
    tiltDeg: inUnit('stage a', 'deg', -180, 180),
    exposureSec: numberIn(textOf(root, 'integrationtime') ?? textOf(root, 'dwelltimepath'), 1e-6, 1e5),
    binning: numberIn(textOf(root, 'binning'), 1, 64),
    cameraName: textOf(root, 'cameranamepath') || undefined,
  });
  return {
    metadata,
    ...(metres !== undefined && { cameraLengthMm: Number((1000 * metres).toPrecision(9)) }),
  };
}

/** TIA's `.emi`. */
export const emi: SideFileFormat = {
  id: 'emi',
  extension: 'emi',
  encoding: 'latin1',
  read: (text) => blocksOf(text).map(readBlock),
};
