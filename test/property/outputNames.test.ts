import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupIntoSeries } from '../../src/domain/groupSeries';
import type { ExportRecipe } from '../../src/domain/recipe';
import { outputPaths } from '../../src/pipeline/exportSeries';
import { at, entryOf, fileOf, layoutOf, recipeOf, tiaBytes, viewFiles } from '../unit/fixtures';

/** Whatever a file is called, the names of the output stay in the series' folder and fit every disk. */

/** What a name is while it is being written: the program's draft, and the browser's own copy of it. */
const WHILE_WRITTEN = '.pedestal-part.1.crswap';
const DISK_LIMIT_BYTES = 255;

/** Pieces that names are made of, the dangerous ones often. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('..', '../', '..\\', '/', '\\', 'C:', 'con', 'NUL', 'com1', 'lpt\u00b9', '.lnk', '#', '~'),
  fc.constantFrom(' ', '.', '_', '-', '%', '\0', '\n', '\u007f', '\u0085', '\u202e', '\ud800', '\ufeff'),
  fc.constantFrom('\u{1f600}', 'a\u0308', '\u00e4', '\uff0e\uff0e\uff0f', '\u2215', '\u2024'),
  fc.string({ unit: 'grapheme', minLength: 200, maxLength: 260 }),
);
const anyText = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const anyNumber = fc.constantFrom('', '1', '_001', '_999999999', '_0000000001');
const anyName = fc
  .tuple(anyText, anyNumber, fc.constantFrom('.bin', '.mrc', '', '.BIN'))
  .map((parts) => parts.join(''));

let sample: ExportRecipe;
beforeAll(async () => {
  sample = recipeOf(await viewFiles([fileOf(tiaBytes('int32', 1, 1, [1]), 'x_1.bin')]));
});

/** The paths that a file's series would be written to. */
function pathsOf(name: string, folder: string, frameCount = 1): string[] {
  const series = groupIntoSeries([entryOf(name, { folder, layout: layoutOf({ frameCount }) })]);
  const { stem, digits, frames } = at(series, 0);
  const number = at(frames, frames.length - 1).number;
  return outputPaths({ ...sample, stem, digits, frames: [{ ...at(sample.frames, 0), number }] });
}

function stemOf(name: string): string {
  return at(groupIntoSeries([entryOf(name)]), 0).stem;
}

/** What is wrong with a part of a path. */
function faultsOf(part: string): string[] {
  const faults: readonly (readonly [string, boolean])[] = [
    ['empty', part === ''],
    ['ends', /^[. ~]|[. ~]$/.test(part)],
    ['special', /[\\/:*?"<>|#]|\p{Cc}|\p{Cf}|\p{Cs}/u.test(part)],
    ['reserved', /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(part)],
    ['long', Buffer.byteLength(part) > DISK_LIMIT_BYTES],
  ];
  return faults.filter(([, found]) => found).map(([name]) => `${name}: ${JSON.stringify(part)}`);
}

describe('the paths of the output', () => {
  it('stay in one folder, in every ZIP and on every disk, whatever the source is called', () => {
    fc.assert(
      fc.property(anyName, anyText, (name, folder) => {
        const paths = pathsOf(name, folder).map((path) => path.split('/'));
        expect(paths.flat().flatMap(faultsOf)).toEqual([]);
        expect(new Set(paths.map(([first]) => first)).size).toBe(1);
        expect(new Set(paths.map((parts) => parts.join('/').toLowerCase())).size).toBe(paths.length);
        expect(Math.max(...paths.map(({ length }) => length))).toBe(3);
        const written = paths.map((parts) => Buffer.byteLength(`${parts.at(-1)}${WHILE_WRITTEN}`));
        expect(Math.max(...written)).toBeLessThanOrEqual(DISK_LIMIT_BYTES);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a long stack fit too', () => {
    const paths = pathsOf(`${'\u00e4'.repeat(125)}.mrc`, '', 12_345);
    for (const path of paths) {
      const name = `${path.split('/').at(-1)}${WHILE_WRITTEN}`;
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(DISK_LIMIT_BYTES);
    }
  });
});

describe('long names', () => {
  it('that differ anywhere have different stems', () => {
    const places = fc.uniqueArray(fc.nat({ max: 239 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(places, fc.constantFrom('a', '\u00e4', '\u{1f600}'), (marked, char) => {
        const names = marked.map((mark) => {
          const chars = Array(240).fill(char);
          chars[mark] = 'X';
          return `${chars.join('')}_1.bin`;
        });
        expect(new Set(names.map(stemOf)).size).toBe(2);
      }),
      { numRuns: 300 },
    );
  });

  it('keep their beginning, and those that fit are kept whole', () => {
    expect(stemOf(`${'crystal'.repeat(35)}_1.bin`)).toMatch(/^(crystal){20}/);
    expect(stemOf(`${'c'.repeat(200)}_1.bin`)).toBe('c'.repeat(200));
  });
});
