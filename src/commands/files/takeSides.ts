import { filePath } from '../../domain/series';
import type { SideFile } from '../../domain/sideFacts';
import { maySideFile } from '../../inputs/sideNames';
import type { AppStore } from '../../state/store';
import type { PlacedFile } from './givenFile';

/** Given files by what their names make them. */
export interface SortedFiles {
  readonly frames: readonly PlacedFile[];
  readonly sides: readonly PlacedFile[];
}

/** Tells files that may stand beside frames from frames. */
export function sortSides(given: readonly PlacedFile[]): SortedFiles {
  const isSide = ({ file }: PlacedFile) => maySideFile(file);
  return { frames: given.filter((one) => !isSide(one)), sides: given.filter(isSide) };
}

/**
 * Reads files beside frames and keeps what they state.
 * @returns those that are something else, to be treated as any other file, and how many were taken
 */
export async function takeSides(
  store: AppStore,
  given: readonly PlacedFile[],
): Promise<{ readonly others: readonly PlacedFile[]; readonly taken: number }> {
  if (given.length === 0) return { others: [], taken: 0 };
  // Seldom needed, so not part of the page.
  const { readSideFile } = await import('../../inputs/sideFiles/sideFiles');
  const others: PlacedFile[] = [];
  const read = new Map<string, SideFile>();
  for (const one of given) {
    const { file, folder } = one;
    const buffer = await file.arrayBuffer().catch(() => undefined);
    const facts = buffer && readSideFile(file.name, (encoding) => new TextDecoder(encoding).decode(buffer));
    if (facts === undefined) others.push(one);
    else read.set(filePath({ folder, name: file.name }), { folder, name: file.name, ...facts });
  }
  if (read.size > 0) {
    store.setState(({ sideFiles }) => ({ sideFiles: new Map([...sideFiles, ...read]) }));
  }
  return { others, taken: read.size };
}
