import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dialsVersion } from '../support/oracle';

/**
 * What DIALS made of some files, kept for the next run: the same DIALS says the same of the same bytes, and takes a
 * minute each time. The facts are kept, not whether they were right: every test looks at them again. A fresh clone
 * has none.
 */

const KEPT_IN = fileURLToPath(new URL('../../node_modules/.cache/pedestal-verdicts/', import.meta.url));

/** Something to be judged. */
export interface Subject {
  readonly folder: string;
  /** Paths in the folder of all that the verdict depends on. */
  readonly paths: readonly string[];
}

/** Every file below a folder but the report, which has the time in it. */
export async function everythingIn(folder: string): Promise<Subject> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== 'conversion.json')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return { folder, paths: paths.sort() };
}

async function digestOf(question: readonly string[], { folder, paths }: Subject): Promise<string> {
  const hash = createHash('sha256');
  for (const text of [dialsVersion(), ...question]) hash.update(`${text.length} ${text}\n`);
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    hash.update(`${path.length} ${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

async function keptVerdict<T>(path: string): Promise<T | undefined> {
  return readFile(path, 'utf8').then(
    (text): T | undefined => JSON.parse(text),
    () => undefined,
  );
}

async function keep(path: string, verdict: unknown): Promise<void> {
  await mkdir(KEPT_IN, { recursive: true });
  // Never half a file, whoever reads it meanwhile.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(verdict));
  await rename(draft, path);
}

/**
 * The verdicts on some subjects, kept ones and new ones.
 * @param question the text of all that asks DIALS, and of its settings
 * @param judge gives the verdicts on subjects of which none is kept, in their order, as values that JSON can hold
 */
export async function verdictsOn<T>(
  subjects: readonly Subject[],
  question: readonly string[],
  judge: (unknown: readonly Subject[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const asked = await Promise.all(
    subjects.map(async (subject) => {
      const path = join(KEPT_IN, `${await digestOf(question, subject)}.json`);
      return { subject, path, verdict: await keptVerdict<T>(path) };
    }),
  );
  const open = asked.filter(({ verdict }) => verdict === undefined);
  const fresh = open.length === 0 ? [] : await judge(open.map(({ subject }) => subject));
  if (fresh.length !== open.length) throw new Error(`${fresh.length} verdicts on ${open.length} subjects`);
  for (const [i, { path }] of open.entries()) await keep(path, fresh[i]);
  const left = [...fresh];
  return asked.map(({ verdict }) => verdict ?? (left.shift() as T));
}

/** The verdict on one subject; see {@link verdictsOn}. */
export async function verdictOn<T>(
  subject: Subject,
  question: readonly string[],
  judge: () => Promise<T>,
): Promise<T> {
  const [verdict] = await verdictsOn([subject], question, async () => [await judge()]);
  return verdict as T;
}
