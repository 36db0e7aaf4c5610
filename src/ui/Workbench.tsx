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
import { NextMissing } from './steps/NextMissing';
import { StepPanel } from './steps/StepPanel';
import { StepTabs } from './steps/StepTabs';
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
        <div data-testid="steps">
          <StepTabs />
          <NextMissing />
        </div>
        <StepPanel step="frames">
          <Part name="the choices for the series" subject={selectedSeries}>
            {step >= 3 && <SeriesChoices />}
          </Part>
        </StepPanel>
        <StepPanel step="offset">
          <Part name="the offset panel" subject={selectedSeries}>
            {step >= 3 && <OffsetPanel />}
          </Part>
          <Part name="the pixel histogram" subject={selectedSeries}>
            {step >= 4 && <PixelHistogram />}
          </Part>
        </StepPanel>
        <StepPanel step="geometry">
          <Part name="the geometry form" subject={selectedSeries}>
            {step >= 4 && <GeometryForm />}
          </Part>
        </StepPanel>
        <StepPanel step="export">
          <Part name="the export panel" subject={selectedSeries}>
            {step >= 4 && <ExportPanel />}
          </Part>
          <Part name="the previews" subject={selectedSeries}>
            {step >= 4 && (
              <>
                <HeaderPreview />
                <ProcessingFiles />
              </>
            )}
          </Part>
        </StepPanel>
      </div>
    </main>
  );
}
