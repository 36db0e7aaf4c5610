import type { InspectedFile, SourceFile } from '../../domain/series';
import type { WorkerClient } from '../../worker/client';
import { workInLanes } from '../workInLanes';
import type { FileRegistry } from './fileRegistry';

/** Has the heads of files read, with limited concurrency. @returns those that are still known, as their heads came */
export async function inspectFiles(
  client: WorkerClient,
  registry: FileRegistry,
  sources: readonly SourceFile[],
): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = [];
  await workInLanes(sources, client.parallel, async (source) => {
    const file = registry.get(source.id);
    if (file === undefined) return;
    const layout = await client.inspect(file);
    inspected.push({
      file: source,
      inspection: layout.ok
        ? { kind: 'ok', layout: layout.value }
        : { kind: 'failed', problem: layout.problem },
    });
  });
  return inspected;
}
