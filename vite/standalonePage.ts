import type { Plugin } from 'vite';

const ICON = /href="\.\/([^"]+\.svg)"/;

/**
 * Makes the page independent of other files: the icon goes into it, which Vite leaves beside the page.
 * @param fileName name of the page
 */
export function standalonePage(fileName: string): Plugin {
  return {
    name: 'standalone-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') return;
        const html = String(page.source);
        const name = ICON.exec(html)?.[1] ?? '';
        const icon = bundle[name];
        if (icon?.type !== 'asset') throw new Error('the page has no icon');
        const data = Buffer.from(icon.source).toString('base64');
        page.source = html.replace(ICON, `href="data:image/svg+xml;base64,${data}"`);
        page.fileName = fileName;
        delete bundle[name];
      },
    },
  };
}
