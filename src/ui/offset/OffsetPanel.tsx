import { countedRows, noOffset, type OffsetFacts, offsetFacts } from '../../conversion/offsetFacts';
import { offerForMinima, offerForWarning } from '../../conversion/offsetOffers';
import { warningsAt, warningsFor } from '../../conversion/outputWarnings';
import type { SeriesView } from '../../conversion/seriesView';
import type { SeriesWarning } from '../../domain/warning';
import type { OffsetResult } from '../../maths/offsetRule';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectSeriesView } from '../../state/selectors';
import { explainMinimaFact } from '../../wording/minima';
import { bareNumber } from '../../wording/numbers';
import { explainNoOffset, explainOffset, explainPedestal } from '../../wording/offsetReasonWords';
import { About } from '../help/About';
import { codeProps } from '../shared/codeProps';
import { useApp } from '../shared/context';
import { WarningList } from '../shared/WarningList';
import { FractionControls } from './FractionControls';
import { MarkedFrames } from './MarkedFrames';
import { MinimaByFrame } from './MinimaByFrame';
import { MinimaHistogram } from './MinimaHistogram';
import { OfferButton } from './OfferButton';
import { OffsetChoice, PedestalChoiceRow } from './OffsetControls';
import { OffsetEffects } from './OffsetEffects';
import styles from './OffsetPanel.module.css';

/** Warnings that the sentence beside the offset already says. */
const SAID_BY_REASON: ReadonlySet<SeriesWarning['code']> = new Set(['truncatedAt0']);

/** Findings about the minima, each with its code. */
function Verdict({ view }: { readonly view: SeriesView }) {
  return (
    <ul aria-label="What the minima show" data-testid="series-character">
      {view.minima.map((fact) => (
        <li key={fact.code} {...codeProps(fact)}>
          {explainMinimaFact(fact)} <OfferButton offer={offerForMinima(fact, view)} />
        </li>
      ))}
    </ul>
  );
}

/** The reasons for offset and pedestal. */
function Reasons({ facts }: { readonly facts: OffsetFacts }) {
  const { offsetReason, pedestalReason } = facts;
  return (
    <p>
      <span data-testid="offset-reason" {...codeProps(offsetReason)}>
        {explainOffset(offsetReason)}
      </span>{' '}
      <span data-testid="pedestal-reason" {...codeProps(pedestalReason)}>
        {explainPedestal(pedestalReason)}
      </span>
    </p>
  );
}

function RuleDetails({ view, rule }: { readonly view: SeriesView; readonly rule: OffsetResult }) {
  const counted = countedRows(view.rows);
  const facts = offsetFacts(view);
  const cap = view.settings.choice.cap / rule.scale;
  const { stem } = view.series;
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
      <div className={styles.results}>
        <div title="LEGINON_OFFSET: added to every pixel of the SMV series">
          <span className={styles.label}>
            Offset <About topic="offset" />
          </span>
          <output data-testid="offset">{bareNumber(rule.offset, 6)}</output>
        </div>
        <div title="IMAGE_PEDESTAL: the level in the SMV file that means no signal; DIALS subtracts it">
          <span className={styles.label}>
            Pedestal <About topic="pedestal" />
          </span>
          <output data-testid="pedestal">{bareNumber(rule.pedestal, 6)}</output>
        </div>
      </div>
      <OffsetChoice view={view} rule={rule} />
      <PedestalChoiceRow view={view} rule={rule} />
      <FractionControls view={view} />
      <Verdict view={view} />
      {facts && <Reasons facts={facts} />}
      {facts && <OffsetEffects view={view} facts={facts} />}
    </>
  );
}

function NoRule({ view }: { readonly view: SeriesView | undefined }) {
  const reason = view === undefined ? ({ code: 'noFrameScanned' } as const) : noOffset(view);
  return (
    <p className={`muted ${styles.placeholder}`} data-testid="no-offset" {...codeProps(reason)}>
      {explainNoOffset(reason)}
    </p>
  );
}

/** The series' minima, the resulting offset and pedestal with reasons, and the alternatives. */
export function OffsetPanel() {
  const view = useApp(selectSeriesView);
  const choice = useApp(selectOutputChoice);
  const warnings = warningsAt('offset', view === undefined ? [] : warningsFor(view, choice)).filter(
    ({ code }) => !SAID_BY_REASON.has(code),
  );
  return (
    <section className="panel" aria-label="Offset and pedestal">
      <h2>
        Offset and pedestal
        {view?.arrivingQuietSec !== undefined && (
          <span className={styles.provisional}>provisional, still arriving</span>
        )}
      </h2>
      {view?.rule === undefined ? <NoRule view={view} /> : <RuleDetails view={view} rule={view.rule} />}
      <WarningList
        label="Warnings"
        warnings={warnings}
        offer={(warning) => view && <OfferButton offer={offerForWarning(warning, view)} />}
      />
    </section>
  );
}
