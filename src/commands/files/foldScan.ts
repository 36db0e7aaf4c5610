import type { ScanState } from '../../state/store';

/** What happens to the scan. */
export type ScanEvent =
  /** Files are given: until the addition is over, the scan is not. */
  | { readonly kind: 'announced'; readonly addition: number; readonly paths: Iterable<string> }
  /** Some of them have been looked at; those that are frames are among the files now. */
  | { readonly kind: 'lookedAt'; readonly addition: number; readonly paths: Iterable<string> }
  /** The addition is over, however it ended. */
  | { readonly kind: 'over'; readonly addition: number }
  /** Frames are being read, or none is any more. @param bytesPerSecond undefined leaves what was told last */
  | { readonly kind: 'reading'; readonly reading: boolean; readonly bytesPerSecond?: number };

function without(paths: ReadonlySet<string> | undefined, gone: Iterable<string>): ReadonlySet<string> {
  const rest = new Set(paths);
  for (const path of gone) rest.delete(path);
  return rest;
}

function change(scan: ScanState, event: ScanEvent): ScanState {
  switch (event.kind) {
    case 'announced':
      return { ...scan, additions: new Map(scan.additions).set(event.addition, new Set(event.paths)) };
    case 'lookedAt': {
      const rest = without(scan.additions.get(event.addition), event.paths);
      return { ...scan, additions: new Map(scan.additions).set(event.addition, rest) };
    }
    case 'over': {
      const additions = new Map(scan.additions);
      additions.delete(event.addition);
      return { ...scan, additions };
    }
    case 'reading': {
      const { reading, bytesPerSecond = scan.bytesPerSecond } = event;
      return { ...scan, reading, bytesPerSecond };
    }
  }
}

/** Folds what happens to the scan into what is known of it. */
export function foldScan(scan: ScanState, ...events: readonly ScanEvent[]): ScanState {
  const next = events.reduce(change, scan);
  return { ...next, phase: next.reading || next.additions.size > 0 ? 'running' : 'idle' };
}
