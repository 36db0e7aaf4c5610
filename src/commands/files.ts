import type { Problem } from '../domain/problem';
import {
  FRAME_EXTENSIONS,
  filePath,
  frameId,
  type InspectedFile,
  parseFrameName,
  type SourceFile,
} from '../domain/series';
import { selectSeries } from '../state/selectors';
import type { AppState, AppStore, IgnoredFile } from '../state/store';
import { plural } from '../wording/numbers';
import type { WorkerClient } from '../worker/client';
import type { FileRegistry } from './fileRegistry';
import type { Scanner } from './scan';

/** A file as it came from a drop or a dialog, with its folder inside the drop. */
export interface GivenFile {
  readonly file: File;
  /** `/` between parts, empty where unknown. */
  readonly folder: string;
}

/** Time that the screen is given to show new files before they are scanned. */
const SCREEN_MS = 60;

function sameFile(a: SourceFile, file: File): boolean {
  return a.sizeBytes === file.size && a.lastModifiedMs === file.lastModified;
}

/** What becomes of a given file beside those already there. */
type Arrival = 'new' | 'known' | { readonly replaces: string };

/** What stopped a file, at its head or in the scan of any of its frames. */
function problemOf({ file, inspection }: InspectedFile, outcomes: AppState['outcomes']): Problem | undefined {
  if (inspection.kind === 'failed') return inspection.problem;
  const frames = inspection.kind === 'ok' ? inspection.layout.frameCount : 0;
  for (let index = 0; index < frames; index++) {
    const outcome = outcomes.get(frameId(file, index));
    if (outcome?.kind === 'failed') return outcome.problem;
  }
  return undefined;
}

/**
 * A file given twice is taken once. One that failed before (still being copied, say) is replaced by a newer
 * state of itself, and by the same state where the reading failed and not the file. Two sound files of one
 * name stay side by side: grouping reports the duplicate number.
 */
function arrivalOf(known: readonly InspectedFile[], outcomes: AppState['outcomes'], file: File): Arrival {
  for (const entry of known) {
    const problem = problemOf(entry, outcomes);
    const worthReading = problem?.code === 'unreadable' || problem?.code === 'workerFailed';
    if (sameFile(entry.file, file) && !worthReading) return 'known';
    if (problem !== undefined) return { replaces: entry.file.id };
  }
  return 'new';
}

/** True for a file that neither its content nor its name makes a frame. */
function isForeign({ file, inspection }: InspectedFile): boolean {
  return (
    inspection.kind === 'failed' &&
    inspection.problem.code === 'notAFrame' &&
    !FRAME_EXTENSIONS.includes(parseFrameName(file.name).extension)
  );
}

function byPath(files: AppState['files']): Map<string, InspectedFile[]> {
  const map = new Map<string, InspectedFile[]>();
  for (const entry of files.values()) {
    const path = `${entry.file.folder}/${entry.file.name}`;
    const list = map.get(path);
    if (list === undefined) map.set(path, [entry]);
    else list.push(entry);
  }
  return map;
}

/** Takes files in: looks at each head, sorts them into series, and has new frames scanned. */
export class FileIntake {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;
  private readonly scanner: Scanner;
  private lastAddition: Promise<void> = Promise.resolve();

  constructor(store: AppStore, client: WorkerClient, registry: FileRegistry, scanner: Scanner) {
    this.store = store;
    this.client = client;
    this.registry = registry;
    this.scanner = scanner;
  }

  /**
   * Adds files to what is there. Drops are taken one after the other, so that each sees the one before.
   * Resolves when all heads are read and the scan is under way.
   */
  add(given: readonly GivenFile[]): Promise<void> {
    this.scanner.release();
    // One that went wrong must not hold up the next.
    this.lastAddition = this.lastAddition.catch(() => undefined).then(() => this.addNow(given));
    return this.lastAddition;
  }

  private async addNow(given: readonly GivenFile[]): Promise<void> {
    const state = this.store.getState();
    const paths = byPath(state.files);
    const arrivals: SourceFile[] = [];
    const replaced = new Set<string>();
    let known = 0;
    for (const { file, folder } of given) {
      const path = `${folder}/${file.name}`;
      const arrival = arrivalOf(paths.get(path) ?? [], state.outcomes, file);
      if (arrival === 'known') {
        known++;
        continue;
      }
      if (arrival !== 'new') replaced.add(arrival.replaces);
      const source: SourceFile = {
        id: this.registry.add(file),
        folder,
        name: file.name,
        sizeBytes: file.size,
        lastModifiedMs: file.lastModified,
      };
      const pending: InspectedFile = { file: source, inspection: { kind: 'pending' } };
      paths.set(path, [...(paths.get(path) ?? []), pending]);
      arrivals.push(source);
    }
    const notice = known === 0 ? undefined : `${plural(known, 'file')} already here, taken once.`;
    if (arrivals.length === 0) {
      this.store.setState({ notice: notice ?? 'No files were found there.' });
      return;
    }
    this.store.setState({ notice });
    this.scanner.announce(arrivals.length);
    if (replaced.size > 0) this.removeFiles(replaced);
    this.take(await this.inspectAll(arrivals));
    // The screen first: the scan would take the processor away from it.
    await new Promise((resolve) => setTimeout(resolve, SCREEN_MS));
    this.scanner.arrived(arrivals.length);
  }

  /** Reads the heads, a few at a time. */
  private async inspectAll(arrivals: readonly SourceFile[]): Promise<InspectedFile[]> {
    const inspected: InspectedFile[] = [];
    const waiting = [...arrivals];
    const lane = async () => {
      for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
        const file = this.registry.get(source.id);
        if (file === undefined) continue;
        const layout = await this.client.inspect(file);
        inspected.push({
          file: source,
          inspection: layout.ok
            ? { kind: 'ok', layout: layout.value }
            : { kind: 'failed', problem: layout.problem },
        });
      }
    };
    await Promise.all(Array.from({ length: this.client.parallel }, lane));
    return inspected;
  }

  /** Puts inspected files into the store; what is no frame by name and content is only listed. */
  private take(inspected: readonly InspectedFile[]): void {
    const before = this.store.getState();
    const files = new Map(before.files);
    const ignored: IgnoredFile[] = [...before.ignored];
    for (const entry of inspected) {
      if (isForeign(entry)) {
        ignored.push({ path: filePath(entry.file), sizeBytes: entry.file.sizeBytes });
        this.registry.remove([entry.file.id]);
      } else {
        files.set(entry.file.id, entry);
      }
    }
    this.store.setState({ files, ignored });
    if (files.size === 0) this.store.setState({ notice: 'None of these files is a TIA raw or MRC frame.' });
    if (this.store.getState().selectedSeries === undefined) this.selectFirst();
  }

  private selectFirst(): void {
    const first = selectSeries(this.store.getState())[0];
    this.store.setState({ selectedSeries: first?.key, selectedFrame: first?.frames[0]?.id });
  }

  /** Takes a series out of the program; the files on disk stay as they are. */
  removeSeries(key: string): void {
    const state = this.store.getState();
    const series = selectSeries(state).find((one) => one.key === key);
    if (series !== undefined) this.removeFiles(new Set(series.frames.map((frame) => frame.file.id)));
  }

  /** Takes single files out of the program. */
  removeFiles(ids: ReadonlySet<string>): void {
    this.scanner.forget(ids);
    this.registry.remove(ids);
    const state = this.store.getState();
    const files = new Map([...state.files].filter(([id]) => !ids.has(id)));
    const outcomes = new Map([...state.outcomes].filter(([id]) => !ids.has(id.slice(0, id.indexOf('/')))));
    this.store.setState({ files, outcomes });
    const after = this.store.getState();
    const list = selectSeries(after);
    const current = list.find(({ key }) => key === after.selectedSeries) ?? list[0];
    const frame = current?.frames.find(({ id }) => id === after.selectedFrame) ?? current?.frames[0];
    this.store.setState({ selectedSeries: current?.key, selectedFrame: frame?.id });
    this.scanner.scanMissing();
  }
}
