import { lazy, Suspense } from 'react';
import { useApp } from '../shared/context';

/** Fetches dialog and documents, a part of the program on their own. */
export const loadHelp = () => import('./HelpDialog');
const HelpDialog = lazy(loadHelp);

/** The help dialog, while it is open. */
export function Help() {
  const place = useApp((state) => state.help);
  return <Suspense>{place && <HelpDialog place={place} />}</Suspense>;
}
