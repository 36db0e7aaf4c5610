/**
 * Checks the styles of `src`: see `styleProblems.mjs`.
 *
 *     node .ci/styles.mjs
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleProblems } from './styleProblems.mjs';

const paths = readdirSync('src', { recursive: true })
  .filter((path) => /\.(?:css|tsx?)$/.test(path))
  .map((path) => join('src', path).replaceAll('\\', '/'));
const problems = styleProblems(Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')])));
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exit(1);
process.stdout.write(
  `${paths.filter((path) => path.endsWith('.css')).length} style files, nothing dead or twice\n`,
);
