import differences, { headings as differencesHeadings } from '../../../docs/differences-from-leginon.md?html';
import guide, { headings as guideHeadings } from '../../../docs/guide.md?html';
import troubleshooting, { headings as troubleshootingHeadings } from '../../../docs/troubleshooting.md?html';
import type { HelpDocument } from '../../wording/helpPlaces';

/** A document in the dialog. */
export interface HelpPage {
  readonly id: HelpDocument;
  /** On its tab. */
  readonly label: string;
  readonly html: string;
  readonly headings: typeof guideHeadings;
}

/** The documents in the order of the tabs. */
export const HELP_PAGES: readonly HelpPage[] = [
  { id: 'guide', label: 'Guide', html: guide, headings: guideHeadings },
  {
    id: 'troubleshooting',
    label: 'Troubleshooting',
    html: troubleshooting,
    headings: troubleshootingHeadings,
  },
  {
    id: 'differences-from-leginon',
    label: 'Differences from Leginon',
    html: differences,
    headings: differencesHeadings,
  },
];
