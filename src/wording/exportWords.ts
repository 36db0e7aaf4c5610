import type { ExportEnd, SeriesExport } from '../domain/exportRun';
import { bytes, count, plural } from './numbers';
import { explainExportFailure } from './problems';

/** The state of a series in an export, in a word or two. */
export function nameSeriesExport(state: SeriesExport): string {
  switch (state.kind) {
    case 'waiting':
      return 'queued';
    case 'running':
      return `writing ${state.progress.framesDone} of ${state.progress.framesTotal}`;
    case 'done':
      return 'written';
    case 'occupied':
      return 'folder holds files';
    case 'skipped':
      return 'skipped';
    case 'cancelled':
      return 'not written';
    case 'failed':
      return 'export failed';
  }
}

/** The same with the reason, as sentences. */
export function explainSeriesExport(state: SeriesExport): string {
  switch (state.kind) {
    case 'skipped':
      return state.reasons.join(' ');
    case 'failed': {
      const { cause, remedy } = explainExportFailure(state.failure);
      return `${cause} ${remedy}`;
    }
    default:
      return `${nameSeriesExport(state)}.`;
  }
}

/** Why saving to a folder is slow. @param slowFiles files that took seconds to close */
export function explainSlowClosing(slowFiles: number): string {
  return (
    `The browser took more than 2 s to close ${plural(slowFiles, 'file')}. Chromium checks each file that a page ` +
    'writes; without a network a check can take 5 s. A slow disk has the same effect. Other files are written ' +
    'meanwhile. A ZIP needs only one check.'
  );
}

/** What the folder of a series holds, and the choices; follows "<folder> has". */
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
  const rest =
    others === 0
      ? ''
      : `, and ${plural(others, 'other')}, which ${others === 1 ? 'stays as it is' : 'stay as they are'}`;
  const images =
    earlierImages === 0
      ? ''
      : ` It also has ${plural(earlierImages, 'image')} from an earlier export of the series with other frames; the new scripts ignore ${earlierImages === 1 ? 'it' : 'them'}.`;
  return (
    `${present} of the ${plural(planned, 'file')} to be written${rest}.${images} ` +
    'Resume keeps identical files and writes the rest. ' +
    'Replace overwrites them all.'
  );
}

/** The result of an export of several series. */
export function explainExportEnd(end: ExportEnd): string {
  const series = plural(end.series, 'series', 'series');
  if (end.code !== 'nothingFinished') {
    return `${count(end.done)} of ${series} written to ${end.name}, ${bytes(end.bytesWritten)}.`;
  }
  return end.place === 'zip'
    ? `None of ${series} was written; there is no ZIP.`
    : `None of ${series} was finished in ${end.name}.`;
}
