import { readdirSync, readFileSync } from 'node:fs';

/** What /proc tells of the processes of one browser. Linux only. */

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** A file of /proc; empty once its process has ended. */
function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function allProcesses(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).map((pid) => {
    const parent = /^PPid:\s+(\d+)/m.exec(procFile(pid, 'status'))?.[1];
    return { pid, parent: Number(parent ?? -1) };
  });
}

/** Whether memory can be measured here. */
export function canMeasureMemory(): boolean {
  return procFile(process.pid, 'smaps_rollup').includes('Pss:');
}

/** Processes of the browser that this process started on a profile, the first one first. */
export function browserProcesses(profile: string): number[] {
  const processes = allProcesses();
  const found = processes
    .filter(({ parent }) => parent === process.pid)
    .map(({ pid }) => pid)
    .filter((pid) => procFile(pid, 'cmdline').split('\0').includes(`--user-data-dir=${profile}`));
  for (const parent of found) {
    found.push(...processes.filter((one) => one.parent === parent).map(({ pid }) => pid));
  }
  return found;
}

/** Memory of the processes in MiB, what they share counted once (proportional set size). */
function memoryMiB(pids: readonly number[]): number {
  let kib = 0;
  for (const pid of pids) kib += Number(/^Pss:\s+(\d+) kB/m.exec(procFile(pid, 'smaps_rollup'))?.[1] ?? 0);
  return kib / 1024;
}

/** Looks at a browser's memory every so often and keeps the highest. */
export class MemoryWatch {
  private readonly timer: ReturnType<typeof setInterval>;
  private highest = 0;

  constructor(profile: string, everyMs: number) {
    this.timer = setInterval(() => {
      this.highest = Math.max(this.highest, memoryMiB(browserProcesses(profile)));
    }, everyMs);
  }

  /** The highest since the start or the last call, MiB. */
  takePeak(): number {
    const peak = this.highest;
    this.highest = 0;
    return peak;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
