import fc from 'fast-check';
import { TIA_TYPES, type TiaType } from '../unit/fixtures';

/** A small frame of any type that TIA raw can hold. */
export interface AnyFrame {
  readonly type: TiaType;
  readonly fastSize: number;
  readonly slowSize: number;
  readonly values: readonly number[];
}

const BITS = { uint8: 8, uint16: 16, uint32: 32, int8: 8, int16: 16, int32: 32 } as const;

/** A finite value of a pixel type, extremes and camera-like counts among them. */
export function pixelOf(type: TiaType): fc.Arbitrary<number> {
  const noExtremes = { noNaN: true, noDefaultInfinity: true } as const;
  if (type === 'float32') return fc.float(noExtremes);
  if (type === 'float64') return fc.double(noExtremes);
  const span = 2 ** BITS[type];
  const min = type.startsWith('u') ? 0 : -span / 2;
  const max = min + span - 1;
  const usual = fc.integer({ min: Math.max(min, -300), max: Math.min(max, 3000) });
  return fc.oneof(usual, fc.integer({ min, max }), fc.constantFrom(min, min + 1, max - 1, max));
}

/** Any frame of up to 6 x 6 pixels. */
export const anyFrame: fc.Arbitrary<AnyFrame> = fc
  .record({
    type: fc.constantFrom(...TIA_TYPES),
    fastSize: fc.integer({ min: 1, max: 6 }),
    slowSize: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ type, fastSize, slowSize }) => {
    const count = fastSize * slowSize;
    return fc
      .array(pixelOf(type), { minLength: count, maxLength: count })
      .map((values) => ({ type, fastSize, slowSize, values }));
  });
