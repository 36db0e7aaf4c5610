import { describe, expect, it } from 'vitest';
import { chosenFiles, droppedFiles } from '../../src/ui/shared/givenFiles';

/** A drop as browsers give it, made of stand-ins. */

type Tree = { readonly [name: string]: Tree | Error | 'file' };

function fileOf(name: string): File {
  return new File([name], name);
}

/** An entry of the File and Directory Entries API, which gives at most `batch` names at a time. */
function entryOf(name: string, content: Tree | Error | 'file', batch = 2): FileSystemEntry {
  if (content === 'file' || (content instanceof Error && name.includes('.'))) {
    const file = (good: (file: File) => void, bad: (error: Error) => void) =>
      content instanceof Error ? bad(content) : good(fileOf(name));
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const rest = content instanceof Error ? [] : Object.entries(content);
    const readEntries = (good: (entries: FileSystemEntry[]) => void, bad: (error: Error) => void) => {
      if (content instanceof Error) return bad(content);
      // A folder that is taken away while it is read.
      if (rest[0]?.[0] === 'gone') return bad(rest[0][1] as Error);
      const end = rest.findIndex(([one]) => one === 'gone');
      const some = rest.splice(0, end < 0 ? batch : Math.min(batch, end));
      good(some.map(([child, below]) => entryOf(child, below, batch)));
    };
    return { readEntries };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function handleOf(name: string, content: Tree | Error | 'file'): FileSystemHandle {
  if (content === 'file' || (content instanceof Error && name.includes('.'))) {
    const getFile = async () => {
      if (content instanceof Error) throw content;
      return fileOf(name);
    };
    return { kind: 'file', name, getFile } as unknown as FileSystemHandle;
  }
  async function* values() {
    if (content instanceof Error) throw content;
    for (const [child, below] of Object.entries(content)) yield handleOf(child, below);
  }
  return { kind: 'directory', name, values } as unknown as FileSystemHandle;
}

interface ItemOptions {
  /** What the browser has of the item. */
  readonly entry?: FileSystemEntry | null;
  readonly file?: File | null;
  readonly handle?: FileSystemHandle;
}

function item({ entry = null, file = null, handle }: ItemOptions) {
  return {
    kind: 'file',
    webkitGetAsEntry: () => entry,
    getAsFile: () => file,
    ...(handle && { getAsFileSystemHandle: async () => handle }),
  };
}

function paths(given: Awaited<ReturnType<typeof droppedFiles>>) {
  return {
    files: given.files.map(({ file, folder }) => `${folder}|${file.name}`),
    unread: given.unread.map(({ path, detail }) => `${path}: ${detail}`),
  };
}

const DENIED = new Error('denied');
const GONE = new Error('gone away');

describe('a drop', () => {
  it('is walked to its end, in batches as the browser gives them', async () => {
    const tree: Tree = {
      'a.bin': 'file',
      'b.bin': 'file',
      'c.bin': 'file',
      deep: { er: { 'd.bin': 'file' } },
    };
    const given = await droppedFiles(
      [
        item({ entry: entryOf('night', tree) }),
        item({ entry: entryOf('x.bin', 'file'), file: fileOf('x.bin') }),
      ],
      false,
    );
    expect(paths(given)).toEqual({
      files: ['night|a.bin', 'night|b.bin', 'night|c.bin', 'night/deep/er|d.bin', '|x.bin'],
      unread: [],
    });
  });

  it('gives what can be read, and names what cannot', async () => {
    const tree: Tree = {
      'a.bin': 'file',
      'lost.bin': GONE,
      locked: DENIED,
      fading: { 'c.bin': 'file', gone: GONE },
      sub: { 'b.bin': 'file' },
      '.DS_Store': 'file',
    };
    const given = await droppedFiles(
      [
        item({ entry: entryOf('night', tree) }),
        // A link to nowhere has no entry.
        item({ file: fileOf('dangling.bin'), handle: handleOf('dangling.bin', GONE) }),
        item({ entry: entryOf('last.bin', 'file'), file: fileOf('last.bin') }),
      ],
      false,
    );
    expect(paths(given)).toEqual({
      files: ['night|a.bin', 'night/fading|c.bin', 'night/sub|b.bin', '|last.bin'],
      unread: [
        'night/lost.bin: gone away',
        'night/locked: denied',
        'night/fading: gone away',
        'dangling.bin: gone away',
      ],
    });
  });

  it('is read by handles on a page that was opened as a file, where entries are refused', async () => {
    const refused = new Error('malformed');
    const given = await droppedFiles(
      [
        item({
          entry: entryOf('night', refused),
          file: fileOf('night'),
          handle: handleOf('night', { 'a.bin': 'file', locked: DENIED, sub: { 'b.bin': 'file' } }),
        }),
        ...['x.bin', 'y.bin', 'z.bin'].map((name) =>
          item({ entry: entryOf(name, refused), file: fileOf(name), handle: handleOf(name, 'file') }),
        ),
      ],
      true,
    );
    expect(paths(given)).toEqual({
      files: ['night|a.bin', 'night/sub|b.bin', '|x.bin', '|y.bin', '|z.bin'],
      unread: ['night/locked: denied'],
    });
  });

  it('of a folder is named as a whole where a browser without handles refuses it', async () => {
    const given = await droppedFiles(
      [item({ entry: entryOf('night', DENIED), file: fileOf('night') })],
      true,
    );
    expect(paths(given)).toEqual({ files: [], unread: ['night: denied'] });
  });

  it('does not follow a link that leads back up for ever', async () => {
    const loop: { [name: string]: Tree } = {};
    loop.again = loop;
    const { files, unread } = await droppedFiles([item({ entry: entryOf('loop', loop) })], false);
    expect(files).toEqual([]);
    expect(unread).toHaveLength(1);
  });

  it('of a text has no files', async () => {
    expect(paths(await droppedFiles([{ ...item({}), kind: 'string' }], false))).toEqual({
      files: [],
      unread: [],
    });
  });
});

describe('chosen files', () => {
  it('have the folder that the dialog tells', () => {
    const file = Object.assign(fileOf('a.bin'), { webkitRelativePath: 'night/sub/a.bin' });
    const single = Object.assign(fileOf('b.bin'), { webkitRelativePath: '' });
    const junk = Object.assign(fileOf('Thumbs.db'), { webkitRelativePath: 'night/Thumbs.db' });
    expect(chosenFiles([file, single, junk]).map(({ folder }) => folder)).toEqual(['night/sub', '']);
  });
});
