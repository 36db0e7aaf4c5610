import { lazy, Suspense, useEffect } from 'react';
import { warmUpCharts } from './chart/plotly';
import { Help, loadHelp } from './help/Help';
import { DropZone } from './layout/DropZone';
import { EmptyState } from './layout/EmptyState';
import { LiveProgress } from './layout/LiveProgress';
import { Notice } from './layout/Notice';
import { TopBar } from './layout/TopBar';
import { UnexpectedFault } from './layout/UnexpectedFault';
import { useApp, useCommands } from './shared/context';
import { Part } from './shared/Part';

const loadWorkbench = () => import('./Workbench');
const Workbench = lazy(loadWorkbench);

/** Time for the first screen before the rest of the program is loaded. */
const WARM_UP_MS = 300;

/** The whole screen. */
export function App() {
  const commands = useCommands();
  const hasFiles = useApp((state) => state.files.size > 0);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    // Not every browser reports when it is idle.
    const timer = setTimeout(() => {
      // A fault shows when the part is needed.
      loadWorkbench().catch(() => undefined);
      commands.program.prepare();
      warmUpCharts().catch(() => undefined);
      loadHelp().catch(() => undefined);
    }, WARM_UP_MS);
    return () => clearTimeout(timer);
  }, [commands]);
  return (
    <>
      <Part name="the bar at the top">
        <TopBar withFiles={hasFiles} />
      </Part>
      <UnexpectedFault />
      <Part name="the line of messages">
        <Notice />
        <LiveProgress />
      </Part>
      <Part name="the workbench" subject={hasFiles ? 'files' : 'none'}>
        <Suspense>{hasFiles ? <Workbench /> : <EmptyState />}</Suspense>
      </Part>
      <DropZone />
      <Part name="the help">
        <Help />
      </Part>
    </>
  );
}
