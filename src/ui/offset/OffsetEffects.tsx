import type { OffsetFacts, WorstFrame } from '../../conversion/offsetFacts';
import type { SeriesView } from '../../conversion/seriesView';
import type { Affected, SeriesWarning } from '../../domain/warning';
import { bareNumber, count, plural, value } from '../../wording/numbers';
import styles from './OffsetEffects.module.css';

interface CountLineProps {
  readonly label: string;
  readonly help: string;
  readonly id: string;
  readonly affected: Affected;
  readonly worst: WorstFrame | undefined;
}

function CountLine({ label, help, id, affected, worst }: CountLineProps) {
  return (
    <>
      <dt title={help}>{label}</dt>
      <dd className={affected.pixels > 0 ? 'warn' : undefined}>
        {affected.exact ? '' : '\u2264 '}
        <output data-testid={id}>{bareNumber(affected.pixels)}</output>
        {worst && (
          <span className="muted">
            {' '}
            in {plural(affected.frames, 'frame')}, most in frame {worst.frame} ({count(worst.pixels)})
          </span>
        )}
      </dd>
    </>
  );
}

/** The effect of the offset and pedestal on screen on the pixels. */
export function OffsetEffects({ view, facts }: { readonly view: SeriesView; readonly facts: OffsetFacts }) {
  const gain = view.geometry.gainCountsPerElectron?.value;
  const warnIf = (...codes: readonly SeriesWarning['code'][]) =>
    view.offsetWarnings.some(({ code }) => codes.includes(code)) ? 'warn' : undefined;
  return (
    <dl className={`${styles.effects} numbers`}>
      <CountLine
        label="Truncated at 0"
        help="Pixels of the included frames whose value + offset is negative; SMV stores 0"
        id="truncated-low"
        affected={view.low}
        worst={facts.worstLow}
      />
      <CountLine
        label="Truncated at 65535"
        help="Pixels of the included frames whose value + offset exceeds 16 bits; SMV stores 65535"
        id="truncated-high"
        affected={view.high}
        worst={facts.worstHigh}
      />
      <dt title="DIALS' Ceta-D class treats stored counts above 8000, or 32000 at 2x2, as saturated; for other cameras the 16-bit limit counts">
        Saturation left
      </dt>
      <dd data-testid="saturation-raw" className={warnIf('littleSaturationLeft')}>
        {facts.saturationRaw === undefined || facts.saturationStored === undefined ? (
          <span className="muted">needs the binning</span>
        ) : (
          <>
            {count(facts.saturationRaw)} raw counts
            <span className="muted"> ({count(facts.saturationStored)} stored)</span>
          </>
        )}
      </dd>
      <dt title="(value + offset - pedestal) / gain">Raw {value(view.noSignal)} in DIALS</dt>
      <dd
        data-testid="raw-zero-in-dials"
        className={warnIf('positiveMinimum', 'pedestalAboveOffset', 'falseBackground')}
      >
        {value(facts.rawZeroInDials, 3)} {gain === undefined ? 'counts' : 'e\u207b'}
      </dd>
    </dl>
  );
}
