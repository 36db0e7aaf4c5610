import type { SeriesView } from '../../conversion/seriesView';
import { LEAST_SCALE, MOST_SCALE, type Rounding } from '../../domain/conversion';
import { useCommands } from '../shared/context';
import { DecimalField } from '../shared/DecimalField';
import styles from './OffsetControls.module.css';

/** What becomes of fractions in SMV, and the scale; for series of float pixels only. */
export function FractionControls({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const { rounding, scale } = view.settings.choice;
  if (!view.series.shape?.pixelType.startsWith('float')) return null;
  return (
    <div className={styles.choice}>
      <label
        className="inline-field"
        title="SMV stores integers: raw value × scale factor + offset, cut or rounded"
      >
        Fractions
        <select
          value={rounding}
          onChange={(event) => commands.offset.setChoice({ rounding: event.target.value as Rounding })}
        >
          <option value="cut">cut</option>
          <option value="nearest">round to nearest</option>
        </select>
      </label>
      <DecimalField
        label="Scale factor"
        width="3.5rem"
        value={scale}
        least={LEAST_SCALE}
        most={MOST_SCALE}
        onChange={(typed) => commands.offset.setChoice({ scale: typed })}
      />
    </div>
  );
}
