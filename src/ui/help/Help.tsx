import { lazy, Suspense } from 'react';
import { useApp } from '../shared/context';

/** Loads dialog and documents, a separate chunk. */
export const loadHelp = () => import('./HelpDialog');
const HelpDialog = lazy(loadHelp);

/** The help dialog, while it is open. */
export function Help() {
  const place = useApp((state) => state.help);
  return <Suspense>{place && <HelpDialog place={place} />}</Suspense>;
}
