/** A document of `docs`, made into HTML by `vite/markdownHtml.ts`. */
declare module '*.md?html' {
  /** Markup whose headings have the ids `document/heading`. */
  const html: string;
  export default html;
  /** In the order of the document; level 1 is its title. */
  export const headings: readonly { readonly level: number; readonly id: string; readonly text: string }[];
}
