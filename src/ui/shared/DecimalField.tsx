import { useId, useState } from 'react';
import { parseDecimal } from '../../state/geometryForm';

interface DecimalFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Accepts only these values; default all. */
  readonly accepts?: (value: number) => boolean;
  readonly width?: string;
}

/** A small number field. A text that is no acceptable number is marked and changes nothing. */
export function DecimalField({ label, value, onChange, accepts, width = '5.5rem' }: DecimalFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const read = (text: string) => {
    const number = parseDecimal(text);
    return number !== undefined && (accepts?.(number) ?? true) ? number : undefined;
  };
  const invalid = draft !== undefined && read(draft) === undefined;
  return (
    <span className="inline-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        style={{ width }}
        value={draft ?? String(value)}
        aria-invalid={invalid}
        onChange={(event) => {
          setDraft(event.target.value);
          const number = read(event.target.value);
          if (number !== undefined) onChange(number);
        }}
        onBlur={() => setDraft(undefined)}
      />
    </span>
  );
}
