import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../src/ui/help/topics';
import {
  HELP_ON_DOWNLOAD,
  HELP_ON_DROP,
  HELP_ON_FOLDER_DIALOG,
  HELP_ON_NO_FRAMES,
  HELP_ON_NO_PLACE,
  HELP_ON_PLAIN_HTTP,
  HELP_ON_SLOW_CLOSING,
  HELP_ON_STORAGE,
  HELP_ON_UNEXPECTED,
  type HelpPlace,
  helpOnSeriesExport,
  TROUBLESHOOTING,
} from '../../src/wording/helpPlaces';
import { markdownPage } from '../../vite/markdownHtml';

/** The documents in `docs`: every code has its heading, every link its place. */

const REPOSITORY = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, REPOSITORY), 'utf8');

const DOCUMENTS = readdirSync(new URL('docs/', REPOSITORY))
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length));

/** Headings as GitHub names them, by another way than the build's: line by line, fences left out. */
function headingsOf(document: string): string[] {
  let fenced = false;
  return read(`docs/${document}.md`)
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('```')) fenced = !fenced;
      const text = fenced ? undefined : /^#{1,6} (.+)$/.exec(line)?.[1];
      if (text === undefined) return [];
      return [
        [...text.toLowerCase()]
          .filter((letter) => /[a-z0-9_ -]/.test(letter))
          .map((letter) => (letter === ' ' ? '-' : letter))
          .join(''),
      ];
    });
}

/** The part of a source file that declares a type: up to the next declaration. */
function declaration(path: string, type: string): string {
  const [, after] = read(path).split(`export type ${type} =`);
  if (after === undefined) throw new Error(`${path} has no ${type}`);
  return after.split(/\nexport |\n\/\*\* [^\n]*\*\/\nexport |;\n\n/)[0] as string;
}

function codesOf(path: string, type: string): string[] {
  const codes = [...declaration(path, type).matchAll(/code: '(\w+)'/g)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(3);
  return codes;
}

const troubleshooting = new Set(headingsOf('troubleshooting'));
const withoutHeading = (codes: readonly string[], map: Readonly<Record<string, string>>) =>
  codes.filter((code) => !troubleshooting.has(map[code] ?? ''));

describe('docs/troubleshooting.md', () => {
  it('has a heading for every problem', () => {
    const codes = codesOf('src/domain/problem.ts', 'Problem');
    expect(codes).toContain('workerFailed');
    expect(withoutHeading(codes, TROUBLESHOOTING.problem)).toEqual([]);
  });

  it('has a heading for every fault of the output', () => {
    const faults = [...declaration('src/domain/exportRun.ts', 'OutputFault').matchAll(/'(\w+)'/g)].map(
      ([, fault = '']) => fault,
    );
    expect(faults).toContain('mismatch');
    expect(withoutHeading(faults, TROUBLESHOOTING.output)).toEqual([]);
  });

  it('has a heading for every way an export fails, beside those of its frames and files', () => {
    const codes = codesOf('src/domain/exportRun.ts', 'ExportFailure');
    expect(codes).toContain('folderBusy');
    const own = codes.filter((code) => code !== 'output' && code !== 'frame');
    expect(withoutHeading(own, TROUBLESHOOTING.failure)).toEqual([]);
  });

  it('has a heading for every obstacle before an export', () => {
    const codes = codesOf('src/domain/warning.ts', 'ExportBlocker');
    expect(codes).toContain('missingGeometry');
    expect(withoutHeading(codes, TROUBLESHOOTING.blocker)).toEqual([]);
  });

  it('has a heading for every warning', () => {
    const types = ['SeriesWarning', 'OffsetWarning'];
    const codes = types.flatMap((type) => codesOf('src/domain/warning.ts', type));
    expect(codes).toContain('falseBackground');
    expect(codes).toContain('largeRotation');
    expect(withoutHeading(codes, TROUBLESHOOTING.warning)).toEqual([]);
  });
});

describe('every place that the screen opens', () => {
  const places: (HelpPlace | undefined)[] = [
    HELP_ON_DOWNLOAD,
    HELP_ON_DROP,
    HELP_ON_FOLDER_DIALOG,
    HELP_ON_NO_PLACE,
    HELP_ON_SLOW_CLOSING,
    HELP_ON_NO_FRAMES,
    HELP_ON_PLAIN_HTTP,
    HELP_ON_STORAGE,
    HELP_ON_UNEXPECTED,
    helpOnSeriesExport({ kind: 'skipped', reasons: [] }),
    helpOnSeriesExport({ kind: 'occupied', present: 1, planned: 2, earlierImages: 0, others: 0 }),
    ...Object.values(TOPICS).map(({ more }) => more),
  ];
  it.each(places)('%o is there', (place) => {
    if (place?.heading === undefined) throw new Error('no heading');
    expect(headingsOf(place.document)).toContain(place.heading);
  });
});

describe.each(DOCUMENTS)('docs/%s.md', (name) => {
  const page = markdownPage(name, read(`docs/${name}.md`));

  it('gets the ids that GitHub gives', () => {
    expect(page.headings.map(({ id }) => id)).toEqual(headingsOf(name).map((slug) => `${name}/${slug}`));
  });

  it('links only to places that are there', () => {
    const ids = new Set(
      DOCUMENTS.flatMap((document) => [
        document,
        ...headingsOf(document).map((slug) => `${document}/${slug}`),
      ]),
    );
    expect(page.targets.filter((target) => !ids.has(target))).toEqual([]);
  });
});

describe('a document made into HTML', () => {
  it('names headings, and links within, between and out of documents', () => {
    const { html, headings } = markdownPage(
      'guide',
      '# A & `b`, c\n\n[in](#a--b-c) [other](troubleshooting.md#x) [whole](guide.md) [out](https://dials.github.io/?a=1&b=2)',
    );
    expect(headings).toEqual([{ level: 1, id: 'guide/a--b-c', text: 'A & b, c' }]);
    expect(html).toContain('<h1 id="guide/a--b-c" tabindex="-1">A &amp; <code>b</code>, c</h1>');
    expect(html).toContain('<a href="#guide/a--b-c">in</a>');
    expect(html).toContain('<a href="#troubleshooting/x">other</a>');
    expect(html).toContain('<a href="#guide">whole</a>');
    expect(html).toContain(
      '<a href="https://dials.github.io/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">out</a>',
    );
  });

  it.each([
    ['HTML', 'a <script>alert(1)</script>'],
    ['a picture', '![x](images/x.png)'],
    ['a link to another file', '[x](../README.md)'],
    ['a link that runs a program', '[x](javascript:alert(1))'],
    ['two headings of one name', '## x\n\n## x'],
  ])('may not have %s', (_, markdown) => {
    expect(() => markdownPage('guide', markdown)).toThrow(/docs\/guide\.md/);
  });
});
