import { useMemo } from 'react';
import type { FrameSummary } from '../../domain/frame';
import { displayBins } from '../../maths/displayBins';
import { type DisplayLimits, valueAtFraction } from '../../maths/displayLimits';
import styles from './LimitsSlider.module.css';

const BARS = 90;
const SLIDER_STEPS = 1000;

interface LimitsSliderProps {
  readonly summary: Omit<FrameSummary, 'thumbnail' | 'wrappedCount' | 'fingerprint'>;
  readonly limits: DisplayLimits;
  readonly onChange: (limits: DisplayLimits) => void;
}

/** The frame's histogram (log counts) with a thumb at each limit. */
export function LimitsSlider({ summary, limits, onChange }: LimitsSliderProps) {
  const low = Math.min(valueAtFraction(summary, 0.0002), limits.low);
  const high = Math.max(valueAtFraction(summary, 0.9995), limits.high, low + 1);
  const bins = useMemo(() => displayBins(summary, low, high, BARS), [summary, low, high]);
  const tallest = Math.log1p(Math.max(...bins, 1));
  const toStep = (value: number) => Math.round(((value - low) / (high - low)) * SLIDER_STEPS);
  const fromStep = (step: number) => Math.round(low + ((high - low) * step) / SLIDER_STEPS);
  return (
    <span className={styles.slider}>
      <svg viewBox={`0 0 ${BARS} 20`} preserveAspectRatio="none" aria-hidden="true">
        {bins.map((bin, i) => {
          const height = (Math.log1p(bin) / tallest) * 20;
          // biome-ignore lint/suspicious/noArrayIndexKey: bars are places on the axis
          return <rect key={i} x={i} y={20 - height} width={1} height={height} />;
        })}
      </svg>
      <input
        type="range"
        min={0}
        max={SLIDER_STEPS}
        aria-label="Low limit"
        aria-valuetext={`${limits.low} counts`}
        value={toStep(limits.low)}
        onChange={(event) => {
          const value = fromStep(Number(event.target.value));
          onChange({ low: Math.min(value, limits.high - 1), high: limits.high });
        }}
      />
      <input
        type="range"
        min={0}
        max={SLIDER_STEPS}
        aria-label="High limit"
        aria-valuetext={`${limits.high} counts`}
        value={toStep(limits.high)}
        onChange={(event) => {
          const value = fromStep(Number(event.target.value));
          onChange({ low: limits.low, high: Math.max(value, limits.low + 1) });
        }}
      />
    </span>
  );
}
