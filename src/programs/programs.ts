import { processingInput } from '../domain/processing';
import type { ExportRecipe } from '../domain/recipe';
import { dials } from './dials';
import { pets2 } from './pets2Input';
import type { ProcessingFile, ProcessingProgram } from './program';
import { xds } from './xdsInput';

/** Every program that input files are written for, in the order of the files. */
export const PROGRAMS: readonly ProcessingProgram[] = [xds, dials, pets2];

/**
 * The input files for the programs that read what is written. None with Leginon's headers: their wavelength is wrong
 * and a falling angle makes one sweep of every frame.
 */
export function processingFiles(recipe: ExportRecipe): ProcessingFile[] {
  if (recipe.leginonHeaders || recipe.frames.length === 0) return [];
  const input = processingInput(recipe);
  return PROGRAMS.filter(({ reads }) => reads.some((output) => recipe.outputs.includes(output))).flatMap(
    ({ files }) => files(input),
  );
}
