/** The BEAMLINE that selects the Ceta-D format class in DIALS. */
export const CETAD_BEAMLINE = 'CETAD_TUI';

/** Saturation of an unbinned Ceta-D pixel in stored counts, from the Ceta-D plug-in of DIALS. */
export const CETAD_SATURATION_COUNTS = 8000;

/**
 * Stored counts above which DIALS and XDS treat a pixel of this series as saturated. Undefined if that is
 * unknown, or if it is the 16-bit limit: for cameras other than the Ceta-D.
 */
export function storedSaturation(
  binning: number | undefined,
  beamline: string | undefined,
): number | undefined {
  return beamline === CETAD_BEAMLINE ? pluginSaturation(binning) : undefined;
}

/**
 * Stored counts above which the Ceta-D plug-in of DIALS treats a pixel as saturated: 8000 * binning^2, where
 * it treats every binning but 2x2 as 1x1. Source: `FormatSMVCetaD_TUI._detector` (dxtbx_ED_formats).
 * @returns undefined while the binning is unknown
 */
export function pluginSaturation(binning: number | undefined): number | undefined {
  if (binning === undefined) return undefined;
  return CETAD_SATURATION_COUNTS * (binning === 2 ? 4 : 1);
}
