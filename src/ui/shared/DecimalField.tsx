import { useId, useState } from 'react';
import { parseDecimal } from '../../conversion/decimal';
import { explainFieldFault } from '../../wording/fieldFaults';
import { codeProps } from './codeProps';
import styles from './DecimalField.module.css';

interface DecimalFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** The least accepted value; default none. */
  readonly least?: number;
  /** The largest accepted value; default none. */
  readonly most?: number;
  readonly width?: string;
}

/** A small number field. An invalid text is marked with its fault and changes nothing. */
export function DecimalField({ label, value, onChange, least, most, width = '5.5rem' }: DecimalFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const read = (text: string) => {
    const parsed = parseDecimal(text, {
      ...(least !== undefined && { least }),
      ...(most !== undefined && { most }),
    });
    return parsed.kind === 'empty' ? ({ kind: 'invalid', fault: { code: 'empty' } } as const) : parsed;
  };
  const parsed = draft === undefined ? undefined : read(draft);
  const fault = parsed?.kind === 'invalid' ? parsed.fault : undefined;
  return (
    <span className={`inline-field ${styles.field}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        style={{ width }}
        value={draft ?? String(value)}
        aria-invalid={fault !== undefined}
        aria-describedby={fault && `${id}-fault`}
        onChange={(event) => {
          setDraft(event.target.value);
          const now = read(event.target.value);
          if (now.kind === 'ok') onChange(now.value);
        }}
        onBlur={() => setDraft(undefined)}
      />
      {fault && (
        <span id={`${id}-fault`} className={`${styles.fault} bad`} {...codeProps(fault)}>
          {label} {explainFieldFault(fault)}.
        </span>
      )}
    </span>
  );
}
