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
