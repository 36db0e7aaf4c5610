import type { FrameRow } from '../../conversion/frameRows';
import type { SeriesView } from '../../conversion/seriesView';
import { plainGeometry } from '../../domain/geometry';
import { readPixel, resolutionAngstrom } from '../../maths/pixelReadout';
import type { Point } from '../../maths/viewTransform';
import { bareNumber, fixed, value } from '../../wording/numbers';
import styles from './StatusLine.module.css';
import type { LoadedFrame } from './useFrames';

interface StatusLineProps {
  readonly view: SeriesView | undefined;
  readonly row: FrameRow | undefined;
  readonly frame: LoadedFrame | undefined;
  /** Frame position under the pointer. */
  readonly at: Point | undefined;
  /** The picture combines several frames, so it is not what is converted. */
  readonly rawOnly: boolean;
}

function Reading({
  label,
  id,
  text,
}: {
  readonly label: string;
  readonly id: string;
  readonly text: string;
}) {
  return (
    <span>
      <span className="muted">{label}</span> <output data-testid={id}>{text}</output>
    </span>
  );
}

function resolutionText(dAngstrom: number | undefined): string {
  if (dAngstrom === undefined || !Number.isFinite(dAngstrom)) return '';
  return fixed(dAngstrom, dAngstrom < 10 ? 3 : 1);
}

function angleText(view: SeriesView | undefined, row: FrameRow | undefined): string {
  const start = view?.geometry.oscillationStartDeg?.value;
  const step = view?.geometry.oscillationPerFrameDeg?.value;
  const first = view?.series.frames[0]?.number;
  if (start === undefined || step === undefined || first === undefined || row === undefined) return '';
  return value(start + step * (row.frame.number - first), 4);
}

/** The pixel under the pointer: position, raw value, stored value in SMV, value in DIALS. */
export function StatusLine({ view, row, frame, at, rawOnly }: StatusLineProps) {
  const fast = at === undefined ? undefined : Math.floor(at.x);
  const slow = at === undefined ? undefined : Math.floor(at.y);
  const raw =
    frame && fast !== undefined && slow !== undefined
      ? frame.pixels[slow * frame.fastSize + fast]
      : undefined;
  const gain = view?.geometry.gainCountsPerElectron?.value;
  const reading =
    raw === undefined || view?.rule === undefined || rawOnly
      ? undefined
      : readPixel(raw, view.rule.offset, view.rule.pedestal, gain, view.rule);
  const resolution = at && view && resolutionAngstrom(plainGeometry(view.geometry), at.x, at.y);
  return (
    <div className={`${styles.line} numbers`} role="group" aria-label="Pixel under the pointer">
      <Reading label="fast" id="status-fast" text={fast === undefined ? '' : String(fast)} />
      <Reading label="slow" id="status-slow" text={slow === undefined ? '' : String(slow)} />
      <Reading label="raw" id="status-raw" text={raw === undefined ? '' : bareNumber(raw, 4)} />
      <Reading label={'\u2192 stored'} id="status-stored" text={reading ? bareNumber(reading.stored) : ''} />
      <Reading
        label={gain === undefined ? '\u2192 DIALS (counts)' : '\u2192 DIALS (e\u207b)'}
        id="status-dials"
        text={reading ? bareNumber(reading.dials) : ''}
      />
      <Reading label={'d (\u00c5)'} id="status-resolution" text={resolutionText(resolution)} />
      <Reading label={'angle (\u00b0)'} id="status-angle" text={angleText(view, row)} />
    </div>
  );
}
