import { createContext, use } from 'react';

/** False within a panel that is not shown. */
export const ShownContext = createContext(true);

/** Whether the panel around a component is shown: what is costly to draw waits for that. */
export function useShown(): boolean {
  return use(ShownContext);
}
