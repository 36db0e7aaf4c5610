import type { FrameSummary } from '../../domain/frame';
import type { DisplayLimits, LimitsPreset } from '../../maths/displayLimits';
import type { DisplayScale } from '../../maths/displayLookup';
import type { ColourMap } from '../../state/preferences';
import { useApp, useCommands } from '../shared/context';
import { DecimalField } from '../shared/DecimalField';
import { Choice } from './Choice';
import { COLOUR_MAP_NAMES } from './colourMaps';
import { LimitsSlider } from './LimitsSlider';
import styles from './ViewerControls.module.css';

const SCALES: readonly (readonly [DisplayScale, string])[] = [
  ['linear', 'Linear'],
  ['sqrt', 'Sqrt'],
  ['log', 'Log'],
];

const PRESETS: readonly (readonly [LimitsPreset, string])[] = [
  ['percent01', '0.1\u201399.9 %'],
  ['percent1', '1\u201399 %'],
  ['saturation', '0\u2013saturation'],
];

interface ViewerControlsProps {
  readonly summary: Omit<FrameSummary, 'thumbnail' | 'wrappedCount' | 'fingerprint'> | undefined;
  readonly limits: DisplayLimits;
  readonly locked: boolean;
  readonly onLimits: (limits: DisplayLimits) => void;
  readonly onLocked: (locked: boolean) => void;
}

function ordered(limits: DisplayLimits, change: Partial<DisplayLimits>): DisplayLimits {
  const { low, high } = { ...limits, ...change };
  if (low < high) return { low, high };
  return change.low === undefined ? { low: high - 1, high } : { low, high: low + 1 };
}

/** Colours, scale and limits of the display; output is not affected. */
export function ViewerControls({ summary, limits, locked, onLimits, onLocked }: ViewerControlsProps) {
  const commands = useCommands();
  const { colourMap, scale, preset, flipped } = useApp((state) => state.display);
  return (
    <div className={`panel-bar ${styles.controls}`} data-testid="viewer-controls">
      <Choice<ColourMap>
        label="Colours"
        value={colourMap}
        options={COLOUR_MAP_NAMES}
        onChange={(map) => commands.display.setDisplay({ colourMap: map })}
      />
      <Choice<DisplayScale>
        label="Scale"
        value={scale}
        options={SCALES}
        onChange={(next) => commands.display.setDisplay({ scale: next })}
      />
      <Choice<LimitsPreset>
        label="Limits"
        value={preset}
        options={PRESETS}
        onChange={(next) => {
          commands.display.setDisplay({ preset: next });
          onLocked(false);
        }}
      />
      <DecimalField
        label="Low"
        value={limits.low}
        width="3.3rem"
        onChange={(low) => onLimits(ordered(limits, { low }))}
      />
      {summary && <LimitsSlider summary={summary} limits={limits} onChange={onLimits} />}
      <DecimalField
        label="High"
        value={limits.high}
        width="3.3rem"
        onChange={(high) => onLimits(ordered(limits, { high }))}
      />
      <label className="check" title="Keeps these limits for every frame of the series">
        <input type="checkbox" checked={locked} onChange={(event) => onLocked(event.target.checked)} />
        Lock
      </label>
      <label className="check" title="Shows the slow axis pointing up; files do not change">
        <input
          type="checkbox"
          checked={flipped}
          onChange={(event) => commands.display.setDisplay({ flipped: event.target.checked })}
        />
        Flip
      </label>
    </div>
  );
}
