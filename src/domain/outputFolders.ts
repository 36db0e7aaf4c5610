import { outputStem } from './outputStem';
import type { Series } from './series';

/** How names are compared by file systems that know no difference of case or of Unicode's two spellings. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function byFoldedName(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  return counts;
}

/**
 * The name of each series' output folder, by key: its stem. Where several series have one stem, as in a night
 * with a folder for each crystal, the source folder's name stands before it; what is equal even then is
 * counted.
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
