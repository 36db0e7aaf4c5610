import { splitName } from './frameName';
import type { FrameKey, Series, SeriesFrame } from './series';
import type { SeriesSide, SideFacts, SideFile } from './sideFacts';

/** The names of frames' files, without extension, that a side file may belong to: `x` for `x.mrc.mdoc` and `x.xml`. */
function basesOf({ name }: SideFile): readonly string[] {
  const { base } = splitName(name);
  return [base, splitName(base).base];
}

function keyOf(folder: string, base: string): string {
  return `${folder}\0${base}`;
}

/** Side files by folder and base name. */
type SideIndex = ReadonlyMap<string, SideFile>;

function indexOf(files: Iterable<SideFile>): SideIndex {
  const index = new Map<string, SideFile>();
  for (const file of files) for (const base of basesOf(file)) index.set(keyOf(file.folder, base), file);
  return index;
}

interface Match {
  readonly file: SideFile;
  readonly facts: SideFacts;
}

/** What is stated of one frame's file. */
function factsOf(index: SideIndex, folder: string, base: string): Match | undefined {
  const own = index.get(keyOf(folder, base));
  if (own !== undefined && own.format !== 'emi') return own.facts[0] && { file: own, facts: own.facts[0] };
  // TIA: name.emi for name_1.ser, name_2.ser
  const [, stem = base, number = '1'] = /^(.*)_(\d+)$/.exec(base) ?? [];
  const emi = index.get(keyOf(folder, stem));
  const facts = emi?.format === 'emi' ? emi.facts[Number(number) - 1] : undefined;
  return emi && facts && { file: emi, facts };
}

function tiltOf(facts: SideFacts, { indexInFile }: SeriesFrame): number | undefined {
  return facts.metadata.tiltsDeg?.[indexInFile] ?? (indexInFile === 0 ? facts.metadata.tiltDeg : undefined);
}

function sideOf(series: Series, index: SideIndex): SeriesSide | undefined {
  const tiltsDeg = new Map<FrameKey, number>();
  let first: Match | undefined;
  for (const frame of series.frames) {
    const match = factsOf(index, frame.file.folder, splitName(frame.file.name).base);
    if (match === undefined) continue;
    first ??= match;
    const tilt = tiltOf(match.facts, frame);
    if (tilt !== undefined && !Number.isNaN(tilt)) tiltsDeg.set(frame.key, tilt);
  }
  // One file for the whole series, named after it.
  const whole = index.get(keyOf(series.folder, series.stem));
  if (first === undefined && whole?.facts[0] !== undefined) first = { file: whole, facts: whole.facts[0] };
  if (first === undefined) return undefined;
  const { format, name } = first.file;
  return { ...first.facts, format, name, tiltsDeg };
}

/** The series with what side files state of them; those without one stay the same objects. */
export function withSides(
  series: readonly Series[],
  files: ReadonlyMap<string, SideFile>,
): readonly Series[] {
  if (files.size === 0) return series;
  const index = indexOf(files.values());
  return series.map((one) => {
    const side = sideOf(one, index);
    return side === undefined ? one : { ...one, side };
  });
}
