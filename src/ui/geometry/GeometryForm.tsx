import { useId } from 'react';
import { geometryText, parseGeometryField } from '../../conversion/geometryFields';
import { fieldsOfWarning, warningsAt } from '../../conversion/outputWarnings';
import type { SeriesView } from '../../conversion/seriesView';
import type { FieldFault } from '../../domain/fieldFault';
import { GEOMETRY_KEYS, type GeometryKey } from '../../domain/geometry';
import type { SeriesWarning } from '../../domain/warning';
import { selectSeries } from '../../state/allSeries';
import { selectSeriesView } from '../../state/selectors';
import { explainFieldFault } from '../../wording/fieldFaults';
import { GEOMETRY_HELP, GEOMETRY_LABEL, ORIGIN_LABEL } from '../../wording/geometryLabels';
import { helpOnWarning } from '../../wording/helpPlaces';
import { value } from '../../wording/numbers';
import { explainWarning } from '../../wording/warnings';
import { About } from '../help/About';
import { HelpLink } from '../help/HelpLink';
import type { TopicName } from '../help/topics';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import { BeamCentre } from './BeamCentre';
import { Calculators } from './Calculators';
import fields from './fields.module.css';
import { GeometryLine } from './GeometryLine';
import { Presets } from './Presets';
import { ThingsToCheck } from './ThingsToCheck';

/** Values that may stay empty without counting as missing. */
const OPTIONAL: ReadonlySet<GeometryKey> = new Set(['highTensionKv', 'date']);
const WIDE: ReadonlySet<GeometryKey> = new Set(['date']);
const ABOUT: { readonly [K in GeometryKey]?: TopicName } = {
  binning: 'binning',
  oscillationPerFrameDeg: 'rotationSign',
  rotationAxisDeg: 'rotationAxis',
  beamCentreFastPx: 'beamCentre',
};
const DATE_PLACEHOLDER = "each file's modified time";

interface GeometryFieldProps {
  readonly fieldKey: GeometryKey;
  readonly view: SeriesView;
  /** Implausible or contradictory values. */
  readonly warnings: readonly SeriesWarning[];
}

/** The fault of a field's text, below the field, as wide as the form. */
function Fault({
  id,
  label,
  fault,
}: {
  readonly id: string;
  readonly label: string;
  readonly fault: FieldFault;
}) {
  return (
    <p id={id} className={`${fields.message} bad`} {...codeProps(fault)}>
      {label} {explainFieldFault(fault)}.
    </p>
  );
}

/** A warning below its field, as wide as the form. */
function FieldWarning({ id, warning }: { readonly id: string; readonly warning: SeriesWarning }) {
  const commands = useCommands();
  return (
    <p id={id} className={`${fields.message} warn`} {...codeProps(warning)}>
      <span data-testid="sentence">{explainWarning(warning)}</span>{' '}
      {warning.code === 'axisOfMirroredRows' && (
        <button
          type="button"
          className="button small"
          onClick={() => commands.geometry.setGeometryText('rotationAxisDeg', String(warning.mirroredDeg))}
        >
          Use {value(warning.mirroredDeg, 3)}°
        </button>
      )}{' '}
      <HelpLink place={helpOnWarning(warning)} about="this warning" />
    </p>
  );
}

function GeometryField({ fieldKey: key, view, warnings }: GeometryFieldProps) {
  const commands = useCommands();
  const id = useId();
  const topic = ABOUT[key];
  const text = view.settings.typed[key];
  const parsed = parseGeometryField(key, text);
  const sourced = view.geometry[key];
  const missing = sourced === undefined && !OPTIONAL.has(key);
  const shown = text !== undefined && text !== '' ? text : sourced ? geometryText(key, sourced.value) : '';
  const note =
    parsed.kind === 'invalid'
      ? 'not valid'
      : sourced !== undefined
        ? ORIGIN_LABEL[sourced.origin]
        : missing
          ? 'missing'
          : key === 'date'
            ? 'from file'
            : '';
  const marked = warnings.some((warning) => fieldsOfWarning(warning).includes(key));
  const below = warnings.filter((warning) => fieldsOfWarning(warning)[0] === key);
  const tone = parsed.kind === 'invalid' ? 'bad' : missing ? 'warn' : 'muted';
  const describedBy = [
    `${id}-note`,
    ...(parsed.kind === 'invalid' ? [`${id}-fault`] : []),
    ...below.map((_, at) => `${id}-warning-${at}`),
  ];
  const given = sourced !== undefined && sourced.origin !== 'typed' && parsed.kind !== 'invalid';
  return (
    <>
      <div
        className={WIDE.has(key) ? `${fields.field} ${fields.wide}` : fields.field}
        data-key={key}
        title={GEOMETRY_HELP[key]}
      >
        <span className={fields.label}>
          <label htmlFor={id}>{GEOMETRY_LABEL[key]}</label>
          {topic && <About topic={topic} />}
        </span>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          inputMode={key === 'beamline' || key === 'date' || key === 'binning' ? 'text' : 'decimal'}
          list={key === 'binning' ? 'binning-values' : undefined}
          placeholder={key === 'date' ? DATE_PLACEHOLDER : undefined}
          value={shown}
          aria-invalid={parsed.kind === 'invalid'}
          aria-describedby={describedBy.join(' ')}
          className={given ? fields.given : ''}
          data-suspect={marked}
          onFocus={(event) => event.target.select()}
          onChange={(event) => commands.geometry.setGeometryText(key, event.target.value)}
        />
        <span id={`${id}-note`} className={`${fields.note} ${tone}`}>
          {note}
        </span>
      </div>
      {parsed.kind === 'invalid' && (
        <Fault id={`${id}-fault`} label={GEOMETRY_LABEL[key]} fault={parsed.fault} />
      )}
      {below.map((warning, at) => (
        <FieldWarning key={`${warning.code} ${key}`} id={`${id}-warning-${at}`} warning={warning} />
      ))}
    </>
  );
}

/** Every header value, with unit, origin and validation. */
export function GeometryForm() {
  const commands = useCommands();
  const view = useApp(selectSeriesView);
  const pickedRadiusPx = useApp((state) => state.pickedRadiusPx);
  const several = useApp((state) => selectSeries(state).length > 1);
  if (view === undefined) return null;
  const warnings = warningsAt('geometry', view.warnings);
  return (
    <section className="panel" aria-label="Geometry">
      <div className="panel-head">
        <h2>Geometry</h2>
        <Presets view={view} />
      </div>
      <datalist id="binning-values">
        <option value="1x1" />
        <option value="2x2" />
        <option value="4x4" />
        <option value="8x8" />
      </datalist>
      <GeometryLine key={view.series.key} />
      <div className={fields.fields}>
        {GEOMETRY_KEYS.map((key) => (
          <GeometryField key={key} fieldKey={key} view={view} warnings={warnings} />
        ))}
      </div>
      <ThingsToCheck view={view} />
      <BeamCentre view={view} />
      <Calculators view={view} pickedRadiusPx={pickedRadiusPx} />
      {several && (
        <button
          type="button"
          className="button small"
          title="Copies what was typed, found or chosen here to every other series, except the date. Beam centre and beam stop only go to frames of the same size."
          onClick={commands.geometry.copyGeometryToAll}
        >
          Use for all series
        </button>
      )}
    </section>
  );
}
