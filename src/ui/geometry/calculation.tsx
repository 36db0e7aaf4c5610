import { type ReactNode, useId, useState } from 'react';
import { type NumberLimits, type ParsedField, parseDecimal } from '../../conversion/decimal';
import { parseGeometryField } from '../../conversion/geometryFields';
import type { FieldFault } from '../../domain/fieldFault';
import type { GeometryKey, SourcedGeometry } from '../../domain/geometry';
import { explainFieldFault } from '../../wording/fieldFaults';
import { GEOMETRY_LABEL } from '../../wording/geometryLabels';
import { codeProps } from '../shared/codeProps';
import { useCommands } from '../shared/context';
import fields from './fields.module.css';

/** What a number must satisfy. */
type Demand = 'any' | 'above0' | 'not0' | 'count';

/** More frames than any series has. */
const MOST_COUNTED = 1_000_000;
const NO_COUNT: FieldFault = { code: 'notACount', least: 1, most: MOST_COUNTED };

const LIMITS: Readonly<Record<Demand, NumberLimits>> = {
  any: {},
  above0: { above: 0 },
  not0: {},
  count: { least: 1, most: MOST_COUNTED },
};

function parseNumber(text: string, demand: Demand): ParsedField<number> {
  const parsed = parseDecimal(text, LIMITS[demand]);
  if (parsed.kind === 'empty') return parsed;
  if (demand === 'not0' && parsed.kind === 'ok' && parsed.value === 0) {
    return { kind: 'invalid', fault: { code: 'isZero' } };
  }
  if (demand !== 'count') return parsed;
  const isCount =
    parsed.kind === 'ok' ? Number.isInteger(parsed.value) : parsed.fault.code === 'ambiguousNumber';
  return isCount ? parsed : { kind: 'invalid', fault: NO_COUNT };
}

/** A number field's state. */
export interface NumberInput {
  readonly label: string;
  /** Text in the field: what was typed, or else the given value. */
  readonly shown: string;
  readonly isTyped: boolean;
  readonly parsed: ParsedField<number>;
  readonly setText: (text: string) => void;
}

/**
 * A number input.
 * @param given shown in the field until something is typed
 */
export function useNumberInput(label: string, demand: Demand, given?: number): NumberInput {
  const [text, setText] = useState('');
  const isTyped = text.trim() !== '';
  const shown = isTyped ? text : given === undefined ? '' : numberText(given);
  return { label, shown, isTyped, parsed: parseNumber(shown, demand), setText };
}

/** The number in a field, if valid. */
export function numberIn({ parsed }: NumberInput): number | undefined {
  return parsed.kind === 'ok' ? parsed.value : undefined;
}

/** A number as field text: 8 digits, which hide binary rounding. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(8)));
}

/** The outcome of a calculation: a result and the fields it goes into, or what prevents it. */
export interface Answer {
  readonly kind: 'result' | 'incomplete' | 'refused';
  readonly words: string;
  /** The fault of a number, if refused. */
  readonly fault?: FieldFault;
  readonly writes?: readonly (readonly [GeometryKey, string])[];
}

/** A result, unless the form would reject it. */
export function resultFor(words: string, writes: readonly (readonly [GeometryKey, number])[]): Answer {
  const texts = writes.map(([key, value]) => [key, numberText(value)] as const);
  for (const [key, text] of texts) {
    const parsed = parseGeometryField(key, text);
    if (parsed.kind === 'invalid') {
      const { fault } = parsed;
      return {
        kind: 'refused',
        fault,
        words: `${words} ${GEOMETRY_LABEL[key]} ${explainFieldFault(fault)}.`,
      };
    }
  }
  return { kind: 'result', words, writes: texts };
}

/** Why there is no result: first invalid numbers, then values missing in the form, then empty fields. */
export function obstacle(
  inputs: readonly NumberInput[],
  geometry: SourcedGeometry,
  needed: readonly GeometryKey[],
): Answer {
  const invalid = inputs.flatMap(({ label, parsed }) =>
    parsed.kind === 'invalid' ? [{ label, fault: parsed.fault }] : [],
  );
  const [first] = invalid;
  if (first !== undefined) {
    const words = invalid.map(({ label, fault }) => `${label} ${explainFieldFault(fault)}.`);
    return { kind: 'refused', fault: first.fault, words: words.join(' ') };
  }
  const missing = needed.filter((key) => geometry[key] === undefined);
  if (missing.length > 0) {
    return {
      kind: 'incomplete',
      words: `Fill in ${missing.map((key) => GEOMETRY_LABEL[key]).join(', ')} above.`,
    };
  }
  const empty = inputs.filter(({ parsed }) => parsed.kind === 'empty').map(({ label }) => label);
  return { kind: 'incomplete', words: `Type ${empty.join(', ')}.` };
}

/** A number field under its label. */
export function NumberBox({ input, wide = false }: { readonly input: NumberInput; readonly wide?: boolean }) {
  const id = useId();
  return (
    <div className={wide ? `${fields.field} ${fields.wide}` : fields.field}>
      <label htmlFor={id}>{input.label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={input.shown}
        aria-invalid={input.parsed.kind === 'invalid'}
        className={input.isTyped || input.shown === '' ? '' : fields.given}
        onFocus={(event) => event.target.select()}
        onChange={(event) => input.setText(event.target.value)}
      />
    </div>
  );
}

const TONE = { result: '', incomplete: 'muted', refused: 'bad' } as const;

/** An answer in words, with a button that writes its numbers to the form. */
export function AnswerRow({ answer }: { readonly answer: Answer }) {
  const commands = useCommands();
  const id = useId();
  return (
    <div className={fields.answer}>
      <output id={id} className={TONE[answer.kind]} {...(answer.fault && codeProps(answer.fault))}>
        {answer.words}
      </output>
      <button
        type="button"
        className="button small"
        aria-describedby={id}
        disabled={answer.kind !== 'result'}
        onClick={() => {
          for (const [key, text] of answer.writes ?? []) commands.geometry.setGeometryText(key, text);
        }}
      >
        Use
      </button>
    </div>
  );
}

/** One calculation with its name. */
export function Tool({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <fieldset className={fields.tool}>
      <legend>{name}</legend>
      {children}
    </fieldset>
  );
}
