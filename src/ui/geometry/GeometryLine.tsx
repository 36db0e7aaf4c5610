import { useId, useState } from 'react';
import { readGeometryLine } from '../../conversion/geometryLine';
import { GEOMETRY_KEYS } from '../../domain/geometry';
import { GEOMETRY_LABEL } from '../../wording/geometryLabels';
import { useCommands } from '../shared/context';
import fields from './fields.module.css';
import styles from './GeometryLine.module.css';

const EXAMPLE = '200 kV 960 mm 2x2 \u221230 +0.5 0.5 s gain 26';

/** Enters many values as one line of text; what is understood shows while typing. */
export function GeometryLine() {
  const commands = useCommands();
  const id = useId();
  const [line, setLine] = useState('');
  const { texts, unread } = readGeometryLine(line);
  const keys = GEOMETRY_KEYS.filter((key) => texts[key] !== undefined);
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        if (keys.length === 0) return;
        commands.geometry.setGeometryTexts(texts);
        setLine(unread.join(' '));
      }}
    >
      <div className={`${fields.field} ${styles.text}`}>
        <label htmlFor={id}>Values in one line</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={EXAMPLE}
          value={line}
          aria-describedby={`${id}-read`}
          onChange={(event) => setLine(event.target.value)}
        />
      </div>
      <button type="submit" className="button small" disabled={keys.length === 0}>
        Enter
      </button>
      <p id={`${id}-read`} className={`${styles.read} muted`} aria-live="polite">
        {keys.map((key) => `${GEOMETRY_LABEL[key]} ${texts[key]}`).join(', ')}
        {unread.length > 0 && (
          <span className="warn" data-code="unreadParts">
            {keys.length > 0 && '. '}Not understood: {unread.join(', ')}
          </span>
        )}
      </p>
    </form>
  );
}
