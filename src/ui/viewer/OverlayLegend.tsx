import type { FrameSummary } from '../../domain/frame';
import { countOfClass, PIXEL_CLASSES, type PixelThresholds } from '../../maths/pixelClasses';
import { count } from '../../wording/numbers';
import { Choice } from './Choice';
import { GeometryMarksMenu } from './GeometryMarksMenu';
import styles from './OverlayLegend.module.css';
import { OVERLAY_STYLES, type ShownOverlays } from './overlays';
import type { ProfileKind } from './ProfilePanel';

const PROFILES: readonly (readonly [ProfileKind, string])[] = [
  ['none', 'No profile'],
  ['line', 'Line profile'],
  ['radial', 'Radial mean'],
];

interface OverlayLegendProps {
  /** Several frames are combined: nothing can be marked. */
  readonly disabled: boolean;
  readonly profile: ProfileKind;
  readonly onProfile: (profile: ProfileKind) => void;
  readonly summary: FrameSummary | undefined;
  readonly thresholds: PixelThresholds | undefined;
  readonly shown: ShownOverlays;
  readonly onShown: (shown: ShownOverlays) => void;
}

/** The classes of marked pixels, with shape and number in the frame. */
export function OverlayLegend(props: OverlayLegendProps) {
  const { summary, thresholds, shown, onShown, disabled, profile, onProfile } = props;
  return (
    <div className={`panel-bar ${styles.legend} numbers`} role="group" aria-label="Mark pixels">
      {PIXEL_CLASSES.map((kind) => {
        const { label, help, colour, path } = OVERLAY_STYLES[kind];
        const bounds = summary && thresholds && countOfClass(summary, kind, thresholds);
        const exact = bounds?.atLeast === bounds?.atMost;
        return (
          <label key={kind} className="check" title={help}>
            <input
              type="checkbox"
              checked={shown[kind]}
              disabled={disabled}
              onChange={(event) => onShown({ ...shown, [kind]: event.target.checked })}
            />
            <svg viewBox="-1.4 -1.4 2.8 2.8" className={styles.mark} aria-hidden="true">
              <path d={path} fill="none" stroke={colour} strokeWidth={0.5} />
            </svg>
            {label}
            <output data-testid={`overlay-${kind}`} className={bounds?.atMost ? 'warn' : 'muted'}>
              {bounds === undefined ? '\u2013' : `${exact ? '' : '\u2264 '}${count(bounds.atMost)}`}
            </output>
          </label>
        );
      })}
      <span className="spacer" />
      <GeometryMarksMenu />
      <Choice<ProfileKind> label="Profile" value={profile} options={PROFILES} onChange={onProfile} />
    </div>
  );
}
