import type { FramePlace, FrameSummary } from '../domain/frame';
import { emptyChains, finishChains } from '../maths/fingerprint';
import {
  createStatisticsScratch,
  type IntegerTally,
  type StatisticsScratch,
  tallyIntegers,
} from '../maths/frameStatistics';
import { type Blocks, raiseToLine, THUMBNAIL_EDGE, thumbnailBlocks, thumbnailOf } from '../maths/thumbnail';
import { searchWrapped, WRAPPED_BELOW, type WrappedSearch } from '../maths/wrappedCounts';
import { type Machine, startMachine, type TypeKernels, WINDOW_PIXELS } from './machine';

/** What the kernels need to know about a frame. */
type FrameForm = Pick<FramePlace, 'pixelType' | 'littleEndian' | 'fastSize' | 'slowSize'>;

/** Memory of one scan at a time. */
interface Bench {
  readonly machine: Machine;
  readonly scratch: StatisticsScratch;
  /** The blocks' largest pixels. */
  readonly largest: Float64Array<ArrayBuffer>;
}

/** Idle benches: one per thread, more only if scans overlap. */
const idle: Bench[] = [];

function takeBench(): Bench | undefined {
  const bench = idle.pop();
  if (bench !== undefined) return bench;
  const machine = startMachine();
  return (
    machine && {
      machine,
      scratch: createStatisticsScratch(),
      largest: new Float64Array(THUMBNAIL_EDGE ** 2),
    }
  );
}

/**
 * The scan of an integer frame from its bytes as they arrive: statistics, thumbnail and
 * fingerprint, identical to those of `maths`. Only the kernels' window is held in memory.
 */
class FrameScan {
  private readonly bench: Bench;
  private readonly kernels: TypeKernels;
  private readonly fastSize: number;
  private readonly slowSize: number;
  private readonly windowBytes: number;
  private readonly blocks: Blocks;
  private readonly largest: Float64Array<ArrayBuffer>;
  private tally: IntegerTally;
  private wrapped: WrappedSearch;
  /** Bytes in the window. */
  private filled = 0;
  private carried = 0;
  /** Rows that have left the window. */
  private rows = 0;
  /** The smallest pixel so far, and the position of the first one of that value. */
  private min = Infinity;
  private minPlace = 0;

  constructor(bench: Bench, kernels: TypeKernels, { fastSize, slowSize }: FrameForm) {
    this.bench = bench;
    this.kernels = kernels;
    this.fastSize = fastSize;
    this.slowSize = slowSize;
    this.windowBytes = Math.floor(WINDOW_PIXELS / fastSize) * fastSize * kernels.bytesPerPixel;
    this.blocks = thumbnailBlocks(fastSize, slowSize);
    this.largest = bench.largest.subarray(0, this.blocks.columns * this.blocks.rows);
    this.wrapped = this.searchWrapped();
    this.tally = this.begin();
  }

  /** Takes all bytes of the frame, replacing those taken so far. */
  takeWhole(buffer: ArrayBuffer): void {
    this.bench.machine.drainBins();
    this.wrapped = this.searchWrapped();
    this.tally = this.begin();
    this.take(new Uint8Array(buffer));
  }

  private searchWrapped(): WrappedSearch {
    return searchWrapped(this.fastSize, this.fastSize * this.slowSize);
  }

  /** The bins are empty. */
  private begin(): IntegerTally {
    const { machine, scratch } = this.bench;
    emptyChains(machine.chains);
    machine.tops.fill(-(2 ** 31), 0, this.fastSize);
    this.largest.fill(-Infinity);
    this.filled = 0;
    this.carried = 0;
    this.rows = 0;
    this.min = Infinity;
    this.minPlace = 0;
    return tallyIntegers(scratch);
  }

  /** Takes the next bytes of the frame, which may end anywhere. */
  take(bytes: Uint8Array): void {
    const { window } = this.bench.machine;
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + this.windowBytes - this.filled);
      window.set(piece, this.filled);
      this.filled += piece.length;
      from += piece.length;
      if (this.filled === this.windowBytes) this.flush();
    }
  }

  /** The result, once all bytes were taken; ends the scan. */
  finish(): FrameSummary {
    this.flush();
    const { machine } = this.bench;
    const { bytesPerPixel } = this.kernels;
    const pixelCount = this.fastSize * this.slowSize;
    const { nonFiniteCount: _, ...statistics } = this.tally.finish(
      pixelCount,
      machine.drainBins(),
      this.minPlace,
    );
    const rest = machine.carry(this.carried);
    const summary = {
      ...statistics,
      thumbnail: thumbnailOf(this.blocks, this.largest, statistics),
      wrappedCount: this.wrapped.finish(statistics.max),
      fingerprint: finishChains(machine.chains, bytesPerPixel * pixelCount, rest),
    };
    idle.push(this.bench);
    return summary;
  }

  /** Ends the scan without a result. */
  drop(): void {
    this.bench.machine.drainBins();
    idle.push(this.bench);
  }

  /** Processes the complete rows in the window. */
  private flush(): void {
    const { machine } = this.bench;
    const pixels = this.filled / this.kernels.bytesPerPixel;
    const outliers = this.kernels.count(pixels);
    for (let i = 0; i < outliers; i++) this.tally.note(machine.outliers[i] as number);
    this.noteLeast(pixels);
    this.noteLow(pixels);
    this.raise(pixels / this.fastSize);
    this.carried = machine.mix(this.carried, this.filled);
    this.filled = 0;
  }

  /** Locates the smallest pixel so far if it is in the window just counted. */
  private noteLeast(pixels: number): void {
    const least = this.bench.machine.pair[0] as number;
    if (pixels === 0 || least >= this.min) return;
    this.min = least;
    this.minPlace = this.rows * this.fastSize + this.kernels.placeOf(least, pixels);
  }

  /** Looks for wrapped pixels; windows without low pixels only pass by. */
  private noteLow(pixels: number): void {
    const { machine } = this.bench;
    const hasLow = (machine.pair[0] as number) < WRAPPED_BELOW;
    const low = hasLow ? this.kernels.listBelow(pixels, WRAPPED_BELOW) : 0;
    this.wrapped.take(this.kernels.pixels(pixels), machine.places.subarray(0, low));
  }

  /** Updates the largest pixels of the blocks that contain the window's rows. */
  private raise(rows: number): void {
    const { fastSize, slowSize, blocks, bench } = this;
    const { blockPixels, columns } = blocks;
    const tops = bench.machine.tops.subarray(0, fastSize);
    for (let done = 0; done < rows; ) {
      const row = this.rows + done;
      const blockRow = Math.floor(row / blockPixels);
      const blockEnd = Math.min((blockRow + 1) * blockPixels, slowSize);
      const taken = Math.min(rows - done, blockEnd - row);
      this.kernels.raiseTops(done * fastSize, fastSize, taken);
      done += taken;
      if (row + taken < blockEnd) continue;
      raiseToLine(this.largest.subarray(blockRow * columns, (blockRow + 1) * columns), tops, blockPixels);
      tops.fill(-(2 ** 31));
    }
    this.rows += rows;
  }
}

export type { FrameScan };

/**
 * Starts the scan of a frame through the kernels. It must be ended by `finish` or `drop`.
 * @returns undefined if the kernels do not support the frame: another type or byte order, rows beyond 65536 pixels, or
 * an engine without them
 */
export function startFrameScan(form: FrameForm): FrameScan | undefined {
  if (!form.littleEndian || form.fastSize > WINDOW_PIXELS) return undefined;
  const bench = takeBench();
  const kernels = bench?.machine.kernelsFor(form.pixelType);
  if (bench === undefined) return undefined;
  if (kernels !== undefined) return new FrameScan(bench, kernels, form);
  idle.push(bench);
  return undefined;
}
