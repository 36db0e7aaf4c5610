import { withTexts } from '../conversion/geometryTexts';
import type { SeriesSettings } from '../conversion/seriesSettings';
import type { BeamPlace } from '../domain/beamCentre';
import type { BeamStop } from '../domain/beamStop';
import type { ConversionChoice } from '../domain/conversion';
import type { GeometryKey } from '../domain/geometry';
import type { UnreadEntry } from '../domain/notice';
import type { PixelArray } from '../domain/pixelType';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import type { OutputId } from '../domain/recipe';
import type { Result } from '../domain/result';
import { type FrameKey, placeOf, type SeriesFrame } from '../domain/series';
import { EXAMPLE } from '../example/simulateSeries';
import { selectSeries, settingsOf } from '../state/allSeries';
import type { DisplaySettings, GeometryMarks, Theme } from '../state/preferences';
import { selectSeriesView } from '../state/selectors';
import { type AppState, type AppStore, NO_EXPORT, type PickTool } from '../state/store';
import type { HelpPlace } from '../wording/helpPlaces';
import type { WorkerClient } from '../worker/client';
import { BeamFinder } from './beamCentre';
import { copyGeometryToAll } from './copyGeometry';
import { canChooseFolder, downloadFile } from './download';
import { downloadFrame } from './downloadFrame';
import { Exporter } from './exporter';
import { exportToBy } from './exportTo';
import { FileRegistry } from './fileRegistry';
import { FileIntake, type GivenFile } from './files';
import { guardLongWork, showProgressInTitle } from './longWork';
import { endNewSeriesGeometry, startNewSeriesGeometry } from './newSeriesGeometry';
import { offer } from './offer';
import { OfflineKeeper, takeLaunchedFiles } from './offline';
import { keepPreferences } from './preferenceKeeper';
import { PresetKeeper } from './presets';
import { FileRemover } from './removeFiles';
import { Scanner } from './scan';
import { changeSettings } from './settings';
import { takeSettingsFile } from './settingsFile';
import { startStaging } from './staging';
import { storageRefusal } from './storageRefusal';
import { UndoKeeper } from './undo';
import { noteUnexpected, unexpectedDetails, watchUnexpected } from './unexpected';
import { VisitKeeper } from './visitKeeper';
import { FolderWatcher, type WatchTiming } from './watchFolder';

/** The folder that the example's files seem to come from. */
const EXAMPLE_FOLDER = 'Example (simulated)';

/** Files and folders that a message names; the others are counted. */
const MOST_NAMED = 3;

/** Exclusions that can be taken back. */
const UNDO_STEPS = 50;

/** Everything a user can do. Components call these and nothing else. */
export type Commands = ReturnType<typeof createCommands>;

/**
 * Wires the commands to the store and the workers.
 * @param watchTiming how often a watched folder is looked at; left out, as suits a user
 */
export function createCommands(store: AppStore, client: WorkerClient, watchTiming?: WatchTiming) {
  const undo = new UndoKeeper(store);
  const registry = new FileRegistry();
  const scanner = new Scanner(store, client, registry);
  const remover = new FileRemover(store, registry, scanner);
  const intake = new FileIntake(store, client, registry, scanner);
  // Frames that come after a series was written are told of as late ones.
  const exporter = new Exporter(store, client, registry, (series) => watcher.noteWritten(series));
  const watcher = new FolderWatcher(store, client, intake, exportToBy(store, exporter), watchTiming);
  const beamFinder = new BeamFinder(store, client, registry);
  const presets = new PresetKeeper(store);
  const offline = new OfflineKeeper(store);

  function changeSelected(change: (settings: SeriesSettings) => Partial<SeriesSettings>): void {
    const { selectedSeries } = store.getState();
    if (selectedSeries !== undefined) changeSettings(store, selectedSeries, change);
  }

  /** Notes what the selected series excludes now, so that a change can be taken back. */
  function rememberExclusion(): void {
    const { selectedSeries, settings, exclusions } = store.getState();
    if (selectedSeries === undefined) return;
    const { excluded } = settingsOf({ settings }, selectedSeries);
    const step = { seriesKey: selectedSeries, excluded };
    store.setState({ exclusions: [...exclusions.slice(1 - UNDO_STEPS), step] });
  }

  function setIncluded(frames: readonly FrameKey[], included: boolean): void {
    rememberExclusion();
    changeSelected(({ excluded }) => {
      const next = new Set(excluded);
      for (const key of frames) {
        if (included) next.delete(key);
        else next.add(key);
      }
      return { excluded: next };
    });
    // An excluded frame may have been what stopped another one.
    scanner.scanMissing();
  }

  /**
   * Takes files in. One file of settings alone is for the selected series, not a frame.
   * @param unread what came with them and could not be read: it is named
   */
  async function addFiles(given: readonly GivenFile[], unread: readonly UnreadEntry[] = []): Promise<void> {
    const [only, ...others] = given;
    const isAlone = only !== undefined && others.length === 0;
    if (isAlone && (await takeSettingsFile(store, presets, undo, only.file))) {
      scanner.scanMissing();
    } else {
      await intake.add(given);
    }
    if (unread.length === 0) return;
    const entries = unread.slice(0, MOST_NAMED);
    store.setState({ notice: { code: 'entriesUnread', entries, more: unread.length - entries.length } });
  }

  return {
    /** Call it once, when the page is there. */
    start(): void {
      watchUnexpected(store);
      if (!window.isSecureContext) store.setState({ notice: { code: 'insecurePage' } });
      const onRefused = storageRefusal(store);
      keepPreferences(store, onRefused);
      new VisitKeeper(store, onRefused).start();
      void offline.start();
      takeLaunchedFiles(addFiles);
      startStaging();
      guardLongWork(store);
      showProgressInTitle(store);
    },
    /** Starts the workers that files will need, when the first screen is there. */
    prepare(): void {
      client.prepare();
    },

    addFiles,
    /** Takes a series out of the program; a notice can bring it back. */
    removeSeries(key: string): void {
      const series = selectSeries(store.getState()).find((one) => one.key === key);
      if (series === undefined) return;
      const removed = remover.remove(new Set(series.frames.map(({ file }) => file.id)));
      const { stem, frames } = series;
      undo.offer({ code: 'seriesRemoved', stem, frames: frames.length }, () => remover.putBack(removed));
    },
    /** Takes the selected series' files that cannot be converted out of the program; a notice can bring them back. */
    removeBadFiles(): void {
      const bad = selectSeriesView(store.getState())?.rows.filter(
        (row) => row.included && row.status === 'failed',
      );
      if (bad === undefined || bad.length === 0) return;
      const removed = remover.remove(new Set(bad.map(({ frame }) => frame.file.id)));
      undo.offer({ code: 'filesRemoved', files: removed.files.length }, () => remover.putBack(removed));
    },
    clearIgnored: () => store.setState({ ignored: [] }),
    /** Takes back what the notice on the screen says. */
    undo: () => undo.undo(),
    reportUnexpected: (error: unknown, part: string) => noteUnexpected(store, error, part),
    unexpectedDetails: () => unexpectedDetails(store),
    dismissUnexpected: () => store.setState({ unexpected: undefined }),
    dismissNotice: () => store.setState({ notice: undefined }),
    /** Opens the documents at a place, or goes there. */
    openHelp: (place: HelpPlace) => store.setState({ help: { ...place } }),
    closeHelp: () => store.setState({ help: undefined }),

    /** Makes the example series and takes it in like dropped files. */
    async tryExample(): Promise<void> {
      const present = selectSeries(store.getState()).find(({ folder }) => folder === EXAMPLE_FOLDER);
      if (present !== undefined) {
        store.setState({ selectedSeries: present.key, selectedFrame: present.frames[0]?.key });
        return;
      }
      store.setState({ simulating: true, notice: { code: 'simulatingExample' } });
      const simulated = Array.from({ length: EXAMPLE.frameCount }, (_, index) => client.exampleFrame(index));
      let frames: Awaited<(typeof simulated)[number]>[];
      try {
        frames = await Promise.all(simulated);
        store.setState({ simulating: false, notice: undefined });
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        store.setState({ simulating: false, notice: { code: 'exampleFailed', detail } });
        return;
      }
      const lastModified = Date.now();
      const given = frames.map(({ name, bytes }) => ({
        file: new File([bytes], name, { lastModified }),
        folder: EXAMPLE_FOLDER,
      }));
      await intake.add(given);
      const series = selectSeries(store.getState()).find(({ folder }) => folder === EXAMPLE_FOLDER);
      if (series === undefined) return;
      changeSettings(store, series.key, () => ({ example: EXAMPLE.geometry }));
      store.setState({ selectedSeries: series.key, selectedFrame: series.frames[0]?.key });
    },

    cancelScan: () => scanner.cancel(),
    resumeScan(): void {
      scanner.release();
      scanner.scanMissing();
    },

    selectSeries(key: string): void {
      const series = selectSeries(store.getState()).find((one) => one.key === key);
      const exporting = store.getState().exporting;
      store.setState({
        selectedSeries: key,
        selectedFrame: series?.frames[0]?.key,
        marked: new Set(),
        // What became of several series is still to be read; of one, it would look like the new one's.
        exporting: exporting.phase === 'ended' && exporting.items.length === 1 ? NO_EXPORT : exporting,
      });
    },
    selectFrame: (key: FrameKey) => store.setState({ selectedFrame: key }),
    /** Selects the frame `step` places after the selected one, within the series. */
    stepFrame(step: number): void {
      const state = store.getState();
      const rows = selectSeriesView(state)?.rows ?? [];
      const at = rows.findIndex(({ frame }) => frame.key === state.selectedFrame);
      const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (next !== undefined) store.setState({ selectedFrame: next.frame.key });
    },

    setIncluded,
    /** Marks frames as a group; none ends the marking. */
    markFrames: (frames: Iterable<FrameKey>) => store.setState({ marked: new Set(frames) }),
    /** Excludes the marked frames of the selected series and ends the marking. */
    excludeMarked(): void {
      const { marked } = store.getState();
      const rows = selectSeriesView(store.getState())?.rows ?? [];
      setIncluded(
        rows.filter(({ frame }) => marked.has(frame.key)).map(({ frame }) => frame.key),
        false,
      );
      store.setState({ marked: new Set() });
    },
    /** Takes back the last exclusion or inclusion in the selected series. */
    undoExclusion(): void {
      const { exclusions, selectedSeries } = store.getState();
      const last = exclusions.findLast(({ seriesKey }) => seriesKey === selectedSeries);
      if (last === undefined) return;
      store.setState({ exclusions: exclusions.filter((step) => step !== last) });
      changeSelected(() => ({ excluded: last.excluded }));
      scanner.scanMissing();
    },

    setChoice: (choice: Partial<ConversionChoice>) =>
      changeSelected((settings) => ({ choice: { ...settings.choice, ...choice } })),
    setGeometryText: (key: GeometryKey, text: string) =>
      changeSelected((settings) => withTexts(settings, { [key]: text })),
    setPreset: (presetId: string | undefined) => changeSelected(() => ({ presetId })),
    savePreset: (name: string) => presets.save(name),
    deletePreset: (id: string) => presets.remove(id),
    exportPresets: () => presets.exportAll(),
    importPresets: (file: File) => presets.importFile(file),
    acceptPlaceholders: (accept: boolean) => changeSelected(() => ({ acceptPlaceholders: accept })),
    /** Takes the loss of most pixels as it is now for wanted, or no loss any more. */
    acceptLostPixels(accept: boolean): void {
      const view = selectSeriesView(store.getState());
      const end = view?.losses.ofSeries[0]?.end;
      const offset = view?.rule?.offset;
      const acceptedLoss = accept && end !== undefined && offset !== undefined ? { end, offset } : undefined;
      changeSelected(() => ({ acceptedLoss }));
    },
    /** Gives every other series the geometry of the selected one; a notice says what came of it. */
    copyGeometryToAll: () => copyGeometryToAll(store, undo),

    /** Switches an output on or off. */
    setOutput: (id: OutputId, on: boolean) =>
      store.setState(({ formats }) => ({ formats: { ...formats, [id]: on } })),
    /** SMV headers as Leginon's, for one comparison. */
    setLeginonHeaders: (leginonHeaders: boolean) => store.setState({ leginonHeaders }),
    downloadZip: () => exporter.downloadZip(),
    saveFolder: () => exporter.saveFolder(),
    exportAll: () => exporter.exportAll(),
    setBatchPlace: (batchPlace: AppState['batchPlace']) => store.setState({ batchPlace }),
    /** Takes a series into "Export all" or out of it. */
    setInBatch: (key: string, inBatch: boolean) => changeSettings(store, key, () => ({ inBatch })),
    /** Goes on in the chosen folder; files that are right stay as they are. */
    resumeFolder: () => exporter.resume('resume'),
    /** Writes every file anew in the folders that hold files. */
    replaceFolder: () => exporter.resume('replace'),
    /** The same, and removes images of the series there that the export no longer has. */
    replaceFolderAndRemove: () => exporter.resume('replaceAndRemove'),
    /** Leaves what is in the chosen folder as it is. */
    leaveFolder: () => store.setState({ exporting: NO_EXPORT }),
    downloadFrame: (output: OutputId) => downloadFrame(store, client, registry, output),
    cancelExport: () => exporter.cancel(),

    canChooseFolder,
    /** Asks for a folder; its frames and those that come are taken until the watch is stopped. */
    watchFolder: () => watcher.choose(),
    stopWatching: () => watcher.stop(),
    allowWatching: () => watcher.allow(),
    /** Sets how long nothing must come before a watched series is final, s. */
    setWatchQuiet: (seconds: number) => watcher.setQuiet(seconds),
    /** Gives new series of the watched folder the geometry that the selected one has now. */
    startNewSeriesGeometry: () => startNewSeriesGeometry(store),
    endNewSeriesGeometry: () => endNewSeriesGeometry(store),
    /** Asks for a folder to which final series are exported from then on. */
    startAutoExport: () => watcher.startExport(),
    endAutoExport: () => watcher.endExport(),
    tryAutoExportAgain: () => watcher.tryExportAgain(),

    setGeometryMarks: (change: Partial<GeometryMarks>) =>
      store.setState({ geometryMarks: { ...store.getState().geometryMarks, ...change } }),
    setDisplay: (change: Partial<DisplaySettings>) =>
      store.setState(({ display }) => ({ display: { ...display, ...change } })),
    /** Starts the new version that waits; the files must be chosen again. */
    updateProgram: () => offline.update(),
    /** Width of the column at the side, px; undefined for the usual one. */
    setSideWidth: (sideWidthPx: number | undefined) => store.setState({ sideWidthPx }),
    setTheme: (theme: Theme) => store.setState({ theme }),

    /** Selects the included frame with the smallest minimum. */
    selectMinimumFrame(): void {
      const view = selectSeriesView(store.getState());
      const row = view?.rows.find(
        ({ included, summary }) => included && summary?.min === view.rule?.smallestMinimum,
      );
      if (row !== undefined) store.setState({ selectedFrame: row.frame.key });
    },

    /**
     * Puts frames together for display; the newest request alone is answered.
     * @param onProgress told how many frames are done
     */
    async projectFrames(
      frames: readonly SeriesFrame[],
      kind: ProjectionKind,
      onProgress: (framesDone: number) => void,
    ): Promise<Result<ProjectedFrame> | undefined> {
      const references = registry.references(frames);
      return references.length === 0 ? undefined : client.project(references, kind, onProgress);
    },
    cancelProjection: () => void client.cancelProjection(),

    findBeamCentre: () => beamFinder.find(),
    /** Takes a beam centre given on the frame, px from the outer corner of the first pixel. */
    setBeamCentre: (place: BeamPlace) => beamFinder.set(place),
    /** Starts or, with undefined, ends picking on the frame. */
    pick: (picking: PickTool | undefined) => store.setState({ picking }),
    /** Radius of a ring picked on the frame, px. */
    setPickedRadius: (pickedRadiusPx: number) => store.setState({ pickedRadiusPx, picking: undefined }),
    /** Marks the shadow of the beam stop, or takes the mark away. */
    setBeamStop: (beamStop: BeamStop | undefined) => {
      changeSelected(() => ({ beamStop }));
      store.setState({ picking: undefined });
    },

    /** Puts a text on the clipboard. @param name what it is, for the notice */
    async copyText(text: string, name: string): Promise<void> {
      try {
        await navigator.clipboard.writeText(text);
        store.setState({ notice: { code: 'copied', what: name } });
      } catch {
        store.setState({ notice: { code: 'copyRefused', what: name } });
      }
    },

    /** Offers a file made from what is on screen. @param make gives its bytes; what it throws is shown */
    saveFile: (name: string, make: () => Blob | Promise<Blob>) =>
      offer(store, name, async () => downloadFile(await make(), name)),

    /** Reads a frame's pixels for display. */
    async readFrame(frame: SeriesFrame): Promise<Result<PixelArray>> {
      const file = registry.get(frame.file.id);
      const place = placeOf(frame);
      if (file === undefined || place === undefined) {
        return { ok: false, problem: frame.problem ?? { code: 'unreadable', detail: 'the file is gone' } };
      }
      return client.readFrame(file, place);
    },
  };
}
