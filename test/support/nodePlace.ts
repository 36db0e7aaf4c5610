import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { OutputFailure } from '../../src/pipeline/outputFailure';
import type { OutputPlace } from '../../src/pipeline/outputPlace';

/** A folder of Node's file system as a place for output: what `pipeline` asks of any place, and no more. */
export function nodePlace(root: string): OutputPlace {
  const draftOf = (path: string) => `${join(root, path)}.pedestal-part`;
  return {
    name: root,
    async *list(folder) {
      await mkdir(join(root, folder), { recursive: true });
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((one) => one.isFile())) {
        yield relative(root, join(entry.parentPath, entry.name));
      }
    },
    has: ({ path, content }) =>
      readFile(join(root, path)).then(
        (bytes) => bytes.equals(content),
        () => false,
      ),
    hasDraft: () => true,
    async write({ path, content }, replace) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      const expected = Buffer.from(content);
      const file = await open(draftOf(path), 'w');
      await file.writeFile(expected);
      return {
        close: () => file.close(),
        verify: async () => {
          const found = await readFile(draftOf(path));
          if (!found.equals(expected)) throw new OutputFailure(path, 'mismatch', path);
        },
        putInPlace: async () => {
          const isThere = await readFile(join(root, path)).then(
            () => true,
            () => false,
          );
          if (isThere && !replace) throw new OutputFailure(path, 'exists', path);
          await rename(draftOf(path), join(root, path));
        },
        discard: () => rm(draftOf(path), { force: true }),
      };
    },
    remove: (path) => rm(join(root, path), { force: true }),
    removeDraft: (path) => rm(join(root, path), { force: true }),
    exclusively: (_, run) => run(),
  };
}
