import type { OutputFault } from '../domain/exportRun';

const FAULT_OF_ERROR: Readonly<Record<string, OutputFault>> = {
  QuotaExceededError: 'noSpace',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'gone',
  // The browser reads a file only while its size and time are those it had when the reading began.
  NotReadableError: 'gone',
  InvalidStateError: 'gone',
  NoModificationAllowedError: 'locked',
};

/** Ends an export because of one file of the output. */
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

/** The failure that an error of the file system means for a file. */
export function outputFailure(path: string, error: unknown): OutputFailure {
  if (error instanceof OutputFailure) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const name = error instanceof DOMException ? error.name : '';
  return new OutputFailure(path, FAULT_OF_ERROR[name] ?? 'cannotWrite', detail);
}

/** Whether the file system said that something is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** What was looked for; undefined where it is not there. */
export async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
