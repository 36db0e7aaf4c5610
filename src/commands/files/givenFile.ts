import { filePath } from '../../domain/series';

/** A file as it came from a drop or a dialog, with its folder inside the drop. */
export interface GivenFile {
  readonly file: File;
  /** `/` between parts, empty where unknown. */
  readonly folder: string;
}

/** A given file with what the user knows it by. */
export interface PlacedFile extends GivenFile {
  readonly path: string;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Given files in the order of their paths: a series grows without holes, however a folder lists its files. */
export function placeFiles(given: readonly GivenFile[]): PlacedFile[] {
  return given
    .map(({ file, folder }) => ({ file, folder, path: filePath({ folder, name: file.name }) }))
    .sort((a, b) => compareTexts(a.path, b.path));
}
