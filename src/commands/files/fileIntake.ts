import type { Notice } from '../../domain/notice';
import type { Problem } from '../../domain/problem';
import {
  type FrameKey,
  filePath,
  frameId,
  type InspectedFile,
  parseFrameName,
  type SourceFile,
} from '../../domain/series';
import { INPUT_EXTENSIONS } from '../../inputs/inputs';
import { selectSeries } from '../../state/allSeries';
import type { AppState, AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import type { FileRegistry } from './fileRegistry';
import { keepSelection, withoutFiles } from './removeFiles';
import type { Scanner } from './scanner';

/** A file as it came from a drop or a dialog, with its folder inside the drop. */
export interface GivenFile {
  readonly file: File;
  /** `/` between parts, empty where unknown. */
  readonly folder: string;
}

/** A given file with what it is known by. */
interface PlacedFile extends GivenFile {
  readonly path: string;
}

/** Time that the screen is given to show new files before they are scanned. */
const SCREEN_MS = 60;
/** Files that are shown first; each later batch is twice as large, so that few of them sort everything anew. */
const FIRST_BATCH = 256;
/** Each frame takes memory, and the screen goes through all of them. */
const FRAMES_LIMIT = 300_000;
/** The screen is not held up for longer, ms. */
const LONGEST_MS = 20;

/** Ends this task of the main thread, so that the screen can be drawn; not slowed in a hidden page as timers are. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pathOf({ file, folder }: GivenFile): string {
  return `${folder}/${file.name}`;
}

function sameFile(a: SourceFile, file: File): boolean {
  return a.sizeBytes === file.size && a.lastModifiedMs === file.lastModified;
}

/** What becomes of a given file beside those already there. */
type Arrival = 'new' | 'known' | { readonly replaces: string };

/** What stopped a file, at its head or in the scan of any of its frames. */
function problemOf({ file, inspection }: InspectedFile, outcomes: AppState['outcomes']): Problem | undefined {
  if (inspection.kind === 'failed') return inspection.problem;
  const frames = framesIn({ file, inspection });
  for (let index = 0; index < frames; index++) {
    const outcome = outcomes.get(frameId(file, index));
    if (outcome?.kind === 'failed') return outcome.problem;
  }
  return undefined;
}

/**
 * A file given twice is taken once. One that failed before (still being copied, say) is replaced by a newer
 * state of itself, and by the same state where the reading failed and not the file. Two sound files of one
 * name stay side by side: grouping reports the duplicate number. In a watched folder they are one file that
 * was changed, and the newer one stays.
 * @param watched ids of the files that came from the watched folder
 */
function arrivalOf(
  known: readonly InspectedFile[],
  outcomes: AppState['outcomes'],
  file: File,
  watched?: ReadonlySet<string>,
): Arrival {
  for (const entry of known) {
    const problem = problemOf(entry, outcomes);
    const worthReading = problem?.code === 'unreadable' || problem?.code === 'workerFailed';
    if (sameFile(entry.file, file) && !worthReading) return 'known';
    if (problem !== undefined || watched?.has(entry.file.id)) return { replaces: entry.file.id };
  }
  return 'new';
}

/** Frames that a file has, a bad one too. */
function framesIn({ inspection }: InspectedFile): number {
  return inspection.kind === 'ok' ? inspection.layout.frameCount : 1;
}

/** True for a file that neither its content nor its name makes a frame. */
function isForeign({ file, inspection }: InspectedFile): boolean {
  return (
    inspection.kind === 'failed' &&
    inspection.problem.code === 'notAFrame' &&
    !INPUT_EXTENSIONS.includes(parseFrameName(file.name).extension)
  );
}

/** The smallest number that none of some files of one path has. */
function freeCopy(files: readonly InspectedFile[]): number {
  let copy = 0;
  while (files.some(({ file }) => file.copy === copy)) copy++;
  return copy;
}

type FilesByPath = Map<string, readonly InspectedFile[]>;

function byPath(files: AppState['files']): FilesByPath {
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
  private readonly framesLimit: number;
  private lastAddition: Promise<void> = Promise.resolve();
  /** The frame that was selected because nothing was: a later batch may have one that comes before it. */
  private selectedFirst: FrameKey | undefined;
  /** Files of this addition for whose frames there was no room. */
  private beyondLimit = 0;

  /** @param framesLimit frames that are held, of all series together */
  constructor(
    store: AppStore,
    client: WorkerClient,
    registry: FileRegistry,
    scanner: Scanner,
    framesLimit = FRAMES_LIMIT,
  ) {
    this.framesLimit = framesLimit;
    this.store = store;
    this.client = client;
    this.registry = registry;
    this.scanner = scanner;
  }

  /**
   * Adds files to what is there. Drops are taken one after the other, so that each sees the one before.
   * Resolves when all heads are read and the scan is under way.
   * @param watched given when the files come from a watched folder and not from the user: ids of those that came
   * from it before, to which theirs are added. A scan that the user stopped then stays so, and nothing is said of
   * files that are here already.
   */
  add(given: readonly GivenFile[], watched?: Set<string>): Promise<void> {
    if (watched === undefined) this.scanner.release();
    // One that went wrong must not hold up the next.
    this.lastAddition = this.lastAddition.catch(() => undefined).then(() => this.addNow(given, watched));
    return this.lastAddition;
  }

  private async addNow(given: readonly GivenFile[], watched?: Set<string>): Promise<void> {
    const tell = (notice: Notice | undefined) => {
      if (watched === undefined) this.store.setState({ notice });
    };
    tell(undefined);
    let coming = given.length;
    let hasArrived = false;
    this.scanner.announce(coming);
    const known = (files: number) => {
      this.scanner.known(files);
      coming -= files;
    };
    try {
      const taken = await this.takeAll(given, watched, known);
      const others = given.length - taken;
      if (others > 0) tell({ code: 'filesKnown', files: others });
      if (given.length === 0) tell({ code: 'noFilesFound' });
      if (taken === 0) return;
      if (this.store.getState().files.size === 0) tell({ code: 'noFrames' });
      if (this.beyondLimit > 0) {
        this.store.setState({
          notice: { code: 'framesLimit', files: this.beyondLimit, limit: this.framesLimit },
        });
      }
      // The screen first: the scan would take the processor away from it.
      await new Promise((resolve) => setTimeout(resolve, SCREEN_MS));
      hasArrived = true;
    } finally {
      // Whatever went wrong, nothing of this is on the way any more: a scan that waited for it would never end.
      this.selectedFirst = undefined;
      if (hasArrived) this.scanner.arrived();
      else this.scanner.failed(coming);
    }
  }

  /**
   * Takes in those of some files that are not here, in batches.
   * @param known told of each batch that has been looked at: what is a frame of it is counted as one from then on
   * @returns how many were taken in
   */
  private async takeAll(
    given: readonly GivenFile[],
    watched: Set<string> | undefined,
    known: (files: number) => void,
  ): Promise<number> {
    // The browser's own work with a large choice of files ends first.
    await nextTask();
    const paths = byPath(this.store.getState().files);
    // A series that grows without holes, whatever the order in which a folder lists its files.
    const ordered = given
      .map((one) => ({ ...one, path: pathOf(one) }))
      .sort((a, b) => compareTexts(a.path, b.path));
    let taken = 0;
    this.beyondLimit = 0;
    let size = FIRST_BATCH;
    for (let from = 0; from < ordered.length; from += size, size *= 2) {
      const batch = ordered.slice(from, from + size);
      taken += await this.addBatch(batch, paths, watched);
      known(batch.length);
    }
    return taken;
  }

  /** Takes in those of some files that are not here. @returns how many */
  private async addBatch(
    given: readonly PlacedFile[],
    paths: FilesByPath,
    watched: Set<string> | undefined,
  ): Promise<number> {
    const { arrivals, replaced } = await this.sortOut(given, paths, watched);
    if (arrivals.length === 0) return 0;
    this.take(await this.inspectAll(arrivals), replaced);
    return arrivals.length;
  }

  /** Finds out which files are new. The browser asks the disk for each one's size and date: that takes time. */
  private async sortOut(given: readonly PlacedFile[], paths: FilesByPath, watched: Set<string> | undefined) {
    const arrivals: SourceFile[] = [];
    const replaced = new Set<string>();
    let begin = performance.now();
    for (const { file, folder, path } of given) {
      if (performance.now() - begin > LONGEST_MS) {
        await nextTask();
        begin = performance.now();
      }
      // Files may have been taken out since.
      const here = (paths.get(path) ?? []).filter((entry) => this.registry.get(entry.file.id) !== undefined);
      const arrival = arrivalOf(here, this.store.getState().outcomes, file, watched);
      if (arrival === 'known') {
        for (const entry of here) if (sameFile(entry.file, file)) watched?.add(entry.file.id);
        continue;
      }
      const before = arrival === 'new' ? undefined : here.find((entry) => entry.file.id === arrival.replaces);
      const beside = here.filter((entry) => entry !== before);
      if (before !== undefined) replaced.add(before.file.id);
      const source: SourceFile = {
        id: this.registry.add(file),
        folder,
        name: file.name,
        sizeBytes: file.size,
        lastModifiedMs: file.lastModified,
        copy: before?.file.copy ?? freeCopy(beside),
      };
      paths.set(path, [...beside, { file: source, inspection: { kind: 'pending' } }]);
      watched?.add(source.id);
      arrivals.push(source);
    }
    return { arrivals, replaced };
  }

  /** Reads the heads, a few at a time. */
  private async inspectAll(arrivals: readonly SourceFile[]): Promise<InspectedFile[]> {
    const inspected: InspectedFile[] = [];
    let next = 0;
    const lane = async () => {
      for (let source = arrivals[next++]; source !== undefined; source = arrivals[next++]) {
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

  /**
   * Puts inspected files into the store, in the place of those that they replace: the series and the selection stay.
   * What is no frame by name and content is only listed, and once; what is too much is only counted.
   */
  private take(inspected: readonly InspectedFile[], replaced: ReadonlySet<string>): void {
    this.scanner.forget(replaced);
    this.registry.remove(replaced);
    const before = this.store.getState();
    const { files, outcomes } = replaced.size === 0 ? before : withoutFiles(before, replaced);
    const now = new Map(files);
    const ignored = new Map(before.ignored.map((file) => [file.path, file]));
    let room = this.framesLimit;
    for (const entry of files.values()) room -= framesIn(entry);
    for (const entry of inspected) {
      if (isForeign(entry)) {
        const path = filePath(entry.file);
        ignored.set(path, { path, sizeBytes: entry.file.sizeBytes });
        this.registry.remove([entry.file.id]);
      } else if (framesIn(entry) > room) {
        this.beyondLimit++;
        this.registry.remove([entry.file.id]);
      } else {
        room -= framesIn(entry);
        now.set(entry.file.id, entry);
      }
    }
    this.store.setState({ files: now, outcomes, ignored: [...ignored.values()] });
    if (replaced.size > 0) keepSelection(this.store);
    const { selectedSeries, selectedFrame } = this.store.getState();
    const untouched = this.selectedFirst !== undefined && selectedFrame === this.selectedFirst;
    if (selectedSeries === undefined || untouched) this.selectFirst();
  }

  private selectFirst(): void {
    const first = selectSeries(this.store.getState())[0];
    this.selectedFirst = first?.frames[0]?.key;
    this.store.setState({ selectedSeries: first?.key, selectedFrame: this.selectedFirst });
  }
}
