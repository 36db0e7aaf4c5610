/** Remembers the last call: the same arguments (by identity) give the same result object. */
export function memoizeLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (
      last === undefined ||
      args.length !== last.args.length ||
      args.some((arg, i) => arg !== last?.args[i])
    ) {
      last = { args, result: compute(...args) };
    }
    return last.result;
  };
}

/** Remembers the last list: one with the same members (by identity) gives that list again. */
export function keepList<T>(): (list: readonly T[]) => readonly T[] {
  let last: readonly T[] = [];
  return (list) => {
    if (list.length !== last.length || list.some((member, i) => member !== last[i])) last = list;
    return last;
  };
}

/** Key of a memo: one object per store, so that two stores on a page cannot interfere. */
export interface StoreIdentity {
  readonly identity: object;
}

/** A memo of its own for each store. @param create makes the memo of one store */
export function memoPerStore<M>(create: () => M): (state: StoreIdentity) => M {
  const memos = memoizeByObject((_identity: object) => create());
  return ({ identity }) => memos(identity);
}

/** Remembers one result for each object, as long as the object lives. */
export function memoizeByObject<K extends object, R>(compute: (key: K) => R): (key: K) => R {
  const results = new WeakMap<K, { readonly result: R }>();
  return (key) => {
    let known = results.get(key);
    if (known === undefined) {
      known = { result: compute(key) };
      results.set(key, known);
    }
    return known.result;
  };
}
