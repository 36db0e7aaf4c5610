import type { SettingsFault } from '../domain/settingsFault';
import { explainFieldFault } from './fieldFaults';
import { GEOMETRY_LABEL } from './geometryLabels';

/** What in a settings file was not applied and why, as a list item. */
export function explainSettingsFault(fault: SettingsFault): string {
  switch (fault.code) {
    case 'noSeriesInFile':
      return 'the file does not name its series';
    case 'badCap':
      return `the cap ${fault.value}, which must be 0 or more counts`;
    case 'badOffset':
      return `the offset ${fault.value}, which must be a number`;
    case 'badOffsetChoice':
      return `the offset rule ${fault.value}, which does not exist`;
    case 'badPedestal':
      return `the pedestal ${fault.value}, which must be a number`;
    case 'badPedestalChoice':
      return `the pedestal rule ${fault.value}, which does not exist`;
    case 'badOrigin':
      return `${GEOMETRY_LABEL[fault.key]} with the unknown origin ${fault.value}`;
    case 'badGeometry':
      return `${GEOMETRY_LABEL[fault.key]} ${fault.value}, which ${explainFieldFault(fault.fault)}`;
    case 'badNumbering':
      return `the numbering ${fault.value}, which does not exist`;
    case 'badFractions':
      return `the choice ${fault.value} for fractions, whose rule or scale factor does not exist`;
    case 'badReading':
      return `the choice ${fault.value} of how to read the files, which does not exist`;
    case 'badBeamStop':
      return `the beam stop ${fault.value}, which is neither an ellipse nor a rectangle`;
    case 'badExcluded':
      return `the excluded frame ${fault.value}, which has no number`;
  }
}
