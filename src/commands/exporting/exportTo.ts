import { exportPhase } from '../../state/exportFacts';
import { type AppStore, NO_EXPORT } from '../../state/store';
import { explainExportFailure } from '../../wording/problems';
import type { Exporter } from './exporter';

/**
 * Writes series into a folder without asking anything, each in its turn.
 * @returns `written` when all are, `later` where the user is being asked something: nothing was tried then
 * @throws an Error whose message is a sentence for the user
 */
export type ExportTo = (
  folder: FileSystemDirectoryHandle,
  seriesKeys: readonly string[],
) => Promise<'written' | 'later'>;

/** Writes series by an {@link Exporter}, one after the other. */
export function exportToBy(store: AppStore, exporter: Exporter): ExportTo {
  return async (folder, seriesKeys) => {
    for (const key of seriesKeys) {
      const exporting = await exporter.saveTo(folder, key);
      if (exporting === undefined) return 'later';
      const [item] = exporting.items;
      const failure = exporting.failure ?? (item?.state.kind === 'failed' ? item.state.failure : undefined);
      if (failure !== undefined) {
        const { cause, remedy } = explainExportFailure(failure);
        throw new Error(`${cause} ${remedy}`);
      }
      if (exportPhase(exporting) === 'asking') {
        // Nobody may be there to answer, and other series wait. The next export may have begun already.
        if (store.getState().exporting === exporting) store.setState({ exporting: NO_EXPORT });
        throw new Error(
          `${folder.name}/${item?.outputFolder} holds files already and was left as it is: use Save to folder, then Resume or Replace.`,
        );
      }
      if (item?.state.kind === 'skipped') throw new Error(item.state.reasons.join(' '));
      if (item?.state.kind !== 'done') throw new Error('Cancelled; what is finished stays.');
    }
    return 'written';
  };
}
