import type { SeriesCheck } from '../domain/check';
import { value } from './numbers';

/** What to check, and how. */
export function explainCheck(check: SeriesCheck): string {
  switch (check.code) {
    case 'axisNotKnown':
      return 'Rotation axis: 0\u00b0, not measured. Nothing here tells where it lies; dials_import.sh finds it from the spots.';
    case 'nominalCameraLength':
      return `Detector distance: ${check.file} states a camera length of ${value(check.cameraLengthMm, 1)} mm. That is what the microscope shows; the calibrated distance differs.`;
    case 'senseNotKnown':
      return `Rotation axis: ${value(check.axisDeg, 3)}\u00b0, from the files. They do not tell the sense of the rotation: if indexing fails, change the sign of the oscillation.`;
  }
}
