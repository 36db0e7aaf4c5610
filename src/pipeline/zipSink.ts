import { makeZip } from 'client-zip';
import type { ExportOutcome, ExportProgress, ExportRecipe, WrittenFrame } from '../domain/recipe';
import type { ByteSource } from './byteSource';
import { exportSeries, FrameFailure, type OutputFile } from './exportSeries';

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The pieces as a stream that is read on demand. */
function streamOf(pieces: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rest = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const next = rest.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
}

async function* zipEntries(files: AsyncIterable<OutputFile>) {
  for await (const file of files) {
    yield {
      name: file.path,
      lastModified: new Date(file.lastModifiedMs),
      size: file.bytes,
      input: streamOf(file.pieces),
    };
  }
}

/**
 * Writes one series as a store-only ZIP (Zip64 where needed) into a stream.
 * On cancel or failure the stream is aborted, so that its owner can discard what was written.
 */
export async function writeZip(
  recipe: ExportRecipe,
  sources: readonly ByteSource[],
  target: WritableStream<Uint8Array>,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportOutcome> {
  let bytesWritten = 0;
  let frames: readonly WrittenFrame[] = [];
  let failure: unknown;
  const files = exportSeries(recipe, sources, (framesDone, written) => {
    frames = written;
    onProgress({ framesDone, framesTotal: recipe.frames.length, bytesWritten });
  });
  async function* remembered() {
    try {
      yield* files;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytesWritten += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  try {
    await makeZip(zipEntries(remembered())).pipeThrough(counted, { signal }).pipeTo(target, { signal });
    return { kind: 'done', bytesWritten, frames };
  } catch (error) {
    if (signal.aborted || isAbort(error)) return { kind: 'cancelled' };
    if (failure instanceof FrameFailure) {
      return { kind: 'failed', failure: { code: 'frame', source: failure.source, problem: failure.problem } };
    }
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const noSpace = error instanceof DOMException && error.name === 'QuotaExceededError';
    return { kind: 'failed', failure: { code: noSpace ? 'noSpace' : 'cannotWrite', detail } };
  }
}
