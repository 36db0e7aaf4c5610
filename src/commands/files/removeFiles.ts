import type { ScanOutcome } from '../../domain/frame';
import { type FrameKey, fileOfFrame, frameKey, type InspectedFile } from '../../domain/series';
import { selectSeries } from '../../state/allSeries';
import type { AppState, AppStore } from '../../state/store';
import type { FileRegistry } from './fileRegistry';
import type { Scanner } from './scanner';

/** What is left when some files are gone. */
export function withoutFiles(
  { files, outcomes }: AppState,
  ids: ReadonlySet<string>,
): Pick<AppState, 'files' | 'outcomes'> {
  return {
    files: new Map([...files].filter(([id]) => !ids.has(id))),
    outcomes: new Map([...outcomes].filter(([id]) => !ids.has(fileOfFrame(id)))),
  };
}

/** Selects what is there, where the selected series or frame is gone. */
export function keepSelection(store: AppStore): void {
  const state = store.getState();
  const list = selectSeries(state);
  const current = list.find(({ key }) => key === state.selectedSeries) ?? list[0];
  const frame = current?.frames.find(({ key }) => key === state.selectedFrame) ?? current?.frames[0];
  store.setState({ selectedSeries: current?.key, selectedFrame: frame?.key });
}

/** Files that were taken out, with what was known of them. */
export interface RemovedFiles {
  readonly files: readonly { readonly entry: InspectedFile; readonly file: File }[];
  readonly outcomes: readonly (readonly [string, ScanOutcome])[];
  /** What was selected then. */
  readonly selection: Pick<AppState, 'selectedSeries' | 'selectedFrame'>;
}

function placeKey({ file }: InspectedFile): FrameKey {
  return frameKey(file, 0);
}

/** Takes files out of the program, and puts them back. The files on disk stay as they are. */
export class FileRemover {
  private readonly store: AppStore;
  private readonly registry: FileRegistry;
  private readonly scanner: Scanner;

  constructor(store: AppStore, registry: FileRegistry, scanner: Scanner) {
    this.store = store;
    this.registry = registry;
    this.scanner = scanner;
  }

  /** Takes files out by their ids. What was chosen for their series stays known. */
  remove(ids: ReadonlySet<string>): RemovedFiles {
    const state = this.store.getState();
    const { selectedSeries, selectedFrame } = state;
    const removed = {
      files: [...ids].flatMap((id) => {
        const [entry, file] = [state.files.get(id), this.registry.get(id)];
        return entry === undefined || file === undefined ? [] : [{ entry, file }];
      }),
      outcomes: [...state.outcomes].filter(([id]) => ids.has(fileOfFrame(id))),
      selection: { selectedSeries, selectedFrame },
    };
    this.scanner.forget(ids);
    this.registry.remove(ids);
    this.store.setState(withoutFiles(state, ids));
    keepSelection(this.store);
    this.scanner.scanMissing();
    return removed;
  }

  /** Puts files back, but for those that have come again meanwhile. */
  putBack({ files, outcomes, selection }: RemovedFiles): void {
    const state = this.store.getState();
    const here = new Set([...state.files.values()].map(placeKey));
    const coming = files.filter(({ entry }) => !here.has(placeKey(entry)));
    const ids = new Set(coming.map(({ entry }) => entry.file.id));
    for (const { entry, file } of coming) this.registry.putBack(entry.file.id, file);
    this.store.setState({
      files: new Map([...state.files, ...coming.map(({ entry }) => [entry.file.id, entry] as const)]),
      outcomes: new Map([...state.outcomes, ...outcomes.filter(([id]) => ids.has(fileOfFrame(id)))]),
      ...selection,
    });
    keepSelection(this.store);
    this.scanner.scanMissing();
  }
}
