import { expose } from 'comlink';
import type { ByteSource } from '../../../../src/domain/byteSource';
import type { FramePlace } from '../../../../src/domain/frame';
import type { ExportRecipe } from '../../../../src/domain/recipe';
import type { Result } from '../../../../src/domain/result';
import { createStatisticsScratch } from '../../../../src/maths/frameStatistics';
import { openStagingFile } from '../../../../src/pipeline/browser/stagingFile';
import { BufferPool } from '../../../../src/pipeline/bufferPool';
import { exportSeries } from '../../../../src/pipeline/exportSeries';
import { readFrameBytes } from '../../../../src/pipeline/readFrame';
import { scanFrame } from '../../../../src/pipeline/scanFrame';
import { sha256Hex } from '../../../../src/pipeline/sha256';
import { FrameReceiver } from '../../../../src/worker/frameDelivery';

/**
 * The bare work, and the app's own modules doing theirs, each timed inside a worker as the app's workers are.
 * Every function gives milliseconds; clearing up is not counted.
 */

/** A file with one frame. */
export interface LabFrame {
  readonly file: File;
  readonly place: FramePlace;
}

const FOLDER = 'lab';
const scratch = createStatisticsScratch();
const memory = new BufferPool();
const receiver = new FrameReceiver();

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** A source whose reads are `arrayBuffer()`, as on browsers that have nothing better. */
function inOnePiece(file: File): ByteSource {
  return {
    name: file.name,
    size: file.size,
    slice(start, end) {
      const slice = file.slice(start, end);
      return { arrayBuffer: () => slice.arrayBuffer() };
    },
  };
}

/** Reads a frame with the app's reader and hands its bytes on, whose memory is then read into again. */
async function withBytes(
  { file, place }: LabFrame,
  streamed: boolean,
  use: (bytes: Uint8Array<ArrayBuffer>) => unknown,
): Promise<void> {
  const bytes = await readFrameBytes(streamed ? file : inOnePiece(file), place, memory);
  if (!bytes.ok) throw new Error(`${file.name}: ${bytes.problem.code}`);
  await use(new Uint8Array(bytes.value));
  memory.give(bytes.value);
}

async function emptyFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** What a copy writes of each frame: as many bytes as the export's pixels, in as many files. */
function outputsOf(frame: Uint8Array<ArrayBuffer>, bytesOfFiles: readonly number[]) {
  return bytesOfFiles.map((bytes) => frame.subarray(0, bytes));
}

async function writeWhole(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const stream = await handle.createWritable();
  await stream.write(bytes);
  await stream.close();
}

const api = {
  /** Reads frames with the app's reader and drops them. @param streamed false: with `arrayBuffer()` */
  read: (frames: readonly LabFrame[], streamed: boolean) =>
    timed(async () => {
      for (const frame of frames) await withBytes(frame, streamed, () => undefined);
    }),

  /** The app's scan, frame by frame. @param streamed false: with `arrayBuffer()` */
  scan: (frames: readonly LabFrame[], streamed: boolean) =>
    timed(async () => {
      for (const { file, place } of frames) {
        const { kind } = await scanFrame(streamed ? file : inOnePiece(file), place, scratch, memory);
        if (kind !== 'scanned') throw new Error(`${file.name} was not scanned`);
      }
    }),

  /** Reads frames and writes bytes of them into one private file. @param bytesOfFiles bytes written of each frame */
  async copyToFile(frames: readonly LabFrame[], bytesOfFiles: readonly number[]): Promise<number> {
    const handle = await (await emptyFolder()).getFileHandle('copy', { create: true });
    const time = await timed(async () => {
      const access = await handle.createSyncAccessHandle();
      let at = 0;
      for (const frame of frames) {
        await withBytes(frame, true, (read) => {
          for (const bytes of outputsOf(read, bytesOfFiles)) at += access.write(bytes, { at });
        });
      }
      access.flush();
      access.close();
    });
    await emptyFolder();
    return time;
  },

  /** The files of the app's export, one after the other in the app's staging file, without a ZIP around them. */
  async exportToFile(
    recipe: ExportRecipe,
    framesAhead: number,
    request: (task: number, at: number, ticket: number) => Promise<Result<undefined>>,
  ): Promise<number> {
    await emptyFolder();
    const time = await timed(async () => {
      const target = (await openStagingFile(FOLDER, 'export')).getWriter();
      const input = {
        recipe,
        framesAhead,
        convert: (at: number) => receiver.receive((ticket) => request(0, at, ticket)),
        release: (buffer: ArrayBuffer) => receiver.release(buffer),
      };
      for await (const { content, release } of exportSeries(input)) {
        await target.write(content);
        release();
      }
      await target.close();
    });
    receiver.disconnect();
    await emptyFolder();
    return time;
  },

  /** Takes a port to one of the app's workers that convert. */
  connectPool: (port: MessagePort) => receiver.connect(port),

  /** Reads frames and writes bytes of each into files of their own, as the app's folder export writes. */
  async copyToFolder(frames: readonly LabFrame[], bytesOfFiles: readonly number[]): Promise<number> {
    const folder = await emptyFolder();
    const time = await timed(async () => {
      for (const [index, frame] of frames.entries()) {
        await withBytes(frame, true, async (read) => {
          for (const [kind, bytes] of outputsOf(read, bytesOfFiles).entries()) {
            await writeWhole(await folder.getFileHandle(`${index}-${kind}`, { create: true }), bytes);
          }
        });
      }
    });
    await emptyFolder();
    return time;
  },

  /** Reads files of these sizes back and digests them, as the app's folder export does; writing is not counted. */
  async readBack(count: number, bytesOfFiles: readonly number[]): Promise<number> {
    const folder = await emptyFolder();
    let time = 0;
    for (let index = 0; index < count; index++) {
      for (const [kind, bytes] of bytesOfFiles.entries()) {
        const handle = await folder.getFileHandle(`${index}-${kind}`, { create: true });
        await writeWhole(handle, new Uint8Array(bytes).fill(index));
        time += await timed(async () => {
          await sha256Hex(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
        });
      }
    }
    await emptyFolder();
    return time;
  },

  /** SHA-256 of as many pieces of these sizes, from memory. */
  digest(count: number, bytesOfPieces: readonly number[]): Promise<number> {
    const memory = new Uint8Array(Math.max(...bytesOfPieces)).map((_, at) => at * 7);
    return timed(async () => {
      for (let index = 0; index < count; index++) {
        for (const bytes of bytesOfPieces) {
          await crypto.subtle.digest('SHA-256', memory.subarray(0, bytes));
        }
      }
    });
  },
};

/** What the measuring worker can do. */
export type LabWorkerApi = typeof api;

expose(api);
