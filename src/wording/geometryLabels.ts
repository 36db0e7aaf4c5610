import type { GeometryKey, Origin } from '../domain/geometry';

/** Field labels with units, as on the form. */
export const GEOMETRY_LABEL: Readonly<Record<GeometryKey, string>> = {
  highTensionKv: 'High tension (kV)',
  wavelengthAngstrom: 'Wavelength (\u00c5)',
  detectorDistanceMm: 'Detector distance (mm)',
  pixelSizeMm: 'Pixel size (mm)',
  binning: 'Binning',
  oscillationStartDeg: 'Oscillation start (\u00b0)',
  oscillationPerFrameDeg: 'Oscillation per frame (\u00b0)',
  rotationAxisDeg: 'Rotation axis (\u00b0)',
  beamCentreFastPx: 'Beam centre fast (px)',
  beamCentreSlowPx: 'Beam centre slow (px)',
  gainCountsPerElectron: 'Gain (counts/e\u207b)',
  exposureSec: 'Exposure (s)',
  beamline: 'Beamline',
  date: 'Date',
};

/** What a value means and where to find it, shown on hover. */
export const GEOMETRY_HELP: Readonly<Record<GeometryKey, string>> = {
  highTensionKv: 'Accelerating voltage of the microscope. Determines the wavelength.',
  wavelengthAngstrom: 'WAVELENGTH. Relativistic wavelength from the high tension, unless typed.',
  detectorDistanceMm:
    'DISTANCE. Calibrated sample-to-detector distance, not the camera length that the microscope shows.',
  pixelSizeMm: 'PIXEL_SIZE after binning. Ceta: 0.014 unbinned, 0.028 at 2x2.',
  binning: 'BIN. A Ceta frame of 2048 x 2048 pixels is 2x2, one of 4096 x 4096 is 1x1.',
  oscillationStartDeg: 'OSC_START. Stage angle at the start of the first frame.',
  oscillationPerFrameDeg: 'OSC_RANGE. Signed rotation per frame.',
  rotationAxisDeg:
    'Angle of the rotation axis on the frame, counter-clockwise from the fast axis (to the right), as DIALS shows frames. Written to XDS.INP and the DIALS scripts; SMV has no key for it, and DIALS by itself assumes 0.',
  beamCentreFastPx:
    'BEAM_CENTER_Y after conversion to mm. Column of the direct beam, from the outer edge of the first pixel.',
  beamCentreSlowPx:
    'BEAM_CENTER_X after conversion to mm. Row of the direct beam, from the outer edge of the first pixel.',
  gainCountsPerElectron:
    'GAIN. Counts per electron, about 26 to 28 for a Ceta-D. Without it DIALS assumes 1.',
  exposureSec: 'TIME. Exposure per frame.',
  beamline: 'BEAMLINE. CETAD_TUI selects the Ceta-D format class of DIALS.',
  date: "DATE, as 'Sun Nov 22 11:15:08 2026'. If empty, each frame gets its file's modified time.",
};

/** Where a value comes from, as the form shows it. */
export const ORIGIN_LABEL: Readonly<Record<Origin, string>> = {
  typed: 'typed',
  settingsFile: 'settings file',
  copied: 'other series',
  found: 'from frames',
  file: 'from file',
  emi: 'emi',
  mdoc: 'mdoc',
  xml: 'xml',
  name: 'from name',
  preset: 'preset',
  example: 'example',
  derived: 'derived',
  suggested: 'from size',
  default: 'default',
};
