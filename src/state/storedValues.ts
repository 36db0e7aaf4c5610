import * as v from 'valibot';

/**
 * Schemas of stored values. A value that is missing or invalid, because another version or another page of the
 * same address wrote it, gets its default; the others are kept.
 */

/** On or off. */
export function flag(usual: boolean) {
  return v.fallback(v.boolean(), usual);
}

/** One of several words. */
export function oneOf<const T extends string>(usual: T, ...others: readonly T[]) {
  return v.fallback(v.picklist([usual, ...others]), usual);
}

/**
 * An object whose values each have a default; a non-object gets all defaults. Keys that are not named
 * are dropped.
 */
export function group<const E extends v.ObjectEntries>(entries: E) {
  const schema = v.object(entries);
  return v.fallback(schema, () => v.parse(schema, {}));
}

/** A value, or undefined if missing or invalid. */
export function perhaps<const S extends v.GenericSchema>(schema: S) {
  // A plain undefined would not be a fallback, and a missing key would be an error.
  return v.fallback(v.undefinedable(schema), () => undefined);
}
