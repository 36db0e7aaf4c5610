import type { ExportEnd, SeriesExport } from '../domain/exportRun';
import { bytes, count, plural } from './numbers';
import { explainExportFailure } from './problems';

/** Where a series stands in an export, in a word or two. */
export function nameSeriesExport(state: SeriesExport): string {
  switch (state.kind) {
    case 'waiting':
      return 'waits to be written';
    case 'running':
      return `writing ${state.progress.framesDone} of ${state.progress.framesTotal}`;
    case 'done':
      return 'written';
    case 'occupied':
      return 'its folder holds files';
    case 'leftOut':
      return 'left out of the export';
    case 'cancelled':
      return 'not written';
    case 'failed':
      return 'export failed';
  }
}

/** The same with the reason, as sentences. */
export function explainSeriesExport(state: SeriesExport): string {
  switch (state.kind) {
    case 'leftOut':
      return state.reasons.join(' ');
    case 'failed': {
      const { cause, remedy } = explainExportFailure(state.failure);
      return `${cause} ${remedy}`;
    }
    default:
      return `${nameSeriesExport(state)}.`;
  }
}

/** Why an export into a folder takes so long. @param slowFiles files that took seconds to be closed */
export function explainSlowClosing(slowFiles: number): string {
  return (
    `The browser took more than 2 s to finish ${plural(slowFiles, 'file')}. Chromium checks each file that a page ` +
    'writes, and without a network such a check can take 5 s; a slow disk has the same effect. Meanwhile other files ' +
    'are written. A ZIP is one file.'
  );
}

/** What the folder of a series holds, and what can be done; follows "<folder> has". */
export function explainOccupied({
  present,
  planned,
  earlierImages,
  others,
}: {
  readonly present: number;
  readonly planned: number;
  readonly earlierImages: number;
  readonly others: number;
}): string {
  const images =
    earlierImages === 0
      ? ''
      : ` It also has ${plural(earlierImages, 'image')} of the series that this export does not have, as of an earlier export with other frames. No script of this export reads them.`;
  const rest = others === 0 ? '' : `, and ${plural(others, 'other')}, which stay as they are`;
  return (
    `${present} of the ${plural(planned, 'file')} to be written${rest}.${images} ` +
    'Resume keeps files that are byte for byte what would be written now and writes the rest, changed files too. ' +
    'Replace writes all of them.'
  );
}

/** What an export of several series came to. */
export function explainExportEnd(end: ExportEnd): string {
  const series = plural(end.series, 'series', 'series');
  if (end.code !== 'nothingFinished') {
    return `${count(end.done)} of ${series} written to ${end.name}, ${bytes(end.bytesWritten)}.`;
  }
  return end.place === 'zip'
    ? `None of ${series} was written, and no ZIP was made.`
    : `None of ${series} was finished in ${end.name}.`;
}
