import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * One policy for the page and, as they come from blobs, its workers: no request to anywhere, no code but the
 * program's own. A meta element cannot say `frame-ancestors`. Plotly needs inline styles.
 */
function policy(scripts: readonly string[]): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'connect-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scripts],
    // 'self' is the service worker.
    'worker-src': ["'self'", 'blob:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** The inline scripts of a page, as sources of a policy. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

/**
 * Puts the policy into the built pages; the development server needs inline scripts and a connection.
 * Must come last, after whatever writes scripts into the page.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
          const html = String(file.source);
          const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(inlineScripts(html))}" />`;
          file.source = html.replace(/<meta charset="utf-8" \/>/, `$&\n    ${meta}`);
        }
      },
    },
  };
}
