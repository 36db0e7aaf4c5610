/**
 * Works through a list, several at a time.
 * @param lanes how many
 * @param work begun in the list's order; a fault in it ends the whole
 */
export async function workInLanes<T>(
  list: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = list.values();
  const lane = async () => {
    // The lanes share one iterator: each takes what no other has begun.
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
