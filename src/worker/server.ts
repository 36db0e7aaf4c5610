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
import { encodeMrc, encodeSmv } from '../pipeline/encodeFrame';
import { MemoryFile } from '../pipeline/memoryFile';
import { projectFrames } from '../pipeline/projectFrames';
import { inspectFile, readFramePixels } from '../pipeline/readFrame';
import { saveBatch } from '../pipeline/saveBatch';
import { scanFrame } from '../pipeline/scanFrame';
import { readScannedFrame } from '../pipeline/scannedFrame';
import { searchBeam } from '../pipeline/searchBeam';
import { SpareMemory } from '../pipeline/spareMemory';
import { openStagingFile } from '../pipeline/stagingFile';
import { writeZip } from '../pipeline/zipSink';
import type { WorkerApi, ZipTarget } from './protocol';

const scratch = createStatisticsScratch();
const scanMemory = new SpareMemory();
/** Number of the newest projection. */
let projectionRun = 0;
let exportAbort: AbortController | undefined;
let simulation: Simulation | undefined;

function openTarget(target: Exclude<ZipTarget, { kind: 'memory' }>): Promise<WritableStream<Uint8Array>> {
  return target.kind === 'handle'
    ? target.handle.createWritable()
    : openStagingFile(target.folder, target.fileName);
}

const api: WorkerApi = {
  inspect: inspectFile,
  scan: (file, layout, indexInFile) => scanFrame(file, layout, indexInFile, scratch, scanMemory),
  async readFrame(file, layout, indexInFile) {
    const pixels = await readFramePixels(file, layout, indexInFile);
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
  async encodeFrame(file, recipe, format) {
    const frame = recipe.frames[0];
    if (frame === undefined) throw new Error('a recipe without a frame');
    const read = await readScannedFrame(file, frame, () => undefined);
    if (!read.ok) return read;
    const encode = format === 'smv' ? encodeSmv : encodeMrc;
    const { bytes } = encode(recipe, frame, read.value.pixels);
    return transfer({ ok: true, value: bytes }, [bytes.buffer]);
  },
  async exportZip(jobs, leftOut, target, onChange) {
    const abort = new AbortController();
    exportAbort = abort;
    try {
      if (target.kind === 'memory') {
        const memory = new MemoryFile();
        const outcome = await writeZip(jobs, leftOut, memory.stream, abort.signal, onChange);
        return { ...outcome, zip: memory.file('application/zip') };
      }
      return await writeZip(jobs, leftOut, await openTarget(target), abort.signal, onChange);
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { series: [], bytesWritten: 0, failure: { code: 'cannotWrite', detail } };
    }
  },
  exportFolder(jobs, leftOut, folder, onChange) {
    const abort = new AbortController();
    exportAbort = abort;
    return saveBatch(jobs, leftOut, folder, abort.signal, onChange);
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

expose(api);
