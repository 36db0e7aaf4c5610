import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { HelpDocument, HelpPlace } from '../../wording/helpPlaces';
import { useCommands } from '../shared/context';
import { HELP_PAGES, type HelpPage } from './documents';
import styles from './HelpDialog.module.css';

function tabId(id: HelpDocument): string {
  return `help-tab-${id}`;
}

function panelId(id: HelpDocument): string {
  return `help-page-${id}`;
}

/** The place that a link within the documents points at, by its `#document/heading`. */
function placeOf(address: string): HelpPlace | undefined {
  const [, id, heading] = /^#([^/]+)(?:\/(.+))?$/.exec(address) ?? [];
  const page = HELP_PAGES.find((one) => one.id === id);
  if (page === undefined) return undefined;
  return heading === undefined ? { document: page.id } : { document: page.id, heading };
}

function Tabs({ shown }: { readonly shown: HelpDocument }) {
  const commands = useCommands();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = HELP_PAGES.findIndex(({ id }) => id === shown);
    const next = HELP_PAGES.at((at + step) % HELP_PAGES.length);
    if (next === undefined) return;
    commands.program.openHelp({ document: next.id });
    document.getElementById(tabId(next.id))?.focus();
  };
  return (
    <div role="tablist" aria-label="Documents" className={styles.tabs} onKeyDown={move}>
      {HELP_PAGES.map(({ id, label }) => (
        <button
          key={id}
          id={tabId(id)}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={id === shown}
          aria-controls={panelId(id)}
          tabIndex={id === shown ? 0 : -1}
          onClick={() => commands.program.openHelp({ document: id })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** The document's headings as links. */
function Contents({ page }: { readonly page: HelpPage }) {
  return (
    <nav className={styles.contents} aria-label="Contents">
      <ul>
        {page.headings
          .filter(({ level }) => level === 2 || level === 3)
          .map(({ level, id, text }) => (
            <li key={id} data-level={level}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** The documents, opened at a place. The focus returns to where it was. */
export default function HelpDialog({ place }: { readonly place: HelpPlace }) {
  const commands = useCommands();
  const dialog = useRef<HTMLDialogElement>(null);
  const page = HELP_PAGES.find(({ id }) => id === place.document) as HelpPage;
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  useEffect(() => {
    const heading =
      place.heading === undefined ? null : document.getElementById(`${place.document}/${place.heading}`);
    if (heading === null) {
      document.getElementById(panelId(place.document))?.scrollTo(0, 0);
      return;
    }
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: 'start' });
  }, [place]);
  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const target = placeOf(link?.getAttribute('href') ?? '');
    if (target === undefined) return;
    // The address belongs to the page, not to its help.
    event.preventDefault();
    commands.program.openHelp(target);
  };
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby="help-title"
      onClose={commands.program.closeHelp}
      onClick={follow}
    >
      <div className={styles.head}>
        <h2 id="help-title">Help</h2>
        <Tabs shown={page.id} />
        <button type="button" className="button small" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div className={styles.body}>
        <Contents page={page} />
        {/* Hidden documents exist for links to them. */}
        {HELP_PAGES.map(({ id, html }) => (
          <div
            key={id}
            id={panelId(id)}
            role="tabpanel"
            aria-labelledby={tabId(id)}
            tabIndex={0}
            hidden={id !== page.id}
            className={styles.page}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: the build made it from the repository's documents
            dangerouslySetInnerHTML={{ __html: html }}
          />
        ))}
      </div>
    </dialog>
  );
}
