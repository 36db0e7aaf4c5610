import type { FrameShape } from '../domain/problem';
import type { OutputChoice } from '../domain/recipe';
import { mrcImage } from './mrcImage';
import type { OutputFormat } from './outputFormat';
import { smvImage } from './smvImage';

/** Every output format, in the order of the screen and of a frame's files. */
export const OUTPUTS: readonly OutputFormat[] = [smvImage, mrcImage];

/** The outputs of a choice, in the order of the table. */
export function chosenOutputs({ outputs }: OutputChoice): OutputFormat[] {
  return OUTPUTS.filter(({ id }) => outputs.includes(id));
}

/** Size of all images of one frame, bytes, with headers of usual size. */
export function imageBytesPerFrame(choice: OutputChoice, shape: FrameShape): number {
  return chosenOutputs(choice).reduce((sum, output) => sum + output.imageBytes(shape), 0);
}
