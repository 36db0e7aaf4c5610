import { useCallback, useMemo } from 'react';
import type { Geometry } from '../../domain/geometry';
import { resolutionAngstrom } from '../../maths/pixelReadout';
import { lineProfile, type Profile, radialMean } from '../../maths/profiles';
import type { Point } from '../../maths/viewTransform';
import { fixed, value } from '../../wording/numbers';
import { Chart, type Figure } from '../chart/Chart';
import type { ReadColour } from '../chart/chartColours';
import { DecimalField } from '../shared/DecimalField';
import styles from './ProfilePanel.module.css';
import type { LoadedFrame } from './useFrames';

/** A line on the frame, ends in px from the outer corner of the first pixel. */
export interface ProfileLine {
  readonly from: Point;
  readonly to: Point;
}

/** Which profile is shown. */
export type ProfileKind = 'none' | 'line' | 'radial';

interface ProfilePanelProps {
  readonly kind: Exclude<ProfileKind, 'none'>;
  readonly frame: LoadedFrame;
  readonly geometry: Geometry;
  readonly line: ProfileLine;
  readonly onLine: (line: ProfileLine) => void;
  readonly onClose: () => void;
  readonly fileName: string;
}

/** The beam centre of the geometry, or the frame's middle while it is unknown. */
function centreOf({ beamCentreFastPx, beamCentreSlowPx }: Geometry, frame: LoadedFrame) {
  const known = beamCentreFastPx !== undefined && beamCentreSlowPx !== undefined;
  return {
    known,
    at: known
      ? { x: beamCentreFastPx, y: beamCentreSlowPx }
      : { x: frame.fastSize / 2, y: frame.slowSize / 2 },
  };
}

/** A horizontal line through a frame's middle. */
export function middleLine({ fastSize, slowSize }: LoadedFrame): ProfileLine {
  return { from: { x: 0.5, y: slowSize / 2 }, to: { x: fastSize - 0.5, y: slowSize / 2 } };
}

function LineEnds({ line, onLine }: Pick<ProfilePanelProps, 'line' | 'onLine'>) {
  const ends = [
    { label: 'From', point: line.from, put: (from: Point) => onLine({ ...line, from }) },
    { label: 'to', point: line.to, put: (to: Point) => onLine({ ...line, to }) },
  ];
  return ends.map(({ label, point, put }) => (
    <span key={label} className="inline-field">
      <DecimalField
        label={`${label} fast`}
        width="2.9rem"
        value={Number(point.x.toFixed(1))}
        onChange={(x) => put({ ...point, x })}
      />
      <DecimalField
        label="slow"
        width="2.9rem"
        value={Number(point.y.toFixed(1))}
        onChange={(y) => put({ ...point, y })}
      />
    </span>
  ));
}

function buildFigure(
  { distancePx, counts }: Profile,
  title: string,
  dAngstrom: string[],
  colour: ReadColour,
) {
  const figure: Figure = {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: [...distancePx],
        y: [...counts],
        line: {
          width: 1.2,
          color: colour('var(--accent)'),
          shape: title.startsWith('Radius') ? 'linear' : 'hvh',
        },
        text: dAngstrom,
        hovertemplate: '%{x:.1f} px%{text}: %{y:.1f} counts<extra></extra>',
      },
    ],
    layout: {
      xaxis: { title: { text: title, standoff: 4 }, nticks: 10 },
      yaxis: { title: { text: 'Raw counts', standoff: 4 }, nticks: 4 },
    },
  };
  return figure;
}

/** Counts along a line or around the beam centre, in the displayed picture. */
export function ProfilePanel(props: ProfilePanelProps) {
  const { kind, frame, geometry, line, onLine, onClose, fileName } = props;
  const { known, at } = centreOf(geometry, frame);
  const profile = useMemo(
    () =>
      kind === 'line' ? lineProfile(frame, line.from, line.to) : radialMean(frame, { x: at.x, y: at.y }),
    [kind, frame, line, at.x, at.y],
  );
  const resolutions = useMemo(
    () =>
      Array.from(profile.distancePx, (radius) => {
        const d = kind === 'radial' ? resolutionAngstrom(geometry, at.x + radius, at.y) : undefined;
        return d !== undefined && Number.isFinite(d) ? d : undefined;
      }),
    [profile, kind, geometry, at.x, at.y],
  );
  const name = kind === 'line' ? 'Line profile' : 'Radial mean';
  const title =
    kind === 'line'
      ? 'Distance along the line (px)'
      : `Radius from the ${known ? 'beam centre' : 'middle of the frame (beam centre unknown)'} (px)`;
  const build = useCallback(
    (colour: ReadColour) =>
      buildFigure(
        profile,
        title,
        resolutions.map((d) => (d === undefined ? '' : `, ${fixed(d, 2)} \u00c5`)),
        colour,
      ),
    [profile, title, resolutions],
  );
  const largest = profile.counts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return (
    <div className={styles.panel}>
      <Chart
        name={name}
        low
        summary={`${name} of ${profile.counts.length} points, largest ${value(largest)} counts.`}
        build={build}
        fileName={`${fileName}_${kind === 'line' ? 'line' : 'radial'}`}
        table={() => [
          ['distance_px', 'counts', 'd_angstrom'],
          ...Array.from(profile.distancePx, (distance, i) => [
            distance,
            profile.counts[i] ?? '',
            resolutions[i] ?? '',
          ]),
        ]}
      >
        {kind === 'line' && <LineEnds line={line} onLine={onLine} />}
        <button
          type="button"
          className="button small"
          aria-label="Close profile"
          title="Close"
          onClick={onClose}
        >
          {'\u00d7'}
        </button>
      </Chart>
    </div>
  );
}
