import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createCommands } from './commands/commands';
import { createAppStore } from './state/store';
import { App } from './ui/App';
import { AppContext } from './ui/shared/context';
import { WorkerClient } from './worker/client';

const store = createAppStore();
const commands = createCommands(store, new WorkerClient());
commands.program.start();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html lacks #root');
createRoot(root).render(
  <StrictMode>
    <AppContext value={{ store, commands }}>
      <App />
    </AppContext>
  </StrictMode>,
);
