import { useEffect } from 'react';
import { ExportPanel } from './export/ExportPanel';

import { FrameTable } from './frame/FrameTable';
import { GeometryForm } from './geometry/GeometryForm';
import { HeaderPreview } from './geometry/HeaderPreview';
import { DropZone } from './layout/DropZone';
import { EmptyState } from './layout/EmptyState';
import { Notice } from './layout/Notice';
import { TopBar } from './layout/TopBar';
import { OffsetPanel } from './offset/OffsetPanel';
import { SeriesList } from './series/SeriesList';
import { useApp } from './shared/context';
import { Viewer } from './viewer/Viewer';

/** The whole screen. */
export function App() {
  const hasFiles = useApp((state) => state.files.size > 0);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <>
      <TopBar withFiles={hasFiles} />
      <Notice />
      {hasFiles ? (
        <main className="workbench">
          <SeriesList />
          <div className="frames-column">
            <Viewer />
            <FrameTable />
          </div>
          <div className="side-column">
            <div className="side-scroll">
              <OffsetPanel />
              <GeometryForm />
              <HeaderPreview />
            </div>
            <ExportPanel />
          </div>
        </main>
      ) : (
        <EmptyState />
      )}
      <DropZone />
    </>
  );
}
