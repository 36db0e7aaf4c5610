import { outputStem } from './outputStem';
import type { Series } from './series';

/** Key for comparing names on file systems that ignore case and Unicode normalisation. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function byFoldedName(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  return counts;
}

/**
 * The name of each series' output folder, by key: its stem. If several series share a stem, as in a session
 * with one folder per crystal, the source folder's name is prefixed; names still equal are
 * numbered.
 */
export function outputFolders(
  series: readonly Pick<Series, 'key' | 'stem' | 'folder'>[],
): ReadonlyMap<string, string> {
  const stems = byFoldedName(series.map(({ stem }) => stem));
  const wanted = series.map(({ stem, folder }) => {
    const source = folder.split('/').at(-1) ?? '';
    return (stems.get(folded(stem)) ?? 0) > 1 && source !== '' ? outputStem(`${source}_${stem}`, '') : stem;
  });
  const taken = new Set<string>();
  return new Map(
    series.map(({ key }, at) => {
      const base = wanted[at] ?? '';
      let name = base;
      for (let n = 2; taken.has(folded(name)); n++) name = `${base}_${n}`;
      taken.add(folded(name));
      return [key, name];
    }),
  );
}
