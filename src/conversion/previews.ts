import type { OutputChoice } from '../domain/recipe';
import type { OutputFormat } from '../outputs/outputFormat';
import { chosenOutputs, OUTPUTS } from '../outputs/outputs';
import type { ProcessingFile } from '../programs/program';
import { PROGRAMS, processingFiles } from '../programs/programs';
import { buildRecipe } from './buildRecipe';
import type { FrameRow } from './frameRows';
import type { SeriesView } from './seriesView';

/** The output of a choice whose headers can be read as text; where none is chosen, the first that there is. */
export function previewedOutput(choice: OutputChoice): OutputFormat | undefined {
  const hasPreview = ({ preview }: OutputFormat) => preview !== undefined;
  return chosenOutputs(choice).find(hasPreview) ?? OUTPUTS.find(hasPreview);
}

/** The header of one frame exactly as it will be written, without the padding. */
export function headerPreview(view: SeriesView, row: FrameRow, choice: OutputChoice): string | undefined {
  const output = previewedOutput(choice);
  if (output === undefined) return undefined;
  const recipe = buildRecipe(view, { ...choice, outputs: [output.id] }, row);
  const frame = recipe?.frames[0];
  return recipe && frame && output.preview?.(recipe, frame);
}

/** Whether a choice gets input files for processing programs. */
export function hasProcessingFiles({ outputs, leginonHeaders }: OutputChoice): boolean {
  return !leginonHeaders && PROGRAMS.some(({ reads }) => reads.some((output) => outputs.includes(output)));
}

/** The input files for processing programs, as the export writes them. */
export function processingPreview(view: SeriesView, choice: OutputChoice): readonly ProcessingFile[] {
  const recipe = buildRecipe(view, choice);
  return recipe === undefined ? [] : processingFiles(recipe);
}
