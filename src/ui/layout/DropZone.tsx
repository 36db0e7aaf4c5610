import { useEffect, useState } from 'react';
import { useCommands } from '../shared/context';
import { droppedFiles } from '../shared/givenFiles';
import styles from './DropZone.module.css';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Accepts drops anywhere on the window, at any time, and shows so while dragging. */
export function DropZone() {
  const commands = useCommands();
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    // Enter and leave fire for every element crossed.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // The overlay appears under the pointer and, as a new target, must accept the drag too.
      event.preventDefault();
      depth++;
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setDragging(false);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setDragging(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer?.items ?? []).then(({ files, unread }) =>
        commands.files.addFiles(files, unread),
      );
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [commands]);
  if (!dragging) return null;
  return (
    <div className={styles.overlay} aria-hidden="true">
      <p>Drop frames or folders anywhere</p>
    </div>
  );
}
