/** A stream leaves about 12 KiB of garbage per MiB read. */
const STREAMED_BYTES = 256 << 20;
/** Buffer growth after which Chromium collects a worker's garbage. */
const BUFFER_BYTES = 64 << 20;

let streamedBytes = 0;

/**
 * Sees to it that what streams leave behind is collected now and then. An engine that sees a small heap of small
 * objects lets them lie: 50 MiB a worker in Chromium 156 after 200 frames of 16 MiB. A large buffer that is dropped at
 * once brings it to collect; nothing touches the buffer's memory, so it takes none.
 * @param bytes what has come out of a stream
 */
export function collectAfter(bytes: number): void {
  streamedBytes += bytes;
  if (streamedBytes < STREAMED_BYTES) return;
  streamedBytes = 0;
  try {
    // The build would drop an unused `new`.
    Reflect.construct(ArrayBuffer, [BUFFER_BYTES]);
  } catch {
    // If the allocation fails, the engine has already collected.
  }
}
