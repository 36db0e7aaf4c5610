import { isDraftName } from '../../domain/draftName';
import { splitName } from '../../domain/frameName';
import type { FolderListing, ListedFile, WatchTrouble } from '../../domain/watching';
import { INPUT_EXTENSIONS } from '../../inputs/inputs';
import { SIDE_EXTENSIONS } from '../../inputs/sideNames';

/** Files asked for at once: each answer comes from another process. */
const FILES_AT_ONCE = 64;

/** What one look at a folder found. */
export interface FoundFrames {
  readonly listing: FolderListing;
  /** The browser's references, by path; without those of remembered files. */
  readonly files: ReadonlyMap<string, File>;
  /** The first folder that could not be read; undefined where all could. */
  readonly trouble: WatchTrouble | undefined;
}

function errorName(error: unknown): string {
  return error instanceof DOMException ? error.name : '';
}

/** The trouble that an error of the file system means. */
function troubleOf(path: string, error: unknown): WatchTrouble {
  const detail = error instanceof Error ? error.message : String(error);
  switch (errorName(error)) {
    case 'NotFoundError':
      return { code: 'gone', path, detail };
    case 'NotAllowedError':
    case 'SecurityError':
      return { code: 'denied', path, detail };
    default:
      return { code: 'unreachable', path, detail };
  }
}

/**
 * By the name alone: what else a camera puts beside its frames need not be opened. Hidden files are drafts of copies, and an
 * export may be writing its own.
 */
function isFrameName(name: string): boolean {
  if (isDraftName(name)) return false;
  const { extension } = splitName(name);
  return !name.startsWith('.') && [...INPUT_EXTENSIONS, ...SIDE_EXTENSIONS].includes(extension);
}

/** One walk through a folder. */
class Walk {
  readonly files = new Map<string, File>();
  readonly listed: ListedFile[] = [];
  readonly unreadFolders: string[] = [];
  trouble: WatchTrouble | undefined;
  private readonly skipped: string | undefined;
  private readonly remembered: (path: string) => ListedFile | undefined;

  constructor(skipped: string | undefined, remembered: (path: string) => ListedFile | undefined) {
    this.skipped = skipped;
    this.remembered = remembered;
  }

  async into(folder: FileSystemDirectoryHandle, path: string, isRoot: boolean): Promise<void> {
    const frames: FileSystemFileHandle[] = [];
    const folders: FileSystemDirectoryHandle[] = [];
    try {
      for await (const handle of folder.values()) {
        if (handle.kind === 'directory') folders.push(handle as FileSystemDirectoryHandle);
        else if (isFrameName(handle.name)) frames.push(handle as FileSystemFileHandle);
      }
    } catch (error) {
      this.unreadFolders.push(path);
      // A folder that was listed a moment ago was removed: the next look no longer lists it.
      if (isRoot || errorName(error) !== 'NotFoundError') this.trouble ??= troubleOf(path, error);
      return;
    }
    for (let at = 0; at < frames.length; at += FILES_AT_ONCE) {
      await Promise.all(frames.slice(at, at + FILES_AT_ONCE).map((frame) => this.take(frame, path)));
    }
    for (const one of folders) {
      const below = `${path}/${one.name}`;
      if (below !== this.skipped) await this.into(one, below, false);
    }
  }

  private async take(handle: FileSystemFileHandle, folder: string): Promise<void> {
    const path = `${folder}/${handle.name}`;
    const remembered = this.remembered(path);
    if (remembered !== undefined) {
      this.listed.push(remembered);
      return;
    }
    try {
      const file = await handle.getFile();
      this.files.set(path, file);
      this.listed.push({ path, sizeBytes: file.size, lastModifiedMs: file.lastModified });
    } catch {
      // There, but moved on or locked at this moment: the next look will tell.
      this.listed.push({ path, sizeBytes: Number.NaN, lastModifiedMs: Number.NaN });
    }
  }
}

/**
 * Lists the frames in a folder and all folders in it.
 * @param skipped path of a folder that is not looked into
 * @param remembered what is known of a file that is only to be there: looking at each takes long in a large folder
 * @returns never an exception: what cannot be read is named
 */
export async function listFrames(
  root: FileSystemDirectoryHandle,
  skipped: string | undefined,
  remembered: (path: string) => ListedFile | undefined,
): Promise<FoundFrames> {
  const walk = new Walk(skipped, remembered);
  const beganMs = performance.now();
  await walk.into(root, root.name, true);
  const { files, listed, unreadFolders, trouble } = walk;
  return { listing: { files: listed, unreadFolders, beganMs, endedMs: performance.now() }, files, trouble };
}
