import * as v from 'valibot';

/**
 * Schemas of what the browser keeps. A value that is missing or foreign, because another version or another page of the
 * same address wrote it, has its default; the others are taken.
 */

/** On or off. */
export function flag(usual: boolean) {
  return v.fallback(v.boolean(), usual);
}

/** One of some words. */
export function oneOf<const T extends string>(usual: T, ...others: readonly T[]) {
  return v.fallback(v.picklist([usual, ...others]), usual);
}

/**
 * An object each of whose values has a default of its own; what is no object has all of them. Keys that are not named
 * are dropped.
 */
export function group<const E extends v.ObjectEntries>(entries: E) {
  const schema = v.object(entries);
  return v.fallback(schema, () => v.parse(schema, {}));
}

/** A value, or undefined where it is missing or foreign. */
export function perhaps<const S extends v.GenericSchema>(schema: S) {
  // A plain undefined would be no fallback, and a missing key an error.
  return v.fallback(v.undefinedable(schema), () => undefined);
}
