import { expose, transfer } from 'comlink';
import { ok } from '../domain/result';
import {
  EXAMPLE,
  frameFileName,
  prepareSimulation,
  type Simulation,
  simulateFrame,
  tiaRawBytes,
} from '../example/simulateSeries';
import { createStatisticsScratch } from '../maths/frameStatistics';
import { FolderPlace } from '../pipeline/browser/folderPlace';
import { openStagingFile } from '../pipeline/browser/stagingFile';
import { BufferPool, BufferStock } from '../pipeline/bufferPool';
import { convertFrame } from '../pipeline/convertFrame';
import type { SeriesInput } from '../pipeline/exportSeries';
import { MemoryFile } from '../pipeline/memoryFile';
import { projectFrames } from '../pipeline/projectFrames';
import { inspectFile, readFramePixels } from '../pipeline/readFrame';
import { saveBatch } from '../pipeline/saveBatch';
import { scanFrame } from '../pipeline/scanFrame';
import { searchBeam } from '../pipeline/searchBeam';
import { writeZip } from '../pipeline/zipSink';
import { FrameReceiver, FrameSender } from './frameDelivery';
import type { RequestFrame, SeriesTask, StrayRejection, WorkerApi, ZipTarget } from './protocol';

const scratch = createStatisticsScratch();
const frameMemory = new BufferPool();
const sender = new FrameSender();
const receiver = new FrameReceiver();
/** Number of the newest projection. */
let projectionRun = 0;
let exportAbort: AbortController | undefined;
let simulation: Simulation | undefined;

function openTarget(target: Exclude<ZipTarget, { kind: 'memory' }>): Promise<WritableStream<Uint8Array>> {
  return target.kind === 'handle'
    ? target.handle.createWritable()
    : openStagingFile(target.folder, target.fileName);
}

function inputsOf<T extends SeriesTask>(tasks: readonly T[], request: RequestFrame): (T & SeriesInput)[] {
  return tasks.map((task, index) => ({
    ...task,
    convert: (at) => receiver.receive((ticket) => request(index, at, ticket)),
    release: (buffer) => receiver.release(buffer),
  }));
}

const api: WorkerApi = {
  inspect: inspectFile,
  async scan(file, place) {
    const outcome = await scanFrame(file, place, scratch, frameMemory);
    if (outcome.kind !== 'scanned') return outcome;
    const { thumbnail, histogram } = outcome.summary;
    // Copies would stay here until collected, which is late.
    return transfer(outcome, [thumbnail.grey.buffer, histogram.values.buffer, histogram.cumulative.buffer]);
  },
  async readFrame(file, place) {
    const pixels = await readFramePixels(file, place);
    return pixels.ok ? transfer(pixels, [pixels.value.buffer]) : pixels;
  },
  async project(frames, kind, onProgress) {
    const run = ++projectionRun;
    const projected = await projectFrames(frames, kind, scratch, (framesDone) => {
      onProgress(framesDone);
      return run === projectionRun;
    });
    return projected?.ok ? transfer(projected, [projected.value.pixels.buffer]) : projected;
  },
  cancelProjection() {
    projectionRun++;
  },
  searchBeam,
  async convertFrame(file, recipe, frame) {
    const options = { crc32: false, sourceMemory: frameMemory, fileMemory: new BufferStock() };
    const converted = await convertFrame(file, recipe, frame, options);
    if (!converted.ok) return converted;
    return transfer(
      converted,
      converted.value.images.map(({ content }) => content.buffer),
    );
  },
  connectWriter: (port) => sender.connect(port),
  disconnectWriter: () => sender.disconnect(),
  async deliverFrame(file, recipe, frame, ticket) {
    const send = sender.begin(ticket);
    const options = { crc32: true, sourceMemory: frameMemory, fileMemory: sender.memory };
    const converted = await convertFrame(file, recipe, frame, options);
    if (!converted.ok) return converted;
    send(converted.value);
    return ok(undefined);
  },
  connectPool: (port) => receiver.connect(port),
  async exportZip(tasks, skipped, target, request, onChange) {
    const series = inputsOf(tasks, request);
    const abort = new AbortController();
    exportAbort = abort;
    try {
      if (target.kind === 'memory') {
        const memory = new MemoryFile();
        const outcome = await writeZip(series, skipped, memory.stream, abort.signal, onChange);
        return { ...outcome, zip: memory.file('application/zip') };
      }
      return await writeZip(series, skipped, await openTarget(target), abort.signal, onChange);
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { series: [], bytesWritten: 0, failure: { code: 'cannotWrite', detail } };
    } finally {
      receiver.disconnect();
    }
  },
  async exportFolder(tasks, skipped, folder, request, onChange) {
    const abort = new AbortController();
    exportAbort = abort;
    const place = new FolderPlace(folder);
    try {
      return await saveBatch(inputsOf(tasks, request), skipped, place, abort.signal, onChange);
    } finally {
      receiver.disconnect();
    }
  },
  cancelExport() {
    exportAbort?.abort();
  },
  exampleFrame(frameIndex) {
    simulation ??= prepareSimulation(EXAMPLE);
    const bytes = tiaRawBytes(simulateFrame(simulation, frameIndex), EXAMPLE.fastSize, EXAMPLE.slowSize);
    return transfer({ name: frameFileName(EXAMPLE, frameIndex), bytes }, [bytes.buffer]);
  },
};

// A page is told of a worker's errors, but not of its unhandled rejections.
self.addEventListener('unhandledrejection', ({ reason }) => {
  const stray: StrayRejection = {
    strayRejection: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
  };
  self.postMessage(stray);
});

expose(api);
