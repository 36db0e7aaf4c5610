import type { Plugin } from 'vite';
import { INPUTS } from '../src/inputs/inputs';

const NAME = 'manifest.webmanifest';
const DESCRIPTION = 'TIA raw frames to MRC and SMV, in your browser';

/** The web app manifest. The operating system may open with the program what the input formats read. */
function manifestText(): string {
  const accept = Object.fromEntries(
    INPUTS.map(({ mediaType, extensions }) => [mediaType, extensions.map((one) => `.${one}`)]),
  );
  const icon = (file: string, size: number) => ({
    src: `./${file}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
  });
  const manifest = {
    name: 'Pedestal',
    short_name: 'Pedestal',
    description: DESCRIPTION,
    id: './',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#f4f6f7',
    theme_color: '#0f6e84',
    icons: [
      icon('icon-192', 192),
      icon('icon-512', 512),
      { ...icon('icon-maskable-512', 512), purpose: 'maskable' },
    ],
    file_handlers: [{ action: './', accept, launch_type: 'single-client' }],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Makes the manifest of the site and links it. */
export function manifest(): Plugin {
  return {
    name: 'manifest',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: `./${NAME}` }, injectTo: 'head' },
    ],
    configureServer(server) {
      server.middlewares.use(`/${NAME}`, (_, response) => {
        response.setHeader('Content-Type', 'application/manifest+json');
        response.end(manifestText());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: manifestText() });
    },
  };
}
