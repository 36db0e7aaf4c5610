import { ExportPanel } from './export/ExportPanel';
import { FrameTable } from './frame/FrameTable';
import { GeometryForm } from './geometry/GeometryForm';
import { HeaderPreview } from './geometry/HeaderPreview';
import { ProcessingFiles } from './geometry/ProcessingFiles';
import { Splitter } from './layout/Splitter';
import { OffsetPanel } from './offset/OffsetPanel';
import { PixelHistogram } from './offset/PixelHistogram';
import { SeriesList } from './series/SeriesList';
import { useAppearance } from './shared/appearance';
import { useApp } from './shared/context';
import { Viewer } from './viewer/Viewer';
import { WatchStatus } from './watch/WatchStatus';

/** The screen once there are files. */
export default function Workbench() {
  const selectedSeries = useApp((state) => state.selectedSeries);
  const sideWidthPx = useApp((state) => state.sideWidthPx);
  const step = useAppearance(4);
  return (
    <main
      className="workbench"
      style={sideWidthPx === undefined ? undefined : { '--side-width': `${sideWidthPx}px` }}
    >
      <div className="series-side">
        <SeriesList />
        <WatchStatus />
      </div>
      <div className="frames-column">
        {/* Limits, line and picture belong to one series. */}
        {step >= 1 && <Viewer key={selectedSeries} />}
        {step >= 2 && <FrameTable />}
      </div>
      <div className="side-column">
        <Splitter />
        <div className="side-scroll">
          {step >= 3 && <OffsetPanel />}
          {step >= 4 && (
            <>
              <PixelHistogram />
              <GeometryForm />
              <HeaderPreview />
              <ProcessingFiles />
            </>
          )}
        </div>
        {step >= 4 && <ExportPanel />}
      </div>
    </main>
  );
}
