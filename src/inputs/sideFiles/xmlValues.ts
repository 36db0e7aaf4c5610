import { parseXml, type XmlDocument, XmlElement } from '@rgrove/parse-xml';

/** A document, or undefined for text that is not well-formed. */
export function parseDocument(text: string): XmlElement | undefined {
  let document: XmlDocument;
  try {
    document = parseXml(text);
  } catch {
    return undefined;
  }
  return document.root ?? undefined;
}

/** A tag's name without its namespace, in lower case: writers differ in both. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** The elements directly below one. */
export function childrenOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child): child is XmlElement => child instanceof XmlElement);
}

/** All elements of a local name (lower case) below one, in order. */
export function findAll(root: XmlElement, wanted: string): XmlElement[] {
  const found: XmlElement[] = [];
  // Depth is the file's: no recursion.
  const waiting = [...childrenOf(root)].reverse();
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (localName(element) === wanted) found.push(element);
    waiting.push(...childrenOf(element).reverse());
  }
  return found;
}

/** The text of the first element of a local name below one. */
export function textOf(root: XmlElement, wanted: string): string | undefined {
  return findAll(root, wanted)[0]?.text.trim();
}

/** A finite number within a range; undefined for anything else. */
export function numberIn(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

/** An object without its undefined values. */
export function definedOnly<T extends object>(values: { readonly [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
