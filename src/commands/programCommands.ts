import type { AppStore } from '../state/store';
import type { HelpPlace } from '../wording/helpPlaces';
import type { WorkerClient } from '../worker/client';
import { takeLaunchedFiles } from './browser/launchedFiles';
import { guardLongWork, showProgressInTitle } from './browser/longWork';
import { OfflineKeeper } from './browser/offline';
import { isSecurePage, writeClipboard } from './browser/page';
import { canChooseFolder } from './browser/placeDialogs';
import { startStaging } from './browser/staging';
import type { FileCommands } from './files/fileCommands';
import { keepPreferences } from './preferenceKeeper';
import { storageRefusal } from './storageRefusal';
import { noteUnexpected, unexpectedDetails, watchUnexpected } from './tellUnexpected';
import type { UndoKeeper } from './undo';
import { VisitKeeper } from './visitKeeper';

/** The program itself: its begin, its help, and what it has to say. */
export interface ProgramCommands {
  /** Call it once, when the page is there. */
  start(): void;
  /** Starts the workers that files will need, when the first screen is there. */
  prepare(): void;
  /** Starts the new version that waits; the files must be chosen again. */
  updateProgram(): void;
  /** Whether the browser supports read and write access to a folder that the user chooses. */
  canChooseFolder(): boolean;

  /** Opens the documents at a place, or goes there. */
  openHelp(place: HelpPlace): void;
  /** Closes the documents. */
  closeHelp(): void;

  /** Takes back what the notice on the screen says. */
  undo(): void;
  /** Takes the notice away. */
  dismissNotice(): void;
  /** Puts a text on the clipboard. @param name what it is, for the notice */
  copyText(text: string, name: string): Promise<void>;

  /** Notes a fault that nobody foresaw. @param part part of the screen that it took away */
  reportUnexpected(error: unknown, part: string): void;
  /** What a report of the fault needs. */
  unexpectedDetails(): string;
  /** Takes the fault away from the screen. */
  dismissUnexpected(): void;
}

/** What the program's commands work with. */
export interface ProgramParts {
  readonly client: WorkerClient;
  readonly files: FileCommands;
  readonly undo: UndoKeeper;
}

/** Makes the commands for the program itself. */
export function createProgramCommands(store: AppStore, parts: ProgramParts): ProgramCommands {
  const { client, files, undo } = parts;
  const offline = new OfflineKeeper(store);
  return {
    start() {
      watchUnexpected(store);
      if (!isSecurePage()) store.setState({ notice: { code: 'insecurePage' } });
      const onRefused = storageRefusal(store);
      keepPreferences(store, onRefused);
      new VisitKeeper(store, onRefused).start();
      void offline.start();
      takeLaunchedFiles(files.addFiles);
      startStaging();
      guardLongWork(store);
      showProgressInTitle(store);
    },
    prepare: () => client.prepare(),
    updateProgram: () => offline.update(),
    canChooseFolder,

    openHelp: (place) => store.setState({ help: { ...place } }),
    closeHelp: () => store.setState({ help: undefined }),

    undo: () => undo.undo(),
    dismissNotice: () => store.setState({ notice: undefined }),
    async copyText(text, name) {
      try {
        await writeClipboard(text);
        store.setState({ notice: { code: 'copied', what: name } });
      } catch {
        store.setState({ notice: { code: 'copyRefused', what: name } });
      }
    },

    reportUnexpected: (error, part) => noteUnexpected(store, error, part),
    unexpectedDetails: () => unexpectedDetails(store),
    dismissUnexpected: () => store.setState({ unexpected: undefined }),
  };
}
