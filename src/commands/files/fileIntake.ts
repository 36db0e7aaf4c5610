import type { Notice } from '../../domain/noticeFacts';
import { type FrameKey, filePath, type InspectedFile } from '../../domain/series';
import { selectSeries } from '../../state/allSeries';
import type { AppStore } from '../../state/store';
import type { WorkerClient } from '../../worker/client';
import { nextTask } from '../nextTask';
import { type FilesByPath, groupByPath } from './arrivals';
import type { FileRegistry } from './fileRegistry';
import { foldScan, type ScanEvent } from './foldScan';
import { type GivenFile, type PlacedFile, placeFiles } from './givenFile';
import { inspectFiles } from './inspectFiles';
import { keepSelection } from './removeFiles';
import type { Scanner } from './scanner';
import { sortArrivals } from './sortArrivals';
import { takeIn } from './takeIn';
import { sortSides, takeSides } from './takeSides';

/** Time that the screen is given to show new files before they are scanned, ms. */
const SCREEN_MS = 60;
/** Files that are shown first; each later batch is twice as large, so that few of them sort everything anew. */
const FIRST_BATCH = 256;
/** Each frame takes memory, and the screen goes through all of them. */
const FRAMES_LIMIT = 300_000;

/** One addition of files. */
interface Addition {
  /** Tells it from others under way. */
  readonly number: number;
  /** Ids of the files of the watched folder; undefined where the user gives the files. */
  readonly watched: Set<string> | undefined;
  /** Files for whose frames there was no room. */
  beyondLimit: number;
}

/** Takes files in: looks at each head, sorts them into series, and has new frames scanned. */
export class FileIntake {
  private readonly store: AppStore;
  private readonly client: WorkerClient;
  private readonly registry: FileRegistry;
  private readonly scanner: Scanner;
  private readonly framesLimit: number;
  private lastAddition: Promise<void> = Promise.resolve();
  private additions = 0;
  /** The frame that was selected because nothing was: a later batch may have one that comes before it. */
  private selectedFirst: FrameKey | undefined;

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
    this.lastAddition = this.addAfter(this.lastAddition, given, watched);
    return this.lastAddition;
  }

  private async addAfter(
    before: Promise<void>,
    given: readonly GivenFile[],
    watched: Set<string> | undefined,
  ): Promise<void> {
    const addition: Addition = { number: ++this.additions, watched, beyondLimit: 0 };
    let hasNew = false;
    try {
      this.noteScan({ kind: 'announced', addition: addition.number, paths: pathsOf(given) });
      // One that went wrong must not hold up the next.
      await before.catch(() => undefined);
      hasNew = await this.addNow(addition, given);
    } finally {
      // Whatever went wrong, nothing of this is on the way any more: a scan that waited for it would never end.
      this.selectedFirst = undefined;
      const over = { kind: 'over', addition: addition.number } as const;
      if (hasNew) this.scanner.scanMissing(over);
      else this.noteScan(over);
    }
  }

  /** @returns whether there is something to scan */
  private async addNow(addition: Addition, given: readonly GivenFile[]): Promise<boolean> {
    const tell = (notice: Notice | undefined) => {
      if (addition.watched === undefined) this.store.setState({ notice });
    };
    tell(undefined);
    const taken = await this.takeAll(addition, given);
    const others = given.length - taken;
    if (others > 0) tell({ code: 'filesKnown', files: others });
    if (given.length === 0) tell({ code: 'noFilesFound' });
    if (taken === 0) return false;
    const { files, sideFiles } = this.store.getState();
    if (files.size === 0) tell({ code: sideFiles.size === 0 ? 'noFrames' : 'onlySideFiles' });
    const { beyondLimit } = addition;
    if (beyondLimit > 0) {
      this.store.setState({ notice: { code: 'framesLimit', files: beyondLimit, limit: this.framesLimit } });
    }
    // The screen first: the scan would take the processor away from it.
    await new Promise((resolve) => setTimeout(resolve, SCREEN_MS));
    return true;
  }

  /** Takes in those of some files that are not here, in batches. @returns how many were not */
  private async takeAll(addition: Addition, given: readonly GivenFile[]): Promise<number> {
    // The browser's own work with a large choice of files ends first.
    await nextTask();
    const paths = groupByPath(this.store.getState().files);
    const { frames, sides } = sortSides(placeFiles(given));
    const read = await takeSides(this.store, sides);
    const ordered = [...frames, ...read.others];
    let taken = read.taken;
    let size = FIRST_BATCH;
    for (let from = 0; from < ordered.length; from += size, size *= 2) {
      taken += await this.takeBatch(addition, ordered.slice(from, from + size), paths);
    }
    return taken;
  }

  /** Takes in those of some files that are not here. @returns how many were not */
  private async takeBatch(
    addition: Addition,
    given: readonly PlacedFile[],
    paths: FilesByPath,
  ): Promise<number> {
    const lookedAt: ScanEvent = {
      kind: 'lookedAt',
      addition: addition.number,
      paths: given.map(({ path }) => path),
    };
    const arrivals = await sortArrivals(this.store, this.registry, given, paths, addition.watched);
    if (arrivals.files.length === 0) {
      this.noteScan(lookedAt);
      return 0;
    }
    const inspected = await inspectFiles(this.client, this.registry, arrivals.files);
    addition.beyondLimit += this.keep(inspected, arrivals.replaced, lookedAt);
    return arrivals.files.length;
  }

  /**
   * Puts inspected files into the store, in the place of those that they replace: the series and the selection stay.
   * @param lookedAt what is then known of the scan, in the same step: no file is both announced and here
   * @returns for how many there was no room
   */
  private keep(
    inspected: readonly InspectedFile[],
    replaced: ReadonlySet<string>,
    lookedAt: ScanEvent,
  ): number {
    this.scanner.forget(replaced);
    this.registry.remove(replaced);
    const state = this.store.getState();
    const { change, refused, beyondLimit } = takeIn(state, inspected, replaced, this.framesLimit);
    this.registry.remove(refused);
    this.store.setState({ ...change, scan: foldScan(state.scan, lookedAt) });
    if (replaced.size > 0) keepSelection(this.store);
    const { selectedSeries, selectedFrame } = this.store.getState();
    const untouched = this.selectedFirst !== undefined && selectedFrame === this.selectedFirst;
    if (selectedSeries === undefined || untouched) this.selectFirst();
    return beyondLimit;
  }

  private selectFirst(): void {
    const all = selectSeries(this.store.getState());
    const first = all.find(({ shape }) => shape !== undefined) ?? all[0];
    this.selectedFirst = first?.frames[0]?.key;
    this.store.setState({ selectedSeries: first?.key, selectedFrame: this.selectedFirst });
  }

  private noteScan(event: ScanEvent): void {
    this.store.setState(({ scan }) => ({ scan: foldScan(scan, event) }));
  }
}

function pathsOf(given: readonly GivenFile[]): string[] {
  return given.map(({ file, folder }) => filePath({ folder, name: file.name }));
}
