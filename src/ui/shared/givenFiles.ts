import type { GivenFile } from '../../commands/files/givenFile';
import type { UnreadEntry } from '../../domain/noticeFacts';

/** Files requested in parallel: each answer comes from another process. */
const FILES_AT_ONCE = 64;
/** Deepest nesting of folders; deeper means a link cycle. */
const DEEPEST = 100;
/** Files that the desktop creates. */
const DESKTOP_FILES: readonly string[] = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

/** A file or folder of a drop, through either of the browser's two interfaces. */
type Node =
  | { readonly kind: 'file'; readonly name: string; read(): Promise<File> }
  | { readonly kind: 'folder'; readonly name: string; list(): AsyncIterable<Node> };

function entryNode(entry: FileSystemEntry): Node {
  const { name } = entry;
  if (entry.isFile) {
    const read = () =>
      new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return { kind: 'file', name, read };
  }
  async function* list() {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // It returns about a hundred at a time.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return;
      yield* some.map(entryNode);
    }
  }
  return { kind: 'folder', name, list };
}

function handleNode(handle: FileSystemHandle): Node {
  const { name } = handle;
  if (handle.kind === 'file') {
    return { kind: 'file', name, read: () => (handle as FileSystemFileHandle).getFile() };
  }
  async function* list() {
    for await (const one of (handle as FileSystemDirectoryHandle).values()) yield handleNode(one);
  }
  return { kind: 'folder', name, list };
}

/** What a drop gave. */
export interface GivenFiles {
  readonly files: readonly GivenFile[];
  /** Files and folders that the browser could not read. */
  readonly unread: readonly UnreadEntry[];
}

/** Walks folders recursively. Unreadable items are named; the rest is taken. */
class Walk {
  readonly files: GivenFile[] = [];
  readonly unread: UnreadEntry[] = [];

  fail(path: string, error: unknown): void {
    this.unread.push({ path, detail: error instanceof Error ? error.message : String(error) });
  }

  async take(node: Node, folder: string): Promise<void> {
    if (node.kind === 'folder') return this.into(node, join(folder, node.name));
    if (DESKTOP_FILES.includes(node.name)) return;
    try {
      this.files.push({ file: await node.read(), folder });
    } catch (error) {
      this.fail(join(folder, node.name), error);
    }
  }

  private async into(folder: Extract<Node, { kind: 'folder' }>, path: string): Promise<void> {
    const files: Node[] = [];
    const folders: Node[] = [];
    try {
      if (path.split('/').length > DEEPEST) throw new Error('folders too deep in one another');
      for await (const node of folder.list()) (node.kind === 'file' ? files : folders).push(node);
    } catch (error) {
      this.fail(path, error);
    }
    for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
      await Promise.all(files.slice(at, at + FILES_AT_ONCE).map((file) => this.take(file, path)));
    }
    for (const one of folders) await this.take(one, path);
  }
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** One dropped item; a drop loses its items when its event ends. */
interface Dropped {
  readonly entry: FileSystemEntry | null;
  readonly file: File | null;
  readonly handle: Promise<FileSystemHandle | null> | undefined;
}

/** What a browser's drop has beyond TypeScript's library; absent in some browsers. */
type DropItem = Pick<DataTransferItem, 'kind' | 'getAsFile' | 'webkitGetAsEntry'> & {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
};

function grasp(item: DropItem): Dropped {
  const handle = item.getAsFileSystemHandle?.();
  // Awaited later, or not at all.
  handle?.catch(() => undefined);
  return { entry: item.webkitGetAsEntry(), file: item.getAsFile(), handle };
}

/**
 * The readable node. On a page opened as a file Chromium refuses entries, leaving a file's own object and
 * a folder's handle; a broken link never has an entry, and only its handle shows that.
 * @param asFile whether the page was opened as a file
 */
async function nodeOf({ entry, file, handle }: Dropped, asFile: boolean): Promise<Node | undefined> {
  if (entry?.isDirectory && !asFile) return entryNode(entry);
  if (entry?.isFile && file !== null) return { kind: 'file', name: file.name, read: async () => file };
  const found = await handle?.catch(() => undefined);
  if (found) return handleNode(found);
  if (entry !== null) return entryNode(entry);
  return file === null ? undefined : { kind: 'file', name: file.name, read: async () => file };
}

/**
 * The files of a drop, with folders walked recursively. Call it within the event.
 * @param items of the drop
 * @param asFile whether the page was opened as a file
 * @returns never throws: unreadable items are named
 */
export async function droppedFiles(
  items: Iterable<DropItem>,
  asFile = location.protocol === 'file:',
): Promise<GivenFiles> {
  const dropped = [...items].filter(({ kind }) => kind === 'file').map(grasp);
  const walk = new Walk();
  for (const one of dropped) {
    const node = await nodeOf(one, asFile);
    if (node !== undefined) await walk.take(node, '');
  }
  return walk;
}

/** The files of a file dialog, which walks folders itself. */
export function chosenFiles(files: readonly File[]): GivenFile[] {
  return files
    .filter(({ name }) => !DESKTOP_FILES.includes(name))
    .map((file) => ({ file, folder: file.webkitRelativePath.split('/').slice(0, -1).join('/') }));
}
