import { ExportPanel } from './export/ExportPanel';
import { FrameTable } from './frame/FrameTable';
import { GeometryForm } from './geometry/GeometryForm';
import { HeaderPreview } from './geometry/HeaderPreview';
import { ProcessingFiles } from './geometry/ProcessingFiles';
import { Splitter } from './layout/Splitter';
import { OffsetPanel } from './offset/OffsetPanel';
import { PixelHistogram } from './offset/PixelHistogram';
import { SeriesChoices } from './series/SeriesChoices';
import { SeriesList } from './series/SeriesList';
import { useAppearance } from './shared/appearance';
import { useApp } from './shared/context';
import { Part } from './shared/Part';
import { Viewer } from './viewer/Viewer';
import styles from './Workbench.module.css';
import { WatchStatus } from './watch/WatchStatus';

/** The screen once there are files. */
export default function Workbench() {
  const selectedSeries = useApp((state) => state.selectedSeries);
  const sideWidthPx = useApp((state) => state.sideWidthPx);
  const step = useAppearance(4);
  return (
    <main
      className={styles.workbench}
      style={sideWidthPx === undefined ? undefined : { '--side-width': `${sideWidthPx}px` }}
    >
      <div className={styles.seriesSide}>
        <Part name="the series list">
          <SeriesList />
          <SeriesChoices />
          <WatchStatus />
        </Part>
      </div>
      <div className={styles.framesColumn}>
        {/* Limits, line and picture belong to one series. */}
        <Part name="the viewer" subject={selectedSeries}>
          {step >= 1 && <Viewer key={selectedSeries} />}
        </Part>
        <Part name="the frame table" subject={selectedSeries}>
          {step >= 2 && <FrameTable />}
        </Part>
      </div>
      <div className={styles.sideColumn} data-testid="side-column">
        <Splitter />
        <div className={styles.sideScroll} data-testid="side-scroll">
          <Part name="the offset panel" subject={selectedSeries}>
            {step >= 3 && <OffsetPanel />}
          </Part>
          {step >= 4 && (
            <>
              <Part name="the pixel histogram" subject={selectedSeries}>
                <PixelHistogram />
              </Part>
              <Part name="the geometry form" subject={selectedSeries}>
                <GeometryForm />
              </Part>
              <Part name="the previews" subject={selectedSeries}>
                <HeaderPreview />
                <ProcessingFiles />
              </Part>
            </>
          )}
        </div>
        <Part name="the export panel" subject={selectedSeries}>
          {step >= 4 && <ExportPanel />}
        </Part>
      </div>
    </main>
  );
}
