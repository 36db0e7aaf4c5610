import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFrames } from './frames.mjs';

/**
 * The browser is killed in the middle of an export into a folder; the next one resumes, and the folder is that of an
 * undisturbed export, byte for byte apart from `finishedAt`. Right after the kill no file of a final name is half.
 */
export async function killedExport({
  url,
  scratch,
  killExports,
  faultsOfKilled,
  print,
  frames = 40,
  size = 1024,
  kills = 5,
}) {
  const folder = join(scratch, 'kill');
  const paths = await writeFrames(folder, 'run', size, frames);
  // Not twice the same moment, never the last file.
  const killAt = Array.from({ length: kills }, (_, i) => (i + Math.random()) / (kills + 1));
  print(`${frames} frames of ${size} x ${size}, killed ${kills} times`);
  const { undisturbed, killed } = await killExports({
    url,
    scratch: folder,
    paths,
    killAt,
    timeoutMs: 600_000,
  });
  const total = Object.keys(undisturbed).length;
  const faults = [];
  for (const one of killed) {
    const names = Object.keys(one.left);
    const drafts = names.filter((name) => !(name in undisturbed));
    print(
      `killed after ${one.finishedBefore} of ${total} finished files: ${names.length - drafts.length} whole, ` +
        `${drafts.length} drafts; ${/kept[^.\n]*/.exec(one.said)?.[0] ?? one.said}`,
    );
    faults.push(...faultsOfKilled(undisturbed, one));
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 1000 });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
