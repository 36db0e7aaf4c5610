import { expose, transfer } from 'comlink';
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
import { BufferPool, buffersOf } from '../pipeline/bufferPool';
import { convertFrame } from '../pipeline/convertFrame';
import type { SeriesInput } from '../pipeline/exportSeries';
import { MemoryFile } from '../pipeline/memoryFile';
import { projectFrames } from '../pipeline/projectFrames';
import { inspectFile, readFramePixels } from '../pipeline/readFrame';
import { saveBatch } from '../pipeline/saveBatch';
import { scanFrame } from '../pipeline/scanFrame';
import { searchBeam } from '../pipeline/searchBeam';
import { writeZip } from '../pipeline/zipSink';
import {
  type ConvertTaskFrame,
  contentsOf,
  type SeriesTask,
  type StrayRejection,
  type WorkerApi,
  type ZipTarget,
} from './protocol';

const scratch = createStatisticsScratch();
const frameMemory = new BufferPool();
/** Number of the newest projection. */
let projectionRun = 0;
let exportAbort: AbortController | undefined;
let simulation: Simulation | undefined;

function openTarget(target: Exclude<ZipTarget, { kind: 'memory' }>): Promise<WritableStream<Uint8Array>> {
  return target.kind === 'handle'
    ? target.handle.createWritable()
    : openStagingFile(target.folder, target.fileName);
}

function inputsOf<T extends SeriesTask>(tasks: readonly T[], convert: ConvertTaskFrame): (T & SeriesInput)[] {
  return tasks.map((task, index) => ({
    ...task,
    convert: (at, spare) => convert(index, at, transfer(spare, spare)),
  }));
}

const api: WorkerApi = {
  inspect: inspectFile,
  async scan(file, place) {
    const outcome = await scanFrame(file, place, scratch, frameMemory);
    if (outcome.kind !== 'scanned') return outcome;
    const { thumbnail, histogram } = outcome.summary;
    // Copies would stay here until they are collected, which is late.
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
  async convertFrame(file, recipe, frame, crc32, spare) {
    const options = { crc32, sourceMemory: frameMemory, fileMemory: buffersOf(spare) };
    const converted = await convertFrame(file, recipe, frame, options);
    return converted.ok ? transfer(converted, contentsOf(converted.value)) : converted;
  },
  async exportZip(tasks, skipped, target, convert, onChange) {
    const series = inputsOf(tasks, convert);
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
    }
  },
  exportFolder(tasks, skipped, folder, convert, onChange) {
    const abort = new AbortController();
    exportAbort = abort;
    return saveBatch(inputsOf(tasks, convert), skipped, new FolderPlace(folder), abort.signal, onChange);
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

// A page hears of a worker's errors by itself, but not of promises that nobody waits for.
self.addEventListener('unhandledrejection', ({ reason }) => {
  const stray: StrayRejection = {
    strayRejection: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
  };
  self.postMessage(stray);
});

expose(api);
