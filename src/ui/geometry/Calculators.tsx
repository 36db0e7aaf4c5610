import { useState } from 'react';
import type { SeriesView } from '../../conversion/seriesView';
import { numberText, useNumberInput } from './calculation';
import { ReciprocalPixelTool, RingTool } from './DistanceTools';
import { OscillationTool } from './OscillationTool';

interface CalculatorsProps {
  readonly view: SeriesView;
  /** Radius of a ring picked on the frame, px: each new value fills the radius field and opens the tools. */
  readonly pickedRadiusPx?: number | undefined;
}

/** Geometry values computed from measurements; nothing is written before "Use". */
export function Calculators({ view, pickedRadiusPx }: CalculatorsProps) {
  const [isOpen, setOpen] = useState(false);
  const [lastPicked, setLastPicked] = useState<number | undefined>(undefined);
  // A calibration often serves other series too, so the radius survives a change of series.
  const radius = useNumberInput('Ring radius (px)', 'above0');
  if (pickedRadiusPx !== lastPicked) {
    setLastPicked(pickedRadiusPx);
    if (pickedRadiusPx !== undefined) {
      radius.setText(numberText(pickedRadiusPx));
      setOpen(true);
    }
  }
  return (
    <details data-testid="calculators" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Work out a value</summary>
      <RingTool view={view} radius={radius} />
      <ReciprocalPixelTool view={view} />
      <OscillationTool key={view.series.key} view={view} />
    </details>
  );
}
