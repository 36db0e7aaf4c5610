import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Commands } from '../../commands/commands';
import type { AppState, AppStore } from '../../state/store';

/** The context of all components: they read the store by selectors and act by commands. */
export interface AppContextValue {
  readonly store: AppStore;
  readonly commands: Commands;
}

/** Filled by the composition root. */
export const AppContext = createContext<AppContextValue | undefined>(undefined);

function useAppContext(): AppContextValue {
  const value = use(AppContext);
  if (value === undefined) throw new Error('a component outside AppContext');
  return value;
}

/** What a user can do. */
export function useCommands(): Commands {
  return useAppContext().commands;
}

/** A part of the state; the component re-renders when it changes. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useAppContext().store, selector);
}
