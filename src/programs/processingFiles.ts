import { processingInput } from '../domain/processing';
import type { ExportRecipe } from '../domain/recipe';
import { DIALS_IMAGES, dialsImageList, dialsImportBat, dialsImportSh } from './dialsScripts';
import { pets2Input } from './pets2Input';
import { xdsInput } from './xdsInput';

/** A text file for a processing program, to lie in the series' folder. */
export interface ProcessingFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The input files for XDS, DIALS and PETS2. None without SMV images, and none with Leginon's headers: their
 * wavelength is wrong and a falling angle makes one sweep of every frame.
 */
export function processingFiles(recipe: ExportRecipe): ProcessingFile[] {
  if (!recipe.formats.smv || recipe.formats.leginonHeaders || recipe.frames.length === 0) return [];
  const input = processingInput(recipe);
  const images = dialsImageList(input);
  return [
    { name: 'XDS.INP', text: xdsInput(input) },
    { name: 'dials_import.sh', text: dialsImportSh(input) },
    { name: 'dials_import.bat', text: dialsImportBat(input) },
    ...(images === undefined ? [] : [{ name: DIALS_IMAGES, text: images }]),
    { name: `${recipe.stem}.pts`, text: pets2Input(input) },
  ];
}
