import type { Problem } from './problem';

/** Bad input is a value, never an exception: plain objects survive `postMessage`. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** Wraps a good value. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a problem with the input. */
export function fail<T = never>(problem: Problem): Result<T> {
  return { ok: false, problem };
}
