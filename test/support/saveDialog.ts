/**
 * Runs in a page before the app does: the browser has no save dialog for it, so that ZIPs are put together and
 * downloaded. Headless Chromium would end each dialog at once with the error of one that the user dismissed.
 */
export function withoutSaveDialog(): void {
  window.showSaveFilePicker = async () => {
    throw new DOMException('no dialog in a test', 'NotAllowedError');
  };
}
