import { useEffect, useRef, useState } from 'react';
import type { PixelArray } from '../../domain/pixelType';
import { automaticLimits, type DisplayLimits } from '../../maths/displayLimits';
import { paintGrey } from '../../maths/displayPixels';
import { type FrameRow, selectFrameRow } from '../../state/selectors';
import { explainProblem } from '../../wording/problems';
import { useApp, useCommands } from '../shared/context';
import { DecimalField } from '../shared/DecimalField';
import { Filmstrip } from './Filmstrip';

interface LoadedFrame {
  readonly id: string;
  readonly fastSize: number;
  readonly slowSize: number;
  readonly pixels: PixelArray;
}

/** Reads the selected frame; keeps the one before on screen until the new one is there. */
function useLoadedFrame(row: FrameRow | undefined): LoadedFrame | undefined {
  const commands = useCommands();
  const [loaded, setLoaded] = useState<LoadedFrame>();
  const frame = row?.frame;
  const readable = row !== undefined && row.frame.layout !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frame's id stands for the frame
  useEffect(() => {
    if (frame?.layout === undefined) {
      setLoaded(undefined);
      return;
    }
    let current = true;
    const { fastSize, slowSize } = frame.layout;
    void commands.readFrame(frame).then((pixels) => {
      if (!current) return;
      setLoaded(pixels.ok ? { id: frame.id, fastSize, slowSize, pixels: pixels.value } : undefined);
    });
    return () => {
      current = false;
    };
  }, [commands, frame?.id, readable]);
  return loaded;
}

interface PictureProps {
  readonly frame: LoadedFrame;
  readonly limits: DisplayLimits;
  readonly inverted: boolean;
  readonly label: string;
}

function Picture({ frame, limits, inverted, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useRef<ImageData>(undefined);
  useEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (!canvas.current || !context) return;
    const { fastSize, slowSize } = frame;
    if (canvas.current.width !== fastSize || canvas.current.height !== slowSize) {
      canvas.current.width = fastSize;
      canvas.current.height = slowSize;
    }
    if (image.current?.width !== fastSize || image.current.height !== slowSize) {
      image.current = new ImageData(fastSize, slowSize);
    }
    paintGrey(frame.pixels, limits, inverted, image.current.data);
    context.putImageData(image.current, 0, 0);
  }, [frame, limits, inverted]);
  return (
    <canvas
      ref={canvas}
      className="picture"
      role="img"
      aria-label={label}
      data-testid="preview"
      data-frame={frame.id}
    />
  );
}

function nextLimits(limits: DisplayLimits, change: Partial<DisplayLimits>): DisplayLimits {
  const { low, high } = { ...limits, ...change };
  return low < high
    ? { low, high }
    : change.low === undefined
      ? { low: high - 1, high }
      : { low, high: low + 1 };
}

/** The selected frame as a picture, with contrast limits and the way to its neighbours. */
export function FramePreview() {
  const commands = useCommands();
  const row = useApp(selectFrameRow);
  const loaded = useLoadedFrame(row);
  const [manual, setManual] = useState<DisplayLimits>();
  const [inverted, setInverted] = useState(true);
  const summary = row?.summary;
  const automatic = summary === undefined ? { low: 0, high: 1 } : automaticLimits(summary);
  const limits = manual ?? automatic;
  const problem = row?.problem && explainProblem(row.problem);
  return (
    <section className="preview" aria-label="Frame preview">
      <div className="panel-bar">
        <div className="button-row">
          <button type="button" className="button small" onClick={() => commands.stepFrame(-1)}>
            Previous
          </button>
          <button type="button" className="button small" onClick={() => commands.stepFrame(1)}>
            Next
          </button>
        </div>
        <span className="frame-title numbers" title={row?.frame.file.name}>
          {row === undefined ? 'No frame selected' : `Frame ${row.frame.number}`}
        </span>
        <span className="spacer" />
        <DecimalField
          label="Low"
          value={limits.low}
          width="4rem"
          onChange={(low) => setManual(nextLimits(limits, { low }))}
        />
        <DecimalField
          label="High"
          value={limits.high}
          width="4rem"
          onChange={(high) => setManual(nextLimits(limits, { high }))}
        />
        <button
          type="button"
          className="button small"
          disabled={manual === undefined}
          title="Follow each frame: 1 % to 99.9 % of its pixels"
          onClick={() => setManual(undefined)}
        >
          Auto
        </button>
        <label className="check">
          <input type="checkbox" checked={inverted} onChange={(event) => setInverted(event.target.checked)} />
          Invert
        </label>
      </div>
      <div className="picture-area">
        {problem && (
          <p className="picture-message bad">
            <strong>{row.frame.file.name}</strong>
            <br />
            {problem.cause} {problem.remedy}
          </p>
        )}
        {!problem && loaded && summary && (
          <Picture
            frame={loaded}
            limits={limits}
            inverted={inverted}
            label={`Frame ${row.frame.number}, ${loaded.fastSize} by ${loaded.slowSize} pixels`}
          />
        )}
        {!problem && row !== undefined && !summary && <p className="picture-message">Not scanned yet</p>}
      </div>
      <Filmstrip />
    </section>
  );
}
