import { useEffect } from 'react';
import { warmUpCharts } from './chart/plotly';
import { DropZone } from './layout/DropZone';
import { EmptyState } from './layout/EmptyState';
import { Notice } from './layout/Notice';
import { TopBar } from './layout/TopBar';
import { useApp } from './shared/context';
import { Workbench } from './Workbench';

/** The whole screen. */
export function App() {
  const hasFiles = useApp((state) => state.files.size > 0);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    const idle = requestIdleCallback(() => void warmUpCharts());
    return () => cancelIdleCallback(idle);
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
