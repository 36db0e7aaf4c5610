import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const SOURCE = new URL('./serviceWorker.js', import.meta.url);

/** Writes `serviceWorker.js` beside the page, with the names of all built files and a version made from them. */
export function serviceWorker(): Plugin {
  let publicFolder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved({ publicDir }) {
      publicFolder = publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const hash = createHash('sha256');
        const built = Object.values(bundle).map((file) => {
          hash.update(file.type === 'asset' ? file.source : file.code);
          return file.fileName === 'index.html' ? './' : `./${file.fileName}`;
        });
        const names = existsSync(publicFolder) ? readdirSync(publicFolder) : [];
        const given = names.map((name) => {
          hash.update(readFileSync(join(publicFolder, name)));
          return `./${name}`;
        });
        const worker = readFileSync(SOURCE, 'utf8');
        hash.update(worker);
        const version = hash.digest('hex').slice(0, 16);
        const facts = `const VERSION = '${version}';\nconst FILES = ${JSON.stringify([...built, ...given])};\n`;
        this.emitFile({ type: 'asset', fileName: 'serviceWorker.js', source: facts + worker });
      },
    },
  };
}
