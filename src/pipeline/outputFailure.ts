import type { OutputFault } from '../domain/exportRun';

const FAULT_OF_ERROR: Readonly<Record<string, OutputFault>> = {
  QuotaExceededError: 'noSpace',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'gone',
  // Browsers stop reading a file whose size or time changes.
  NotReadableError: 'gone',
  InvalidStateError: 'gone',
  NoModificationAllowedError: 'locked',
};

/** Ends an export because of one output file. */
export class OutputFailure extends Error {
  readonly path: string;
  readonly fault: OutputFault;
  readonly detail: string;
  constructor(path: string, fault: OutputFault, detail: string) {
    super(`${path}: ${fault}`);
    this.path = path;
    this.fault = fault;
    this.detail = detail;
  }
}

/** Maps a file system error to a failure of a file. */
export function outputFailure(path: string, error: unknown): OutputFailure {
  if (error instanceof OutputFailure) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const name = error instanceof DOMException ? error.name : '';
  return new OutputFailure(path, FAULT_OF_ERROR[name] ?? 'cannotWrite', detail);
}

/** True for a "not found" error of the file system. */
export function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** The result, or undefined if not found. */
export async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
