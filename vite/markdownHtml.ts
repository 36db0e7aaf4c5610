import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Marked, type Tokens } from 'marked';
import type { Plugin } from 'vite';

const QUERY = '.md?html';

/** A heading of a document. */
interface Heading {
  /** 1 is the document's title. */
  readonly level: number;
  readonly id: string;
  /** Without markup. */
  readonly text: string;
}

/** A document as the program shows it. */
export interface MarkdownPage {
  readonly html: string;
  readonly headings: readonly Heading[];
  /** Ids that links point at: `document` or `document/heading`. */
  readonly targets: readonly string[];
}

/** The part of an address that GitHub gives a heading, so that links work there too. */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function plainText(markup: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] as string);
}

/**
 * Turns a document into HTML. Ids of headings are `document/heading`, with the heading as GitHub names it; links to
 * other documents of the folder become links to their ids; links to elsewhere open in a new tab.
 * @param name the document's file name without `.md`
 * @throws Error on HTML, a picture, or a link to a file that is no document: the program could not show it
 */
export function markdownPage(name: string, markdown: string): MarkdownPage {
  const headings: Heading[] = [];
  const targets: string[] = [];
  const refuse = (what: string): never => {
    throw new Error(`docs/${name}.md: ${what} cannot be shown in the program`);
  };
  const link = (href: string): string => {
    if (/^https?:/.test(href)) return `href="${escaped(href)}" target="_blank" rel="noopener noreferrer"`;
    const [, document = '', heading = ''] =
      /^(?:([a-z-]+)\.md)?(?:#(.+))?$/.exec(href) ?? refuse(`the link ${href}`);
    const target = [document || name, heading].filter((part) => part !== '').join('/');
    targets.push(target);
    return `href="#${escaped(target)}"`;
  };
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        const text = plainText(inner);
        const id = `${name}/${slugOf(text)}`;
        if (headings.some((heading) => heading.id === id)) refuse(`a second heading "${text}"`);
        headings.push({ level: depth, id, text });
        return `<h${depth} id="${escaped(id)}" tabindex="-1">${inner}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        return `<a ${link(href)}>${this.parser.parseInline(tokens)}</a>`;
      },
      html: ({ text }) => refuse(`the HTML ${text}`),
      image: ({ href }) => refuse(`the picture ${href}`),
    },
  });
  const html = marked.parse(markdown, { async: false });
  return { html, headings, targets };
}

/**
 * `import html, { headings } from './file.md?html'`: a document of `docs` as HTML, made by the build, so that the
 * program fetches nothing.
 */
export function markdownHtml(): Plugin {
  return {
    name: 'markdown-html',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const file = id.slice(0, -'?html'.length);
      this.addWatchFile(file);
      const { html, headings } = markdownPage(basename(file, '.md'), await readFile(file, 'utf8'));
      return `export default ${JSON.stringify(html)};\nexport const headings = ${JSON.stringify(headings)};`;
    },
  };
}
