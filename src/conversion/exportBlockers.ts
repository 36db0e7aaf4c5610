import type { OutputChoice } from '../domain/recipe';
import type { ExportBlocker } from '../domain/warning';
import { mayStayOut } from '../maths/resolveGeometry';
import { chosenOutputs } from '../outputs/outputs';
import { GEOMETRY_LABEL } from '../wording/geometryLabels';
import { invalidGeometry } from './geometryFields';
import { isLossAccepted } from './lostPixels';
import type { SeriesView } from './seriesView';

/** What stops the export of this series. */
export function exportBlockers(view: SeriesView, choice: OutputChoice): ExportBlocker[] {
  const outputs = chosenOutputs(choice);
  const included = view.rows.filter((row) => row.included);
  const blockers: ExportBlocker[] = [];
  if (view.arrivingQuietSec !== undefined) {
    blockers.push({ code: 'arriving', quietSec: view.arrivingQuietSec });
  }
  if (included.length === 0) blockers.push({ code: 'noFrames' });
  const bad = included.filter((row) => row.status === 'failed').length;
  if (bad > 0) blockers.push({ code: 'badFrames', count: bad });
  const waiting = included.filter((row) => row.status === 'waiting').length;
  if (waiting > 0) blockers.push({ code: 'notScanned', count: waiting });
  if (outputs.length === 0) blockers.push({ code: 'noFormat' });
  const invalid = invalidGeometry(view.settings.typed);
  if (invalid.length > 0) {
    blockers.push({ code: 'invalidFields', labels: invalid.map((key) => GEOMETRY_LABEL[key]) });
  }
  // A field that is wrong is named once.
  const missing = view.missing.filter(
    (key) => !invalid.includes(key) && outputs.some(({ needs }) => needs.includes(key)),
  );
  if (missing.some((key) => !mayStayOut(key)) && !view.settings.acceptPlaceholders) {
    blockers.push({ code: 'missingGeometry', keys: missing });
  }
  if (outputs.some(({ usesOffset }) => usesOffset) && !isLossAccepted(view)) {
    blockers.push(...view.losses.ofSeries.map((lost) => ({ code: 'mostPixelsLost' as const, ...lost })));
  }
  return blockers;
}
