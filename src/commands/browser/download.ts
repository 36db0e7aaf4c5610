/** Starts the download of a file. */
export function downloadFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of the file long before; the URL only costs memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
