import { placeOf, type SeriesFrame } from '../../domain/series';
import type { FrameReference } from '../../worker/protocol';

/** The browser's file references, by file id. They are kept out of the store: they are no plain data. */
export class FileRegistry {
  private readonly files = new Map<string, File>();
  private nextId = 1;

  /** Keeps a file and gives it an id. */
  add(file: File): string {
    const id = `f${this.nextId++}`;
    this.files.set(id, file);
    return id;
  }

  /** Keeps a file again that was forgotten. @param id the id that it had */
  putBack(id: string, file: File): void {
    this.files.set(id, file);
  }

  /** The file of an id that is still known. */
  get(id: string): File | undefined {
    return this.files.get(id);
  }

  /** Forgets files. */
  remove(ids: Iterable<string>): void {
    for (const id of ids) this.files.delete(id);
  }

  /** The frames with their files, for a worker; those whose file or layout is not known are left out. */
  references(frames: readonly SeriesFrame[]): FrameReference[] {
    return frames.flatMap((frame) => {
      const file = this.get(frame.file.id);
      const place = placeOf(frame);
      return file === undefined || place === undefined ? [] : [{ file, place }];
    });
  }
}
