import { type ReactNode, useId, useRef, useState } from 'react';
import type { HelpPlace } from '../../wording/helpPlaces';
import { useCommands } from '../shared/context';
import styles from './About.module.css';
import helpLink from './HelpLink.module.css';
import { TOPICS, type TopicName } from './topics';

/** As wide as in About.module.css, px. */
const WIDTH_PX = 348;
/** Gap between button and popover, and to the window's edge, px. */
const GAP_PX = 6;

/** Places the popover below the button, or above if there is more space, inside the window. */
function placeBeside(popover: HTMLElement, button: HTMLElement): void {
  const { top, bottom, right } = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const below = (top + bottom) / 2 < innerHeight / 2;
  const left = Math.max(GAP_PX, Math.min(right - WIDTH_PX / 2, innerWidth - WIDTH_PX - GAP_PX));
  const room = below ? innerHeight - bottom : top;
  Object.assign(popover.style, {
    left: `${left}px`,
    top: below ? `${bottom + GAP_PX}px` : 'auto',
    bottom: below ? 'auto' : `${innerHeight - top + GAP_PX}px`,
    maxHeight: `${room - 2 * GAP_PX}px`,
  });
}

/** Opens the documents from a popover, which closes first so that the focus returns to its button. */
function ReadMore({ place, onLeave }: { readonly place: HelpPlace; readonly onLeave: () => void }) {
  const commands = useCommands();
  return (
    <button
      type="button"
      className={helpLink.link}
      onClick={() => {
        onLeave();
        commands.program.openHelp(place);
      }}
    >
      Read more
    </button>
  );
}

function Sentences({ lines }: { readonly lines: readonly ReactNode[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
  return lines.map((line, i) => <p key={i}>{line}</p>);
}

/** A small "?" that explains a quantity in a few sentences and a picture. */
export function About({ topic }: { readonly topic: TopicName }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  // The texts exist only while open.
  const [open, setOpen] = useState(false);
  const { title, lines, Picture, source, more } = TOPICS[topic];
  return (
    <>
      <button ref={button} type="button" className={styles.button} popoverTarget={id}>
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">About {title}</span>
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className={styles.popover}
        {...(open && { role: 'dialog', 'aria-label': `About ${title}` })}
        onBeforeToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open' && button.current) placeBeside(event.currentTarget, button.current);
        }}
      >
        {open && (
          <>
            <Picture />
            <Sentences lines={lines} />
            <p className={styles.source}>
              {source} <ReadMore place={more} onLeave={() => popover.current?.hidePopover()} />
            </p>
          </>
        )}
      </div>
    </>
  );
}
