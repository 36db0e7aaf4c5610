import type { SettingsFault } from '../domain/settingsFault';
import { explainFieldFault } from './fieldFaults';
import { GEOMETRY_LABEL } from './geometryLabels';

/** What of a settings file was not taken and why, as part of a list. */
export function explainSettingsFault(fault: SettingsFault): string {
  switch (fault.code) {
    case 'noSeriesInFile':
      return 'it does not say which series it is of';
    case 'badCap':
      return `the cap ${fault.value}, which must be a number of counts from 0 on`;
    case 'badOffset':
      return `the offset ${fault.value}, which must be a number of counts`;
    case 'badOffsetChoice':
      return `the offset rule ${fault.value}, which does not exist`;
    case 'badPedestal':
      return `the pedestal ${fault.value}, which must be a number of counts`;
    case 'badPedestalChoice':
      return `the pedestal rule ${fault.value}, which does not exist`;
    case 'badOrigin':
      return `${GEOMETRY_LABEL[fault.key]} of the origin ${fault.value}, which does not exist`;
    case 'badGeometry':
      return `${GEOMETRY_LABEL[fault.key]} ${fault.value}, which ${explainFieldFault(fault.fault)}`;
    case 'badBeamStop':
      return `the beam stop ${fault.value}, which is no ellipse or rectangle`;
    case 'badExcluded':
      return `the excluded frame ${fault.value}, which has no number`;
  }
}
