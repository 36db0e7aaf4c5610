import { filePath } from '../../domain/series';
import { selectSeries } from '../../state/allSeries';
import type { AppStore } from '../../state/store';
import { lateFrames } from '../../state/watch';
import type { FileIntake } from '../files/fileIntake';
import type { GivenFile } from '../files/givenFile';

/** What a watched folder has given so far. */
export interface GivenSoFar {
  /** Ids of the files that came from it. */
  readonly ids: Set<string>;
  /** Size and time of each file when it was handed over, by path. */
  readonly states: Map<string, string>;
}

/** Series with late frames, and how many. */
function lateSeries(
  store: AppStore,
): { readonly key: string; readonly stem: string; readonly frames: number }[] {
  const state = store.getState();
  return selectSeries(state)
    .map((series) => ({ key: series.key, stem: series.stem, frames: lateFrames(state.watch, series) }))
    .filter(({ frames }) => frames > 0);
}

/**
 * Hands files of a watched folder to the intake, by their paths; a notice tells of frames that come late.
 * @param soFar gets what is handed over
 */
export async function handOver(
  store: AppStore,
  intake: FileIntake,
  soFar: GivenSoFar,
  files: ReadonlyMap<string, File>,
): Promise<void> {
  const here = new Set([...store.getState().files.values()].map(({ file }) => filePath(file)));
  const given: GivenFile[] = [];
  for (const [path, file] of files) {
    const state = `${file.size} ${file.lastModified}`;
    // The user took it out of the program; that the folder was away meanwhile does not bring it back.
    if (soFar.states.get(path) === state && !here.has(path)) continue;
    soFar.states.set(path, state);
    given.push({ file, folder: path.slice(0, path.lastIndexOf('/')) });
  }
  if (given.length === 0) return;
  const before = new Map(lateSeries(store).map(({ key, frames }) => [key, frames]));
  await intake.add(given, soFar.ids);
  const late = lateSeries(store).filter(({ key, frames }) => frames !== before.get(key));
  if (late.length === 0) return;
  const series = late.map(({ stem, frames }) => ({ stem, frames }));
  store.setState({ notice: { code: 'lateFrames', series } });
}
