import type { FolderMode, FolderTally } from '../domain/exportRun';
import type { CloseWidth } from './closeWidth';
import type { OutputFile } from './exportSeries';
import type { OutputPlace, PendingFile } from './outputPlace';

/** Contents held, and files read back, at a time: more gains little and takes more memory. */
const CONTENTS_AT_ONCE = 3;

/** Limits concurrency, first come, first served. */
class Gate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  async within<T>(run: () => Promise<T>): Promise<T> {
    if (this.inside === CONTENTS_AT_ONCE) await new Promise<void>((enter) => this.waiting.push(enter));
    else this.inside++;
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      // The next waiter takes over the slot.
      if (next === undefined) this.inside--;
      else next();
    }
  }
}

/** A file in progress, and its outcome. */
interface Entry {
  readonly bytes: number;
  readonly framesDone: number;
  outcome?: { readonly kept: boolean } | { readonly error: unknown };
}

/**
 * Writes files in parallel and counts them in order. Only a few contents are held at a time: once the browser has a
 * file's content, the file is closed, verified and named while others are written, since closing may take seconds.
 */
export class OverlappingWrites {
  bytesWritten = 0;
  tally: FolderTally;
  private readonly place: OutputPlace;
  private readonly mode: FolderMode;
  private readonly width: CloseWidth;
  private readonly signal: AbortSignal;
  private readonly onFile: (framesDone: number) => void;
  /** In order of start, without those already counted. */
  private readonly entries: Entry[] = [];
  private readonly readingBack = new Gate();
  private contents = 0;
  private unfinished = 0;
  private failed = false;
  private firstError: { readonly error: unknown } | undefined;
  private framesDone = 0;
  /** True while all files of the current frame already existed. */
  private frameIsKept = true;
  private waiting: (() => void)[] = [];

  /**
   * @param mode `ask` replaces no file, `resume` keeps one that is there already byte for byte
   * @param width how many files may be unfinished
   * @param onFile told after each file how many frames are complete
   */
  constructor(
    place: OutputPlace,
    mode: FolderMode,
    filesTotal: number,
    width: CloseWidth,
    signal: AbortSignal,
    onFile: (framesDone: number) => void,
  ) {
    this.place = place;
    this.mode = mode;
    this.width = width;
    this.signal = signal;
    this.onFile = onFile;
    this.tally = { filesVerified: 0, filesTotal, framesKept: 0, filesKept: 0 };
  }

  /**
   * Begins to write a file and resolves as soon as there is room for another.
   * @throws what the first file throws that failed, when nothing is written any more
   */
  async begin(file: OutputFile): Promise<void> {
    this.launch(file, async () => undefined);
    await this.until(() => this.failed || this.hasRoom());
    if (this.failed) await this.settle();
  }

  /** Writes the last file, named only after all others. @throws as {@link begin} */
  async end(file: OutputFile): Promise<void> {
    this.launch(file, async () => {
      await this.until(() => this.failed || this.unfinished === 1);
      if (this.failed) throw new DOMException('a file before it failed', 'AbortError');
    });
    await this.settle();
  }

  /** Waits until all writing has stopped, whatever the outcome. */
  async abandon(): Promise<void> {
    this.failed = true;
    this.changed();
    await this.until(() => this.unfinished === 0);
  }

  private async settle(): Promise<void> {
    await this.until(() => this.unfinished === 0);
    if (this.firstError !== undefined) throw this.firstError.error;
  }

  /** Call when a slow close may have made room. */
  changed(): void {
    for (const look of this.waiting.splice(0)) look();
  }

  private hasRoom(): boolean {
    return this.contents < CONTENTS_AT_ONCE && this.unfinished < this.width.current;
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((look) => this.waiting.push(look));
  }

  /** @param turn resolves when the file may show under its own name */
  private launch(file: OutputFile, turn: () => Promise<void>): void {
    const entry: Entry = { bytes: file.content.length, framesDone: file.framesDone };
    this.entries.push(entry);
    this.unfinished++;
    this.contents++;
    // Nothing that waits for a slow close may reference the file, or its content would stay in memory.
    this.handOver(file, turn)
      .then((written) => this.finish(written, turn))
      .then(
        (kept) => {
          entry.outcome = { kept };
        },
        (error: unknown) => {
          entry.outcome = { error };
          this.failed = true;
        },
      )
      .then(() => {
        this.unfinished--;
        this.count();
        this.changed();
      });
  }

  /** Holds the file's content while it runs. @returns undefined if the file already existed */
  private async handOver(file: OutputFile, turn: () => Promise<void>): Promise<PendingFile | undefined> {
    try {
      if (this.mode === 'resume' && (await this.place.has(file))) return undefined;
      if (!this.place.hasDraft(file.path)) await turn();
      return await this.place.write(file, this.mode !== 'ask', this.signal);
    } finally {
      file.release();
      this.contents--;
      this.changed();
    }
  }

  /** @returns true if the file already existed */
  private async finish(written: PendingFile | undefined, turn: () => Promise<void>): Promise<boolean> {
    if (written === undefined) return true;
    await this.width.measure(() => written.close());
    await this.readingBack.within(() => written.verify());
    await turn().catch(async (error) => {
      await written.discard();
      throw error;
    });
    await written.putInPlace();
    return false;
  }

  /** Counts finished files, up to the first unfinished one. */
  private count(): void {
    for (let entry = this.entries[0]; entry?.outcome !== undefined; entry = this.entries[0]) {
      this.entries.shift();
      if ('error' in entry.outcome) {
        this.firstError ??= { error: entry.outcome.error };
        this.frameIsKept = false;
      } else this.countFile(entry, entry.outcome.kept);
    }
  }

  private countFile({ bytes, framesDone }: Entry, kept: boolean): void {
    this.frameIsKept &&= kept;
    const endsFrame = framesDone > this.framesDone;
    const { filesVerified, filesKept, framesKept } = this.tally;
    this.tally = {
      ...this.tally,
      filesVerified: filesVerified + 1,
      filesKept: filesKept + (kept ? 1 : 0),
      framesKept: framesKept + (endsFrame && this.frameIsKept ? 1 : 0),
    };
    if (!kept) this.bytesWritten += bytes;
    if (endsFrame) {
      this.framesDone = framesDone;
      this.frameIsKept = true;
    }
    this.onFile(this.framesDone);
  }
}
