import { fromEvent } from 'file-selector';
import type { GivenFile } from '../../commands/files';

/** The folder part of a path such as `./a/b/x.bin` or `/a/b/x.bin`: `a/b`. */
function folderOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.slice(0, -1).join('/');
}

/**
 * The files of a drop or a file dialog, folders walked to their end.
 * A folder that cannot be read makes the whole promise fail.
 */
export async function givenFiles(event: DragEvent | Event): Promise<GivenFile[]> {
  const items = await fromEvent(event);
  return items
    .filter((item) => item instanceof File)
    .map((file) => ({ file, folder: folderOf(file.relativePath || file.webkitRelativePath || file.name) }));
}
