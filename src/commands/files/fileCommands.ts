import type { UnreadEntry } from '../../domain/noticeFacts';
import { selectSeries } from '../../state/allSeries';
import { selectSeriesView } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import type { PresetKeeper } from '../geometry/presetKeeper';
import type { UndoKeeper } from '../undo';
import type { FileIntake } from './fileIntake';
import type { GivenFile } from './givenFile';
import type { FileRemover } from './removeFiles';
import type { Scanner } from './scanner';
import { takeExample } from './takeExample';
import { takeSettingsFile } from './takeSettingsFile';

/** Files and folders that a message names; the others are counted. */
const MOST_NAMED = 3;

/** Files in and out of the program, and their scan. */
export interface FileCommands {
  /**
   * Takes files in. One file of settings alone is for the selected series, not a frame.
   * @param unread what came with them and could not be read: it is named
   */
  addFiles(given: readonly GivenFile[], unread?: readonly UnreadEntry[]): Promise<void>;
  /** Makes the example series and takes it in like dropped files. */
  tryExample(): Promise<void>;
  /** Takes a series out of the program; a notice can bring it back. */
  removeSeries(key: string): void;
  /** Takes the selected series' files that cannot be converted out of the program; a notice can bring them back. */
  removeBadFiles(): void;
  /** Empties the list of files that are no frames. */
  clearIgnored(): void;
  /** Stops the scan: the frames under way finish, and every result is kept. */
  cancelScan(): void;
  /** Scans what a stopped scan has left. */
  resumeScan(): void;
}

/** What the file commands work with. */
export interface FileParts {
  readonly client: WorkerClient;
  readonly intake: FileIntake;
  readonly scanner: Scanner;
  readonly remover: FileRemover;
  readonly presets: PresetKeeper;
  readonly undo: UndoKeeper;
}

/** Makes the commands for files. */
export function createFileCommands(store: AppStore, parts: FileParts): FileCommands {
  const { client, intake, scanner, remover, presets, undo } = parts;
  return {
    async addFiles(given, unread = []) {
      const [only, ...others] = given;
      const isAlone = only !== undefined && others.length === 0;
      if (isAlone && (await takeSettingsFile(store, presets, undo, only.file))) {
        scanner.scanMissing();
      } else {
        await intake.add(given);
      }
      if (unread.length === 0) return;
      const entries = unread.slice(0, MOST_NAMED);
      store.setState({ notice: { code: 'entriesUnread', entries, more: unread.length - entries.length } });
    },

    tryExample: () => takeExample(store, client, intake),

    removeSeries(key) {
      const series = selectSeries(store.getState()).find((one) => one.key === key);
      if (series === undefined) return;
      const removed = remover.remove(
        new Set([...series.frames, ...series.copies].map(({ file }) => file.id)),
      );
      const { stem, frames } = series;
      undo.offer({ code: 'seriesRemoved', stem, frames: frames.length }, () => remover.putBack(removed));
    },

    removeBadFiles() {
      const bad = selectSeriesView(store.getState())?.rows.filter(
        (row) => row.included && row.status === 'failed',
      );
      if (bad === undefined || bad.length === 0) return;
      const removed = remover.remove(new Set(bad.map(({ frame }) => frame.file.id)));
      undo.offer({ code: 'filesRemoved', files: removed.files.length }, () => remover.putBack(removed));
    },

    clearIgnored: () => store.setState({ ignored: [] }),
    cancelScan: () => scanner.cancel(),
    resumeScan() {
      scanner.release();
      scanner.scanMissing();
    },
  };
}
