import { useDeferredValue } from 'react';
import { ExportPanel } from './export/ExportPanel';
import { FrameTable } from './frame/FrameTable';
import { GeometryForm } from './geometry/GeometryForm';
import { HeaderPreview } from './geometry/HeaderPreview';
import { OffsetPanel } from './offset/OffsetPanel';
import { PixelHistogram } from './offset/PixelHistogram';
import { SeriesList } from './series/SeriesList';
import { useApp } from './shared/context';
import { Viewer } from './viewer/Viewer';

/** The screen once there are files. */
export function Workbench() {
  const selectedSeries = useApp((state) => state.selectedSeries);
  // The first appearance comes in two parts, so that neither holds up the scan.
  const withSide = useDeferredValue(true, false);
  return (
    <main className="workbench">
      <SeriesList />
      <div className="frames-column">
        {/* Limits, line and picture belong to one series. */}
        <Viewer key={selectedSeries} />
        <FrameTable />
      </div>
      <div className="side-column">
        {withSide && (
          <>
            <div className="side-scroll">
              <OffsetPanel />
              <PixelHistogram />
              <GeometryForm />
              <HeaderPreview />
            </div>
            <ExportPanel />
          </>
        )}
      </div>
    </main>
  );
}
