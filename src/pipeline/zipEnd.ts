const END_MARK = 0x0605_4b50;
const END_BYTES = 22;
const ZIP64_END_MARK = 0x0606_4b50;
const ZIP64_END_BYTES = 56;
const LOCATOR_MARK = 0x0706_4b50;
const LOCATOR_BYTES = 20;
const VERSION_WITH_ZIP64 = 45;
const FULL_16 = 0xffff;

function viewOf(chunk: Uint8Array): DataView {
  return new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function begins(chunk: Uint8Array, mark: number, bytes: number): boolean {
  return chunk.length === bytes && viewOf(chunk).getUint32(0, true) === mark;
}

/** The Zip64 end record and its locator, for the archive whose plain end record is given. */
function zip64End(end: DataView, entries: number): Uint8Array<ArrayBuffer> {
  const directoryBytes = end.getUint32(12, true);
  const directoryAt = end.getUint32(16, true);
  const bytes = new Uint8Array(ZIP64_END_BYTES + LOCATOR_BYTES);
  const view = viewOf(bytes);
  view.setUint32(0, ZIP64_END_MARK, true);
  view.setBigUint64(4, BigInt(ZIP64_END_BYTES - 12), true);
  view.setUint16(12, VERSION_WITH_ZIP64, true);
  view.setUint16(14, VERSION_WITH_ZIP64, true);
  for (const at of [24, 32]) view.setBigUint64(at, BigInt(entries), true);
  view.setBigUint64(40, BigInt(directoryBytes), true);
  view.setBigUint64(48, BigInt(directoryAt), true);
  view.setUint32(ZIP64_END_BYTES, LOCATOR_MARK, true);
  view.setBigUint64(ZIP64_END_BYTES + 8, BigInt(directoryAt + directoryBytes), true);
  view.setUint32(ZIP64_END_BYTES + 16, 1, true);
  return bytes;
}

/**
 * Adds the Zip64 end record that client-zip leaves out of an archive of more than 65,534 entries and less than 4 GiB:
 * its plain end record then has no number of entries, and unzip calls the archive damaged.
 * @param entries tells the number of entries once the archive is complete
 * @returns a stream to pass the archive through, in chunks as client-zip makes them: each end record is one of its own
 */
export function completeZipEnd(entries: () => number): TransformStream<Uint8Array, Uint8Array> {
  let before: Uint8Array | undefined;
  let last: Uint8Array | undefined;
  return new TransformStream({
    transform(chunk, controller) {
      // The end shows only when nothing follows.
      if (last !== undefined) controller.enqueue(last);
      before = last;
      last = chunk;
    },
    flush(controller) {
      if (last === undefined) return;
      const count = entries();
      const has64 = before !== undefined && begins(before, ZIP64_END_MARK, ZIP64_END_BYTES + LOCATOR_BYTES);
      if (count >= FULL_16 && !has64 && begins(last, END_MARK, END_BYTES)) {
        controller.enqueue(zip64End(viewOf(last), count));
      }
      controller.enqueue(last);
    },
  });
}
