import { ExportPanel } from './export/ExportPanel';
import { FrameTable } from './frame/FrameTable';
import { GeometryForm } from './geometry/GeometryForm';
import { HeaderPreview } from './geometry/HeaderPreview';
import { OffsetPanel } from './offset/OffsetPanel';
import { PixelHistogram } from './offset/PixelHistogram';
import { SeriesList } from './series/SeriesList';
import { Viewer } from './viewer/Viewer';

/** The screen once there are files. */
export function Workbench() {
  return (
    <main className="workbench">
      <SeriesList />
      <div className="frames-column">
        <Viewer />
        <FrameTable />
      </div>
      <div className="side-column">
        <div className="side-scroll">
          <OffsetPanel />
          <PixelHistogram />
          <GeometryForm />
          <HeaderPreview />
        </div>
        <ExportPanel />
      </div>
    </main>
  );
}
