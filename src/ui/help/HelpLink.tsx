import type { HelpPlace } from '../../wording/helpPlaces';
import { useCommands } from '../shared/context';
import styles from './HelpLink.module.css';

interface HelpLinkProps {
  readonly place: HelpPlace;
  /** Its subject, for screen readers: `this problem`. */
  readonly about: string;
  /** False in a grid, where keys move the selection. */
  readonly inTabOrder?: boolean;
}

/** Opens the documents at the place that explains the sentence before it. */
export function HelpLink({ place, about, inTabOrder = true }: HelpLinkProps) {
  const commands = useCommands();
  return (
    <button
      type="button"
      className={styles.link}
      tabIndex={inTabOrder ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        commands.program.openHelp(place);
      }}
    >
      Help<span className="visually-hidden"> on {about}</span>
    </button>
  );
}
