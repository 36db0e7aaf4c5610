import { splitName } from '../../domain/frameName';
import type { SideFacts, SideFormat } from '../../domain/sideFacts';
import { emi } from './emi';
import { fractionsXml } from './fractionsXml';
import { mdoc } from './mdoc';
import type { SideFileFormat } from './sideFormat';

/** Every format of files beside frames. */
const SIDE_FORMATS: readonly SideFileFormat[] = [emi, mdoc, fractionsXml];

/**
 * Reads a file beside frames.
 * @param decode the file's text
 * @returns undefined for a file of something else
 */
export function readSideFile(
  name: string,
  decode: (encoding: SideFileFormat['encoding']) => string,
): { readonly format: SideFormat; readonly facts: readonly SideFacts[] } | undefined {
  const { extension } = splitName(name);
  const format = SIDE_FORMATS.find((one) => one.extension === extension);
  const facts = format?.read(decode(format.encoding));
  return format === undefined || facts === undefined ? undefined : { format: format.id, facts };
}
