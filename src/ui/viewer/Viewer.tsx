import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type DisplayLimits, presetLimits } from '../../maths/displayLimits';
import { buildDivergingLookup, buildLookup } from '../../maths/displayLookup';
import {
  centredView,
  type Extent,
  fitView,
  type Point,
  type ViewTransform,
  zoomAt,
} from '../../maths/viewTransform';
import { type SeriesView, selectFrameRow, selectSeriesView } from '../../state/selectors';
import { explainProblem } from '../../wording/problems';
import { useApp, useCommands } from '../shared/context';
import { COLOUR_MAPS } from './colourMaps';
import { Filmstrip } from './Filmstrip';
import { FrameCanvas } from './FrameCanvas';
import { KeyHelp } from './KeyHelp';
import { StatusLine } from './StatusLine';
import { useFrames } from './useFrames';
import { ViewerControls } from './ViewerControls';
import { useViewerKeys, type ViewerKey } from './viewerKeys';

/** Stored counts at which the Ceta-D format class of DIALS takes a pixel for saturated, at binning 1. */
const PLUGIN_SATURATION = 8000;
const ZOOM_STEP = 1.5;
/** Frames a second while playing. */
const PLAY_RATES = [2, 5, 10, 20] as const;

/** Raw counts at which pixels count as saturated; undefined while the binning is unknown. */
function rawSaturation(view: SeriesView | undefined): number | undefined {
  const binning = view?.geometry.binning?.value;
  return binning === undefined || view?.rule === undefined
    ? undefined
    : PLUGIN_SATURATION * binning ** 2 - view.rule.offset;
}

/** The view follows "fit" until the user zooms or pans; a frame of another size starts anew. */
function useView(frame: Extent | undefined) {
  const [screen, setScreen] = useState<Extent>();
  const [manual, setManual] = useState<ViewTransform>();
  const size = `${frame?.width} ${frame?.height}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size is another picture
  useEffect(() => setManual(undefined), [size]);
  const view = manual ?? (frame && screen ? fitView(frame, screen) : { scale: 1, offsetX: 0, offsetY: 0 });
  const fit = useCallback(() => setManual(undefined), []);
  const toScale = (scale: number) => {
    if (frame && screen) setManual(centredView(frame, screen, scale));
  };
  const zoomBy = (factor: number) => {
    if (!frame || !screen) return;
    setManual(zoomAt(view, { x: screen.width / 2, y: screen.height / 2 }, factor, frame));
  };
  return { view, setView: setManual, setScreen, fit, toScale, zoomBy };
}

/** Steps through the series at a rate, from the last frame back to the first. */
function usePlay(playing: boolean, framesPerSecond: number, step: () => void): void {
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => latest.current(), 1000 / framesPerSecond);
    return () => clearInterval(timer);
  }, [playing, framesPerSecond]);
}

/** The selected frame at full resolution, with everything to look at it closely. */
export function Viewer() {
  const commands = useCommands();
  const series = useApp(selectSeriesView);
  const row = useApp(selectFrameRow);
  const display = useApp((state) => state.display);
  const [fixed, setFixed] = useState<DisplayLimits>();
  const [hover, setHover] = useState<Point>();
  const [playing, setPlaying] = useState(false);
  const [rate, setRate] = useState<number>(10);
  const [helpOpen, setHelpOpen] = useState(false);

  const rows = series?.rows ?? [];
  const at = rows.findIndex(({ frame }) => frame.id === row?.frame.id);
  const frames = useMemo(() => series?.series.frames ?? [], [series?.series.frames]);
  const { loaded, problem: readProblem } = useFrames(frames, at);
  const extent = useMemo(() => loaded && { width: loaded.fastSize, height: loaded.slowSize }, [loaded]);
  const { view, setView, setScreen, fit, toScale, zoomBy } = useView(extent);

  const summary = row?.summary;
  const limits =
    fixed ?? (summary ? presetLimits(summary, display.preset, rawSaturation(series)) : { low: 0, high: 1 });
  const { low, high } = limits;
  const lookup = useMemo(() => {
    const colours = COLOUR_MAPS[display.colourMap];
    return display.colourMap === 'diverging'
      ? buildDivergingLookup(colours, display.scale, { low, high })
      : buildLookup(colours, display.scale);
  }, [display.colourMap, display.scale, low, high]);
  const stableLimits = useMemo(() => ({ low, high }), [low, high]);

  usePlay(playing, rate, () => {
    if (at < rows.length - 1) commands.stepFrame(1);
    else commands.stepFrame(-rows.length);
  });

  const keys: ViewerKey[] = [
    { key: ',', shown: ',', does: 'Previous frame', run: () => commands.stepFrame(-1) },
    { key: '.', shown: '.', does: 'Next frame', run: () => commands.stepFrame(1) },
    { key: 'm', shown: 'm', does: 'Frame of the smallest minimum', run: commands.selectMinimumFrame },
    { key: 'p', shown: 'p', does: 'Play or stop', run: () => setPlaying((now) => !now) },
    { key: 'f', shown: 'f', does: 'Fit the frame', run: fit },
    { key: '1', shown: '1', does: 'One to one', run: () => toScale(1) },
    { key: '+', shown: '+', does: 'Zoom in', run: () => zoomBy(ZOOM_STEP) },
    { key: '-', shown: '-', does: 'Zoom out', run: () => zoomBy(1 / ZOOM_STEP) },
    { key: '?', shown: '?', does: 'This list', run: () => setHelpOpen(true) },
  ];
  useViewerKeys(keys);

  const found = row?.problem ?? readProblem;
  const problem = found && explainProblem(found);
  return (
    <section className="preview" aria-label="Viewer">
      <div className="panel-bar">
        <button type="button" className="button small" onClick={() => commands.stepFrame(-1)}>
          Previous
        </button>
        <button type="button" className="button small" onClick={() => commands.stepFrame(1)}>
          Next
        </button>
        <button
          type="button"
          className="button small"
          aria-pressed={playing}
          onClick={() => setPlaying((now) => !now)}
        >
          Play
        </button>
        <select
          aria-label="Frames per second"
          value={rate}
          onChange={(event) => setRate(Number(event.target.value))}
        >
          {PLAY_RATES.map((one) => (
            <option key={one} value={one}>
              {one}/s
            </option>
          ))}
        </select>
        <span className="frame-title numbers" title={row?.frame.file.name}>
          {row === undefined ? 'No frame selected' : `Frame ${row.frame.number}`}
        </span>
        <button type="button" className="button small" onClick={commands.selectMinimumFrame}>
          To minimum
        </button>
        <span className="spacer" />
        <button type="button" className="button small" onClick={fit}>
          Fit
        </button>
        <button type="button" className="button small" onClick={() => toScale(1)}>
          1:1
        </button>
        <span className="numbers zoom">{Math.round(view.scale * 100)} %</span>
        <button
          type="button"
          className="button small"
          aria-label="Keys"
          title="Keys"
          onClick={() => setHelpOpen(true)}
        >
          ?
        </button>
      </div>
      <ViewerControls
        summary={summary}
        limits={limits}
        locked={fixed !== undefined}
        onLimits={setFixed}
        onLocked={(locked) => setFixed(locked ? limits : undefined)}
      />
      <div className="picture-area">
        {problem && row && (
          <p className="picture-message bad">
            <strong>{row.frame.file.name}</strong>
            <br />
            {problem.cause} {problem.remedy}
          </p>
        )}
        {!problem && loaded && summary && (
          <FrameCanvas
            frame={loaded}
            limits={stableLimits}
            lookup={lookup}
            flipped={display.flipped}
            view={view}
            onView={setView}
            onSize={setScreen}
            onHover={setHover}
            label={`Frame ${row.frame.number}, ${loaded.fastSize} by ${loaded.slowSize} pixels`}
          />
        )}
        {!problem && row !== undefined && !summary && <p className="picture-message">Not scanned yet</p>}
      </div>
      <StatusLine view={series} row={row} frame={loaded} at={hover} />
      <Filmstrip />
      <KeyHelp keys={keys} open={helpOpen} onClose={() => setHelpOpen(false)} />
    </section>
  );
}
