import { useEffect } from 'react';
import { warmUpCharts } from './chart/plotly';
import { DropZone } from './layout/DropZone';
import { EmptyState } from './layout/EmptyState';
import { Notice } from './layout/Notice';
import { TopBar } from './layout/TopBar';
import { useApp } from './shared/context';
import { Workbench } from './Workbench';

/** Time for the first screen before the charts are made ready. */
const WARM_UP_MS = 300;

/** The whole screen. */
export function App() {
  const hasFiles = useApp((state) => state.files.size > 0);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    // Not every browser tells when it is idle.
    const timer = setTimeout(() => {
      // What is wrong shows itself when a chart is drawn.
      warmUpCharts().catch(() => undefined);
    }, WARM_UP_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <TopBar withFiles={hasFiles} />
      <Notice />
      {hasFiles ? <Workbench /> : <EmptyState />}
      <DropZone />
    </>
  );
}
