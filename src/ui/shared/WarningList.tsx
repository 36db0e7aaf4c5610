import type { ReactNode } from 'react';
import type { SeriesWarning } from '../../domain/warning';
import { helpOnWarning } from '../../wording/helpPlaces';
import { explainWarning } from '../../wording/warnings';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from './codeProps';

interface WarningListProps {
  readonly label: string;
  readonly warnings: readonly SeriesWarning[];
  /** What can be done about a warning, beside it. */
  readonly offer?: (warning: SeriesWarning) => ReactNode;
}

/** Warnings, each with its code, an offer and help; nothing if there are none. */
export function WarningList({ label, warnings, offer }: WarningListProps) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label={label}>
      {warnings.map((warning) => (
        <li key={JSON.stringify(warning)} {...codeProps(warning)}>
          <span data-testid="sentence">{explainWarning(warning)}</span> {offer?.(warning)}{' '}
          <HelpLink place={helpOnWarning(warning)} about="this warning" />
        </li>
      ))}
    </ul>
  );
}
