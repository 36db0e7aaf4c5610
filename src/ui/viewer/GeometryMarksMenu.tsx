import type { GeometryMarks } from '../../state/preferences';
import { useApp, useCommands } from '../shared/context';
import styles from './GeometryMarksMenu.module.css';

const MARKS: readonly (readonly [keyof Omit<GeometryMarks, 'spacings'>, string])[] = [
  ['cross', 'Beam centre'],
  ['rings', 'Resolution rings'],
  ['ice', 'Ice rings'],
  ['axis', 'Rotation axis'],
];

/** Chooses the geometry drawn on the frame. */
export function GeometryMarksMenu() {
  const commands = useCommands();
  const marks = useApp((state) => state.geometryMarks);
  return (
    <details className={styles.menu} data-testid="geometry-marks">
      <summary className="button small">Geometry</summary>
      <div className={styles.body}>
        {MARKS.map(([key, name]) => (
          <label key={key} className="check">
            <input
              type="checkbox"
              checked={marks[key]}
              onChange={(event) => commands.display.setGeometryMarks({ [key]: event.target.checked })}
            />
            {name}
          </label>
        ))}
        <label className={styles.field}>
          Rings at (Å)
          <input
            type="text"
            autoComplete="off"
            placeholder="automatic"
            title="d-spacings in angstrom, separated by spaces; if empty, round values that fit the frame"
            value={marks.spacings}
            onChange={(event) => commands.display.setGeometryMarks({ spacings: event.target.value })}
          />
        </label>
      </div>
    </details>
  );
}
