/**
 * Checks package-lock.json for what npm gets wrong in silence.
 * - Every optional dependency has an entry: npm leaves out platform packages that the registry answered 404 for,
 *   and `npm ci` then fails elsewhere.
 * - No entry names the registry it came from: the lock must work behind any mirror.
 *
 *     node .ci/check-lock.mjs [path]
 */
import { readFileSync } from 'node:fs';

/** Where Node would find `name` from the package at `from`: the nearest node_modules upwards. */
function resolveEntry(packages, from, name) {
  for (let folder = from; ; ) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent < 0 ? '' : folder.slice(0, parent);
  }
}

/** What is wrong with a lock, as sentences. */
function problemsOf(lock) {
  const packages = lock.packages ?? {};
  const problems = [];
  if (lock.lockfileVersion < 3) problems.push(`lockfileVersion ${lock.lockfileVersion}, expected 3`);
  for (const [path, entry] of Object.entries(packages)) {
    const label = path === '' ? 'the project' : path;
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (resolveEntry(packages, path, name) === undefined) {
        problems.push(`${label}: optional dependency ${name} has no entry; choose a neighbouring version`);
      }
    }
    if (/^[a-z+]+:/.test(entry.resolved ?? '') && !entry.resolved.startsWith('file:')) {
      problems.push(`${label}: names where it came from: ${entry.resolved}`);
    }
    if (path !== '' && !entry.link && entry.version && !entry.integrity && !entry.inBundle) {
      problems.push(`${label}: has no integrity hash`);
    }
  }
  return problems;
}

const path = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8'));
const problems = problemsOf(lock);
for (const problem of problems) process.stderr.write(`${path}: ${problem}\n`);
if (problems.length > 0) process.exit(1);
process.stdout.write(
  `${path}: ${Object.keys(lock.packages).length - 1} packages, every optional one has an entry\n`,
);
