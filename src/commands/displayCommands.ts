import type { PixelArray } from '../domain/pixelType';
import type { ProjectedFrame, ProjectionKind } from '../domain/projection';
import type { Result } from '../domain/result';
import { placeOf, type SeriesFrame } from '../domain/series';
import type { DisplaySettings, GeometryMarks, Theme } from '../state/preferences';
import type { AppStore, Step } from '../state/store';
import type { WorkerClient } from '../worker/client';
import type { FileRegistry } from './files/fileRegistry';

/** Frames on the screen and how they are shown. Nothing here changes what is written. */
export interface DisplayCommands {
  /** Reads a frame's pixels for display. */
  readFrame(frame: SeriesFrame): Promise<Result<PixelArray>>;
  /**
   * Puts frames together for display; the newest request alone is answered.
   * @param onProgress told how many frames are done
   */
  projectFrames(
    frames: readonly SeriesFrame[],
    kind: ProjectionKind,
    onProgress: (framesDone: number) => void,
  ): Promise<Result<ProjectedFrame> | undefined>;
  /** Ends the running {@link projectFrames}. */
  cancelProjection(): void;

  /** Chooses how pixels are shown: colours, scale, limits; what is not named stays. */
  setDisplay(change: Partial<DisplaySettings>): void;
  /** Chooses what is drawn over the frame; what is not named stays. */
  setGeometryMarks(change: Partial<GeometryMarks>): void;
  /** Opens or folds the frame table, which gives its height to the picture. */
  showTable(tableShown: boolean): void;
  /** Width of the column at the side, px; undefined for the usual one. */
  setSideWidth(sideWidthPx: number | undefined): void;
  /** Shows the panel of a step. */
  showStep(step: Step): void;
  /** Chooses light or dark colours of the screen. */
  setTheme(theme: Theme): void;
}

/** Makes the commands for the display. */
export function createDisplayCommands(
  store: AppStore,
  client: WorkerClient,
  registry: FileRegistry,
): DisplayCommands {
  return {
    async readFrame(frame) {
      const file = registry.get(frame.file.id);
      const place = placeOf(frame);
      if (file === undefined || place === undefined) {
        return { ok: false, problem: frame.problem ?? { code: 'unreadable', detail: 'the file is gone' } };
      }
      return client.readFrame(file, place);
    },

    async projectFrames(frames, kind, onProgress) {
      const references = registry.references(frames);
      return references.length === 0 ? undefined : client.project(references, kind, onProgress);
    },
    cancelProjection: () => void client.cancelProjection(),

    showStep: (step) => store.setState({ step }),
    setDisplay: (change) => store.setState(({ display }) => ({ display: { ...display, ...change } })),
    setGeometryMarks: (change) =>
      store.setState(({ geometryMarks }) => ({ geometryMarks: { ...geometryMarks, ...change } })),
    showTable: (tableShown) => store.setState({ tableShown }),
    setSideWidth: (sideWidthPx) => store.setState({ sideWidthPx }),
    setTheme: (theme) => store.setState({ theme }),
  };
}
