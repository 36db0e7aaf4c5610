import type { SeriesWarning } from '../../domain/warning';
import type { OffsetResult } from '../../maths/offsetRule';
import { countedRows, offsetFacts } from '../../state/offsetFacts';
import { type SeriesView, selectSeriesView } from '../../state/seriesView';
import { warningsAt, warningsFor } from '../../state/warningScope';
import { helpOnWarning } from '../../wording/helpPlaces';
import { explainCharacter } from '../../wording/minima';
import { value } from '../../wording/numbers';
import { explainOffset, explainWarning } from '../../wording/warnings';
import { About } from '../help/About';
import { HelpLink } from '../help/HelpLink';
import { codeProps } from '../shared/codeProps';
import { useApp } from '../shared/context';
import { MarkedFrames } from './MarkedFrames';
import { MinimaByFrame } from './MinimaByFrame';
import { MinimaHistogram } from './MinimaHistogram';
import { OffsetChoice, PedestalChoiceRow } from './OffsetControls';
import { OffsetEffects } from './OffsetEffects';

/** Warnings that the sentence beside the offset already says. */
const SAID_BY_REASON: ReadonlySet<SeriesWarning['code']> = new Set(['truncatedAt0', 'positiveMinimum']);

function RuleDetails({ view, rule }: { readonly view: SeriesView; readonly rule: OffsetResult }) {
  const counted = countedRows(view.rows);
  const facts = offsetFacts(view);
  const { choice } = view.settings;
  const { cap } = choice;
  const { stem } = view.series;
  const decides = choice.offset.kind === 'typed' ? 'typed' : rule.capped ? 'cap' : 'minimum';
  return (
    <>
      <MinimaHistogram rows={counted} rule={rule} cap={cap} fileName={stem} />
      <MinimaByFrame
        rows={view.rows.filter(({ summary }) => summary !== undefined)}
        rule={rule}
        cap={cap}
        fileName={stem}
      />
      <MarkedFrames view={view} />
      <div className="result-row">
        <div title="LEGINON_OFFSET: added to every pixel of the SMV series">
          <span className="result-label">
            Offset <About topic="offset" />
          </span>
          <output data-testid="offset">{value(rule.offset, 6)}</output>
        </div>
        <div title="IMAGE_PEDESTAL: the level in the SMV file that means no signal; DIALS subtracts it">
          <span className="result-label">
            Pedestal <About topic="pedestal" />
          </span>
          <output data-testid="pedestal">{value(rule.pedestal, 6)}</output>
        </div>
      </div>
      <OffsetChoice view={view} rule={rule} />
      <PedestalChoiceRow view={view} rule={rule} />
      {facts && (
        <p className="character" data-testid="series-character">
          {explainCharacter(facts.character, facts.frameNumbers, cap, decides)}
        </p>
      )}
      <p className="reason">
        {explainOffset({
          offset: rule.offset,
          typed: choice.offset.kind === 'typed',
          capped: rule.capped,
          cap,
          minimum: rule.smallestMinimum,
          minimumFrame: view.minimumFrame ?? 0,
          low: view.low,
        })}
      </p>
      {facts && <OffsetEffects view={view} facts={facts} />}
    </>
  );
}

/** The series' minima, the offset and pedestal that follow, why, and what else could be chosen. */
export function OffsetPanel() {
  const view = useApp(selectSeriesView);
  const formats = useApp((state) => state.formats);
  const warnings = warningsAt('offset', warningsFor(view?.warnings ?? [], formats)).filter(
    ({ code }) => !SAID_BY_REASON.has(code),
  );
  return (
    <section className="panel offset-panel" aria-label="Offset and pedestal">
      <h2>
        Offset and pedestal
        {view?.arrivingQuietSec !== undefined && (
          <span className="provisional">provisional, still arriving</span>
        )}
      </h2>
      {view?.rule === undefined ? (
        <p className="muted placeholder">They follow from the frames' minima when the scan has begun.</p>
      ) : (
        <RuleDetails view={view} rule={view.rule} />
      )}
      {warnings.length > 0 && (
        <ul className="warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning.code} {...codeProps(warning)}>
              <span className="sentence">{explainWarning(warning)}</span>{' '}
              <HelpLink place={helpOnWarning(warning)} about="this warning" />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
