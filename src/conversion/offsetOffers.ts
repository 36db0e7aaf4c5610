import { type ConversionChoice, LEGINON_CHOICE } from '../domain/conversion';
import type { MinimaFact } from '../domain/minimaCharacter';
import type { SeriesWarning } from '../domain/warning';
import { leginonOffset } from '../maths/offsetRule';
import type { SeriesView } from './seriesView';
import { MINUS_32768 } from './storedMinus';

/** An alternative offset or pedestal that answers a warning. */
export interface OffsetOffer {
  readonly code:
    | 'minus32768'
    | 'roundToNearest'
    | 'zeroOffset'
    | 'offsetWithoutPixel'
    | 'restoreRawZero'
    | 'usualCap';
  /** Offset that it gives, counts. */
  readonly offset: number;
  readonly choice: Partial<ConversionChoice>;
}

/** The alternative for a warning. */
export function offerForWarning({ code }: SeriesWarning, view: SeriesView): OffsetOffer | undefined {
  const { rule } = view;
  if (rule === undefined) return undefined;
  switch (code) {
    case 'storedMinus32768':
      return {
        code: 'minus32768',
        offset: MINUS_32768 * rule.scale,
        choice: {
          offset: { kind: 'typed', offset: MINUS_32768 * rule.scale },
          // The counts before the subtraction had their zero at 0.
          pedestal: { kind: 'typed', pedestal: 0 },
        },
      };
    case 'fewFloatCounts':
      return { code: 'roundToNearest', offset: rule.offset, choice: { rounding: 'nearest' } };
    case 'positiveMinimum': {
      const choice = { offset: { kind: 'typed', offset: 0 }, pedestal: { kind: 'restoreRawZero' } } as const;
      return { code: 'zeroOffset', offset: 0, choice };
    }
    case 'pedestalAboveOffset':
    case 'pedestalByFewFrames':
    case 'falseBackground':
      if (rule.pedestal === rule.offset) return undefined;
      return {
        code: 'restoreRawZero',
        offset: rule.offset,
        choice: { pedestal: { kind: 'restoreRawZero' } },
      };
    case 'littleSaturationLeft':
    case 'implausibleOffset': {
      const { cap } = LEGINON_CHOICE;
      const offset = leginonOffset(rule.smallestMinimum * rule.scale, cap);
      if (Math.abs(offset) >= Math.abs(rule.offset)) return undefined;
      return { code: 'usualCap', offset, choice: { cap, offset: LEGINON_CHOICE.offset } };
    }
    default:
      return undefined;
  }
}

/** The alternative for what the minima show. */
export function offerForMinima(fact: MinimaFact, { rule }: SeriesView): OffsetOffer | undefined {
  if (fact.code !== 'samePixel' || rule === undefined) return undefined;
  const offset = fact.offsetWithout * rule.scale;
  if (offset >= rule.offset) return undefined;
  return { code: 'offsetWithoutPixel', offset, choice: { offset: { kind: 'typed', offset } } };
}
