import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildApp } from '../support/build';

/** What the first screen needs, packed as servers send it. */
const LIMIT_BYTES = 150_000;

it('loads less than 150 kB for the first screen, and charts apart from it', async () => {
  const folder = await buildApp();
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const names = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, name]) => name ?? '',
  );
  expect(names.length).toBeGreaterThanOrEqual(2);
  expect(names.filter((name) => name.includes('plotly'))).toEqual([]);
  const parts = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const packed = parts.reduce((sum, part) => sum + gzipSync(part).length, gzipSync(html).length);
  expect(packed).toBeLessThan(LIMIT_BYTES);
});
