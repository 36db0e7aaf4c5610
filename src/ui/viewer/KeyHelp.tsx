import { useEffect, useRef } from 'react';
import styles from './KeyHelp.module.css';
import type { ViewerKey } from './viewerKeys';

interface KeyHelpProps {
  readonly keys: readonly ViewerKey[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The list of keyboard shortcuts. */
export function KeyHelp({ keys, open, onClose }: KeyHelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <p className="muted">They act while the picture, the strip or the table of frames has the focus.</p>
      <dl>
        {keys.map(({ shown, does }) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button" onClick={onClose}>
        Close
      </button>
    </dialog>
  );
}
