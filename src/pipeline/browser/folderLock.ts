/**
 * Runs something as the only writer of a series' folder among this browser's tabs. Worker only.
 *
 * A page cannot know a folder's path, so the lock has the names of the chosen folder and of the series, in
 * small letters as some disks have no others. The same folder always has the same lock; two folders of the
 * same names in different places share one, which costs waiting and no data. The browser gives the lock back
 * when a tab is closed or killed, which a lock file in the folder would outlive. Another browser, another
 * computer, or a link by another name is not seen.
 * @param folder name of the chosen folder
 * @param outputFolder name of the series' folder in it
 * @returns what `run` gives; undefined, without running it, while another tab has the lock
 */
export function withFolderLock<T>(
  folder: string,
  outputFolder: string,
  run: () => Promise<T>,
): Promise<T | undefined> {
  const name = `pedestal-folder-${folder}/${outputFolder}`.normalize('NFC').toLowerCase();
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : run(),
  );
}
