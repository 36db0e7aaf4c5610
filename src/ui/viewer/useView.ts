import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  centredView,
  type Extent,
  fitView,
  panBy,
  type ViewTransform,
  zoomAt,
} from '../../maths/viewTransform';

/** The view follows "fit" until the user zooms or pans; a frame of another size resets it. */
export function useView(frame: Extent | undefined) {
  const [screen, setScreen] = useState<Extent>();
  const [manual, setManual] = useState<ViewTransform>();
  const size = `${frame?.width} ${frame?.height}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size is another picture
  useEffect(() => setManual(undefined), [size]);
  const view = useMemo(
    () => manual ?? (frame && screen ? fitView(frame, screen) : { scale: 1, offsetX: 0, offsetY: 0 }),
    [manual, frame, screen],
  );
  const fit = useCallback(() => setManual(undefined), []);
  const toScale = (scale: number) => {
    if (frame && screen) setManual(centredView(frame, screen, scale));
  };
  const zoomBy = (factor: number) => {
    if (!frame || !screen) return;
    setManual(zoomAt(view, { x: screen.width / 2, y: screen.height / 2 }, factor, frame));
  };
  const pan = (x: number, y: number) => {
    if (frame && screen) setManual(panBy(view, { x, y }, frame, screen));
  };
  return { view, setView: setManual, setScreen, fit, toScale, zoomBy, pan };
}
