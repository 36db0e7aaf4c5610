import { PROGRAM_NAME } from '../../conversion/programName';
import { endsEarly } from '../../domain/frame';
import type { Verdict } from '../../domain/watching';
import { maySideFile } from '../../inputs/sideNames';
import type { WorkerClient } from '../../worker/client';
import { workInLanes } from '../workInLanes';

/** Where the first label of an MRC header begins, which names what made the file. */
const MRC_LABEL_OFFSET = 224;

/** Whether this program wrote an MRC file; false where it cannot be read. */
async function isOwnMrc(file: File): Promise<boolean> {
  const end = MRC_LABEL_OFFSET + PROGRAM_NAME.length + 1;
  const label = await file
    .slice(MRC_LABEL_OFFSET, end)
    .text()
    .catch(() => '');
  return label === `${PROGRAM_NAME} `;
}

/** What a file's head says of a file that has stopped changing. One that cannot be understood may not be whole. */
async function readHead(client: WorkerClient, file: File): Promise<Verdict> {
  if (maySideFile(file)) return 'take';
  const layout = await client.inspect(file);
  if (!layout.ok || endsEarly(layout.value)) return 'wait';
  return layout.value.format === 'mrc' && (await isOwnMrc(file)) ? 'own' : 'take';
}

/** Reads the heads of files, with limited concurrency. */
export async function readHeads(
  client: WorkerClient,
  files: ReadonlyMap<string, File>,
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  await workInLanes([...files], client.parallel, async ([path, file]) => {
    verdicts.set(path, await readHead(client, file));
  });
  return verdicts;
}
