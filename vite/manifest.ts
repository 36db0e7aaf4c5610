import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import type { InputFormat } from '../src/inputs/inputFormat';

/** Loaded as the program is, as its imports have no endings. */
const INPUTS_MODULE = fileURLToPath(new URL('../src/inputs/inputs.ts', import.meta.url));
const NAME = 'manifest.webmanifest';
const DESCRIPTION = 'TIA raw frames to MRC and SMV, in your browser';

/** The web app manifest. The operating system may open with the program what the input formats read. */
async function manifestText(): Promise<string> {
  const { module } = await runnerImport<{ readonly INPUTS: readonly InputFormat[] }>(INPUTS_MODULE);
  const accept = Object.fromEntries(
    module.INPUTS.map(({ mediaType, extensions }) => [mediaType, extensions.map((one) => `.${one}`)]),
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
      server.middlewares.use(`/${NAME}`, (_, response, next) => {
        manifestText().then((text) => {
          response.setHeader('Content-Type', 'application/manifest+json');
          response.end(text);
        }, next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: await manifestText() });
    },
  };
}
