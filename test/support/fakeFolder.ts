/**
 * A folder of the disk as the browser's handles show it, in memory, where each step can be held up or fail. What is
 * written is in place when the stream is closed, all at once, as in browsers.
 */

/** What may be done at a step; the file is named by its path in the folder. Throws to fail, waits to hold it up. */
export interface FolderFaults {
  write?(path: string, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  close?(path: string): Promise<void>;
  getFile?(path: string): Promise<void>;
  move?(from: string, to: string): Promise<void>;
  remove?(path: string): Promise<void>;
}

function missing(path: string): DOMException {
  return new DOMException(`${path} is not there`, 'NotFoundError');
}

/** How many are inside something, and how many were at most. */
class Count {
  now = 0;
  most = 0;

  async within<T>(run: () => Promise<T>): Promise<T> {
    this.now++;
    this.most = Math.max(this.most, this.now);
    try {
      return await run();
    } finally {
      this.now--;
    }
  }
}

/** The folder's files and what was done to them. */
export class FakeFolder {
  readonly name = 'out';
  /** Contents by path. */
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Contents that the browser was handed and has not taken yet. */
  readonly writing = new Count();
  readonly closing = new Count();
  readonly reading = new Count();
  /** `close a.img`, `move a.part.img a.img`, `remove a.img`, each when it began. */
  readonly steps: string[] = [];
  faults: FolderFaults = {};
  /** False in browsers that cannot rename. */
  renames = true;

  /** The handle of the folder. */
  get handle(): FileSystemDirectoryHandle {
    return this.directory('', this.name);
  }

  /** Paths of all files, sorted. */
  get paths(): string[] {
    return [...this.files.keys()].sort();
  }

  put(path: string, text: string): void {
    this.files.set(path, new TextEncoder().encode(text));
  }

  private directory(prefix: string, name: string): FileSystemDirectoryHandle {
    const handle = {
      kind: 'directory',
      name,
      getDirectoryHandle: async (child: string) => this.directory(`${prefix}${child}/`, child),
      getFileHandle: async (child: string, options?: FileSystemGetFileOptions) => {
        const path = prefix + child;
        if (!this.files.has(path)) {
          if (!options?.create) throw missing(path);
          this.files.set(path, new Uint8Array());
        }
        return this.file(prefix, child);
      },
      removeEntry: async (child: string) => {
        const path = prefix + child;
        this.steps.push(`remove ${path}`);
        await this.faults.remove?.(path);
        if (!this.files.delete(path)) throw missing(path);
      },
      entries: () => this.entries(prefix),
    };
    return handle as unknown as FileSystemDirectoryHandle;
  }

  private async *entries(prefix: string) {
    const folders = new Set<string>();
    for (const path of this.paths.filter((one) => one.startsWith(prefix))) {
      const [child = '', ...rest] = path.slice(prefix.length).split('/');
      if (rest.length === 0) yield [child, this.file(prefix, child)] as const;
      else if (!folders.has(child)) {
        folders.add(child);
        yield [child, this.directory(`${prefix}${child}/`, child)] as const;
      }
    }
  }

  private file(prefix: string, name: string): FileSystemFileHandle {
    let path = prefix + name;
    const handle = {
      kind: 'file',
      name,
      createWritable: async () => this.stream(path),
      getFile: () =>
        this.reading.within(async () => {
          await this.faults.getFile?.(path);
          const content = this.files.get(path);
          if (content === undefined) throw missing(path);
          return new File([content], name);
        }),
      ...(this.renames && {
        move: async (to: string) => {
          this.steps.push(`move ${path} ${prefix}${to}`);
          await this.faults.move?.(path, prefix + to);
          const content = this.files.get(path);
          if (content === undefined) throw missing(path);
          this.files.delete(path);
          path = prefix + to;
          this.files.set(path, content);
        },
      }),
    };
    return handle as unknown as FileSystemFileHandle;
  }

  private stream(path: string) {
    let gathered: Uint8Array<ArrayBuffer> = new Uint8Array();
    let ended = false;
    return {
      write: (content: Uint8Array<ArrayBuffer> | Blob) =>
        this.writing.within(async () => {
          const bytes =
            content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : Uint8Array.from(content);
          gathered = (await this.faults.write?.(path, bytes)) ?? bytes;
        }),
      close: () =>
        this.closing.within(async () => {
          this.steps.push(`close ${path}`);
          ended = true;
          await this.faults.close?.(path);
          if (!this.files.has(path)) throw missing(path);
          this.files.set(path, gathered);
        }),
      abort: async () => {
        if (ended) throw new TypeError('the stream is closed');
      },
    };
  }
}
