import { splitName } from '../domain/frameName';

/** Extensions of files beside frames, lower case, with the largest size that is read, bytes. */
const SIDE_LIMITS: ReadonlyMap<string, number> = new Map([
  ['emi', 2 ** 26],
  ['mdoc', 2 ** 26],
  ['xml', 2 ** 23],
]);

/** Extensions of files beside frames. */
export const SIDE_EXTENSIONS: readonly string[] = [...SIDE_LIMITS.keys()];

/** True for a file that may stand beside frames, by name and size; its content decides. */
export function maySideFile({ name, size }: { readonly name: string; readonly size: number }): boolean {
  return size <= (SIDE_LIMITS.get(splitName(name).extension) ?? -1);
}
