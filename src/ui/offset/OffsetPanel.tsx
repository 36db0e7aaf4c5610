import type { PedestalChoice } from '../../domain/conversion';
import type { SeriesWarning } from '../../domain/warning';
import { type SeriesView, selectSeriesView } from '../../state/selectors';
import { value } from '../../wording/numbers';
import { explainOffset, explainWarning } from '../../wording/warnings';
import { useApp, useCommands } from '../shared/context';
import { DecimalField } from '../shared/DecimalField';
import { MinimaChart } from './MinimaChart';

const PEDESTALS = [
  { kind: 'leginon', label: 'Leginon: largest minimum' },
  { kind: 'median', label: 'Median of minima' },
  { kind: 'restoreRawZero', label: 'Restore raw zero' },
] as const;

/** Warnings that the sentence beside the offset already says. */
const SAID_BY_REASON: ReadonlySet<SeriesWarning['code']> = new Set(['truncatedAt0', 'positiveMinimum']);

type Rule = NonNullable<SeriesView['rule']>;

function OffsetChoice({ view, rule }: { readonly view: SeriesView; readonly rule: Rule }) {
  const commands = useCommands();
  const { choice } = view.settings;
  const typed = choice.offset.kind === 'typed';
  return (
    <div className="choice-row">
      <label className="inline-field">
        Offset
        <select
          value={choice.offset.kind}
          onChange={(event) =>
            commands.setChoice({
              offset:
                event.target.value === 'typed' ? { kind: 'typed', offset: rule.offset } : { kind: 'leginon' },
            })
          }
        >
          <option value="leginon">Leginon: min, capped</option>
          <option value="typed">Typed</option>
        </select>
      </label>
      {typed ? (
        <DecimalField
          key="typed"
          label="Typed offset"
          value={rule.offset}
          onChange={(offset) =>
            commands.setChoice({ offset: { kind: 'typed', offset: offset === 0 ? 0 : offset } })
          }
        />
      ) : (
        <DecimalField
          key="cap"
          label="Cap"
          width="4.5rem"
          value={choice.cap}
          accepts={(cap) => cap >= 0}
          onChange={(cap) => commands.setChoice({ cap })}
        />
      )}
    </div>
  );
}

function PedestalChoiceRow({ view, rule }: { readonly view: SeriesView; readonly rule: Rule }) {
  const commands = useCommands();
  const { pedestal } = view.settings.choice;
  const choose = (kind: PedestalChoice['kind']) =>
    commands.setChoice({ pedestal: kind === 'typed' ? { kind, pedestal: rule.pedestal } : { kind } });
  return (
    <div className="choice-row">
      <label className="inline-field">
        Pedestal
        <select
          value={pedestal.kind}
          onChange={(event) => choose(event.target.value as PedestalChoice['kind'])}
        >
          {PEDESTALS.map(({ kind, label }) => (
            <option key={kind} value={kind}>
              {label}: {value(rule.pedestals[kind])}
            </option>
          ))}
          <option value="typed">Typed</option>
        </select>
      </label>
      {pedestal.kind === 'typed' && (
        <DecimalField
          label="Typed pedestal"
          value={pedestal.pedestal}
          onChange={(typed) => commands.setChoice({ pedestal: { kind: 'typed', pedestal: typed } })}
        />
      )}
    </div>
  );
}

function RuleDetails({ view, rule }: { readonly view: SeriesView; readonly rule: Rule }) {
  const counted = view.rows.filter((row) => row.included && row.summary !== undefined);
  const { choice } = view.settings;
  return (
    <>
      <MinimaChart
        rows={counted}
        cap={choice.cap}
        offset={rule.offset}
        largestMinimum={rule.largestMinimum}
      />
      <div className="result-row">
        <div title="LEGINON_OFFSET: added to every pixel of the SMV series">
          <span className="result-label">Offset</span>
          <output data-testid="offset">{value(rule.offset, 6)}</output>
        </div>
        <div title="IMAGE_PEDESTAL: the level in the SMV file that means no signal; DIALS subtracts it">
          <span className="result-label">Pedestal</span>
          <output data-testid="pedestal">{value(rule.pedestal, 6)}</output>
        </div>
      </div>
      <p className="reason">
        {explainOffset({
          offset: rule.offset,
          typed: choice.offset.kind === 'typed',
          capped: rule.capped,
          cap: choice.cap,
          minimum: rule.smallestMinimum,
          minimumFrame: view.minimumFrame ?? 0,
          low: view.low,
        })}
      </p>
      <OffsetChoice view={view} rule={rule} />
      <PedestalChoiceRow view={view} rule={rule} />
    </>
  );
}

/** The series' minima, the offset and pedestal that follow, why, and what else could be chosen. */
export function OffsetPanel() {
  const view = useApp(selectSeriesView);
  const warnings = view?.warnings.filter(({ code }) => !SAID_BY_REASON.has(code)) ?? [];
  return (
    <section className="panel offset-panel" aria-label="Offset and pedestal">
      <h2>Offset and pedestal</h2>
      {view?.rule === undefined ? (
        <p className="muted placeholder">They follow from the frames' minima when the scan has begun.</p>
      ) : (
        <RuleDetails view={view} rule={view.rule} />
      )}
      {warnings.length > 0 && (
        <ul className="warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning.code}>{explainWarning(warning)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
