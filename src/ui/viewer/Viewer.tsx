import { useCallback, useMemo, useState } from 'react';
import { searchInUse } from '../../conversion/seriesGeometry';
import { plainGeometry } from '../../domain/geometry';
import { type DisplayLimits, presetLimits } from '../../maths/displayLimits';
import { findPixels } from '../../maths/pixelClasses';
import type { Extent, Point, ViewTransform } from '../../maths/viewTransform';
import { selectFrameRow, selectSeriesView } from '../../state/selectors';
import { helpOnProblem } from '../../wording/helpPlaces';
import { explainProblem } from '../../wording/problems';
import { HelpLink } from '../help/HelpLink';
import { useAppearance } from '../shared/appearance';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import { Filmstrip } from './Filmstrip';
import film from './Filmstrip.module.css';
import { FrameBar } from './FrameBar';
import { FrameCanvas } from './FrameCanvas';
import { drawGeometry } from './geometryOverlay';
import { KeyHelp } from './KeyHelp';
import { OverlayLegend } from './OverlayLegend';
import { drawOverlays, NO_OVERLAYS, type OverlayPlaces, shownClasses } from './overlays';
import { middleLine, type ProfileKind, type ProfileLine, ProfilePanel } from './ProfilePanel';
import { drawProfileLine } from './profileLine';
import { StatusLine } from './StatusLine';
import { useLookup, useProjectedFrame, useThresholds } from './useDisplayFacts';
import { useFrames } from './useFrames';
import { useFrameTool } from './useFrameTool';
import { usePlay } from './usePlay';
import { framesOf, type ProjectionOnDisplay, type Subject, useProjection } from './useProjection';
import { useView } from './useView';
import styles from './Viewer.module.css';
import { ViewerControls } from './ViewerControls';
import { viewerKeyList } from './viewerKeyList';
import { useViewerKeys, VIEWER_KEYS_AREA } from './viewerKeys';

function projectionText({ framesDone, framesTotal, waiting }: ProjectionOnDisplay): string | undefined {
  if (waiting) return 'Combined once the scan has finished';
  return framesDone < framesTotal ? `Combining frames: ${framesDone} of ${framesTotal}` : undefined;
}

/** The selected frame at full resolution, with all viewing tools. */
export function Viewer() {
  const appearance = useAppearance(1);
  const commands = useCommands();
  const series = useApp(selectSeriesView);
  const row = useApp(selectFrameRow);
  const display = useApp((state) => state.display);
  const marks = useApp((state) => state.geometryMarks);
  const scanning = useApp((state) => state.scan.phase === 'running');
  const [subject, setSubject] = useState<Subject>({ kind: 'frame' });
  const [fixed, setFixed] = useState<DisplayLimits>();
  const [hover, setHover] = useState<Point>();
  const [playing, setPlaying] = useState(false);
  const [rate, setRate] = useState<number>(10);
  const [helpOpen, setHelpOpen] = useState(false);
  const [overlays, setOverlays] = useState(NO_OVERLAYS);
  const [profile, setProfile] = useState<ProfileKind>('none');
  const [drawnLine, setDrawnLine] = useState<ProfileLine>();

  const rows = series?.rows ?? [];
  const at = rows.findIndex(({ frame }) => frame.id === row?.frame.id);
  const frames = useMemo(() => series?.series.frames ?? [], [series?.series.frames]);
  const together = subject.kind !== 'frame';
  const { loaded: frame, problem: readProblem } = useFrames(frames, at, !together);
  const projection = useProjection(
    framesOf(subject, rows, at),
    subject.kind === 'around' ? subject.projection : 'maximum',
    subject.kind === 'series' && scanning,
  );
  const projectedFrame = useProjectedFrame(projection, frame);
  const loaded = together ? projectedFrame : frame;
  const extent = useMemo<Extent | undefined>(
    () => loaded && { width: loaded.fastSize, height: loaded.slowSize },
    [loaded],
  );
  const { view, setView, setScreen, fit, toScale, zoomBy, pan } = useView(extent);

  const thresholds = useThresholds(series);
  const summary = together ? projection.projected?.summary : row?.summary;
  const saturation =
    thresholds?.saturation === undefined
      ? undefined
      : (thresholds.saturation - thresholds.offset) / thresholds.scale;
  const { low, high } =
    fixed ?? (summary ? presetLimits(summary, display.preset, saturation) : { low: 0, high: 1 });
  const limits = useMemo(() => ({ low, high }), [low, high]);
  const lookup = useLookup(limits);
  const places = useMemo<OverlayPlaces>(
    () =>
      frame && thresholds && !together
        ? shownClasses(overlays).map((kind) => [kind, findPixels(frame.pixels, kind, thresholds)])
        : [],
    [frame, thresholds, together, overlays],
  );
  const geometry = useMemo(() => (series ? plainGeometry(series.geometry) : {}), [series]);
  const line = useMemo(() => drawnLine ?? (loaded && middleLine(loaded)), [drawnLine, loaded]);

  const beam = useMemo(() => {
    const { beamCentreFastPx: x, beamCentreSlowPx: y } = geometry;
    return x === undefined || y === undefined ? undefined : { x, y };
  }, [geometry]);
  const inUse = useFrameTool({
    frame: loaded,
    beam,
    beamStop: series?.settings.beamStop,
    crossShown: marks.cross,
    drawLine: profile === 'line' ? (from, to) => setDrawnLine({ from, to }) : undefined,
  });
  const { beam: shownBeam, beamStop, firstSpot } = inUse;
  const search = series && searchInUse(series.settings)?.result;
  const sigmaPx = search?.kind === 'found' ? search.sigmaPx : undefined;

  const drawOver = useCallback(
    (context: CanvasRenderingContext2D, on: ViewTransform) => {
      if (loaded === undefined) return;
      const { fastSize, slowSize } = loaded;
      drawOverlays(context, places, on, { fastSize, slowSize, flipped: display.flipped });
      const drawing = { geometry, marks, beam: shownBeam, sigmaPx, beamStop, firstSpot };
      drawGeometry(context, drawing, on, { fastSize, slowSize, flipped: display.flipped });
      if (profile === 'line' && line)
        drawProfileLine(context, line, on, display.flipped ? slowSize : undefined);
    },
    [
      loaded,
      places,
      display.flipped,
      profile,
      line,
      geometry,
      marks,
      shownBeam,
      sigmaPx,
      beamStop,
      firstSpot,
    ],
  );

  const settled = frame?.id === row?.frame.id || row?.summary === undefined || readProblem !== undefined;
  usePlay(playing, rate, settled, () => {
    if (at < rows.length - 1) commands.selection.stepFrame(1);
    else commands.selection.stepFrame(-rows.length);
  });

  const keys = viewerKeyList({
    commands,
    display,
    row,
    limits,
    fit,
    toScale,
    zoomBy,
    togglePlay: () => setPlaying((now) => !now),
    setLimits: setFixed,
    toggleLock: () => setFixed((now) => (now === undefined ? limits : undefined)),
    setSubject,
    toggleOverlays: () =>
      setOverlays((now) =>
        shownClasses(now).length > 0
          ? NO_OVERLAYS
          : { truncatedLow: true, truncatedHigh: true, saturated: true, beyondCap: true },
      ),
    toggleMarks: () => commands.display.setGeometryMarks({ rings: !marks.rings, axis: !marks.rings }),
    toggleProfile: (kind) => setProfile((now) => (now === kind ? 'none' : kind)),
    openHelp: () => setHelpOpen(true),
  });
  useViewerKeys(keys);

  const found = row?.problem ?? readProblem ?? (together ? projection.problem : undefined);
  const problem = found && explainProblem(found);
  const progress = together ? projectionText(projection) : undefined;
  const subjectName = together ? `${projection.projected?.frameCount ?? 0} combined frames` : 'Frame';
  return (
    <section className={styles.viewer} aria-label="Viewer" {...VIEWER_KEYS_AREA}>
      <FrameBar
        row={row}
        subject={subject}
        onSubject={setSubject}
        playing={playing}
        onPlaying={setPlaying}
        rate={rate}
        onRate={setRate}
        scale={view.scale}
        onFit={fit}
        onOneToOne={() => toScale(1)}
        onHelp={() => setHelpOpen(true)}
      />
      <ViewerControls
        summary={summary}
        limits={limits}
        locked={fixed !== undefined}
        onLimits={setFixed}
        onLocked={(locked) => setFixed(locked ? limits : undefined)}
      />
      <OverlayLegend
        summary={row?.summary}
        thresholds={thresholds}
        shown={overlays}
        onShown={setOverlays}
        disabled={together}
        profile={profile}
        onProfile={setProfile}
      />
      <div className={styles.area}>
        {found && problem && row && (
          <p className={`${styles.message} ${styles.problem}`} {...codeProps(found)}>
            <strong>{row.frame.file.name}</strong>
            <br />
            {problem.cause} {problem.remedy} <HelpLink place={helpOnProblem(found)} about="this problem" />
          </p>
        )}
        {!problem && loaded && summary && row && (
          <FrameCanvas
            frame={loaded}
            limits={limits}
            lookup={lookup}
            flipped={display.flipped}
            view={view}
            onView={setView}
            onSize={setScreen}
            onHover={setHover}
            onPan={pan}
            tool={inUse.tool}
            drawOver={drawOver}
            label={`${subjectName} ${row.frame.number}, ${loaded.fastSize} by ${loaded.slowSize} pixels`}
          />
        )}
        {!problem && row !== undefined && !row.summary && <p className={styles.message}>Not scanned yet</p>}
        {inUse.hint && (
          <p className={styles.hint} role="status">
            {inUse.hint} (Esc ends)
          </p>
        )}
        {progress && <p className={`${styles.progress} numbers`}>{progress}</p>}
      </div>
      {profile !== 'none' && loaded && line && row && series && (
        <ProfilePanel
          kind={profile}
          frame={loaded}
          geometry={geometry}
          line={line}
          onLine={setDrawnLine}
          onClose={() => setProfile('none')}
          fileName={`${series.series.stem}_${row.frame.number}`}
        />
      )}
      <StatusLine view={series} row={row} frame={loaded} at={hover} rawOnly={together} />
      {appearance === 0 ? <div className={film.strip} /> : <Filmstrip thumbnails={profile === 'none'} />}
      <KeyHelp keys={keys} open={helpOpen} onClose={() => setHelpOpen(false)} />
    </section>
  );
}
