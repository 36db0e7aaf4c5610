import type { Unexpected } from '../domain/unexpected';
import { plural } from './numbers';

/** What happened, as a sentence. */
export function explainUnexpected({ part, message, times }: Unexpected): string {
  const where = part === undefined ? '' : ` in ${part}`;
  const more = times === 1 ? '' : `, and ${plural(times - 1, 'more fault')} since`;
  return `Something unexpected went wrong${where} (${message})${more}.`;
}

/** What is safe, and what to do. @param exporting whether an export is running */
export function safetyAfterUnexpected(exporting: boolean): string {
  const work = exporting
    ? 'The export continues; leave the page open until it ends.'
    : 'If something stops responding, reload the page and add the files again.';
  return `Source files are only read, never changed. ${work}`;
}
