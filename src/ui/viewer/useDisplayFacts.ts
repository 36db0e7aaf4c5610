import { useMemo } from 'react';
import { offsetFacts } from '../../conversion/offsetFacts';
import type { SeriesView } from '../../conversion/seriesView';
import type { DisplayLimits } from '../../maths/displayLimits';
import { buildDivergingLookup, buildLookup } from '../../maths/displayLookup';
import type { PixelThresholds } from '../../maths/pixelClasses';
import { useApp } from '../shared/context';
import { COLOUR_MAPS } from './colourMaps';
import type { LoadedFrame } from './useFrames';
import type { ProjectionOnDisplay } from './useProjection';

/** The projection as a frame for the viewer. */
export function useProjectedFrame(
  { projected }: ProjectionOnDisplay,
  like: LoadedFrame | undefined,
): LoadedFrame | undefined {
  return useMemo(
    () =>
      projected && like && projected.pixels.length === like.fastSize * like.slowSize
        ? { id: like.id, fastSize: like.fastSize, slowSize: like.slowSize, pixels: projected.pixels }
        : undefined,
    [projected, like],
  );
}

/** The colour of each displayed value. */
export function useLookup({ low, high }: DisplayLimits) {
  const { colourMap, scale } = useApp((state) => state.display);
  return useMemo(() => {
    const colours = COLOUR_MAPS[colourMap];
    return colourMap === 'diverging'
      ? buildDivergingLookup(colours, scale, { low, high })
      : buildLookup(colours, scale);
  }, [colourMap, scale, low, high]);
}

/** Thresholds for pixels that are truncated, saturated or beyond the cap. */
export function useThresholds(series: SeriesView | undefined): PixelThresholds | undefined {
  const { offset, scale = 1, rounding = 'cut' } = series?.rule ?? {};
  const cap = series?.settings.choice.cap;
  const saturation = series && offsetFacts(series)?.saturationStored;
  return useMemo(
    () =>
      offset === undefined || cap === undefined ? undefined : { offset, cap, saturation, scale, rounding },
    [offset, cap, saturation, scale, rounding],
  );
}
