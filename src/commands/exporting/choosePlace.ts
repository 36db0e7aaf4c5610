import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { askForFolder, askWhereToSave } from '../browser/placeDialogs';
import { type ExportPlace, zipForDownload, zipInFile } from './exportPlace';

function tellOfNoPlace(store: AppStore): void {
  store.setState({ notice: { code: 'noPlaceChosen' } });
}

/**
 * Asks where a ZIP is to be saved; where the browser has no dialog for that, it is downloaded.
 * @returns undefined where the user dismissed the dialog; a notice says so
 */
export async function chooseZipPlace(
  store: AppStore,
  client: WorkerClient,
  fileName: string,
): Promise<ExportPlace | undefined> {
  const choice = await askWhereToSave(fileName);
  switch (choice.kind) {
    case 'handle':
      return zipInFile(client, choice.handle);
    case 'noDialog':
      return zipForDownload(store, client, fileName);
    case 'dismissed':
      tellOfNoPlace(store);
      return undefined;
  }
}

/**
 * Asks for a folder to write to.
 * @param task what the folder is for, for the notice where there is no dialog
 * @returns the folder, or why there is none; a notice says so
 */
export async function chooseOutputFolder(
  store: AppStore,
  task: 'saveFolder' | 'exportAll',
): Promise<FileSystemDirectoryHandle | 'noDialog' | 'dismissed'> {
  const choice = await askForFolder();
  switch (choice.kind) {
    case 'handle':
      return choice.handle;
    case 'noDialog':
      store.setState({ notice: { code: 'noFolderDialog', task, detail: choice.detail } });
      return 'noDialog';
    case 'dismissed':
      tellOfNoPlace(store);
      return 'dismissed';
  }
}
