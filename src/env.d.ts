import 'react';

declare global {
  /** Version of package.json, put in by the build. */
  const __APP_VERSION__: string;
}

declare module 'react' {
  interface CSSProperties {
    /** Width of the column at the side. */
    '--side-width'?: string;
  }
  interface InputHTMLAttributes<T> {
    /** Lets a file input choose a folder; every browser has it, React's types do not. */
    webkitdirectory?: T extends HTMLInputElement ? string : never;
  }
}
