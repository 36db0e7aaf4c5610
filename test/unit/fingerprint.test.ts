import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/maths/fingerprint';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });

function of(content: ArrayLike<number>): number {
  return fingerprint(Uint8Array.from(content).buffer);
}

describe('the fingerprint of bytes', () => {
  it('is a number of 32 bits, the same for the same bytes', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        expect(of(content)).toBe(of(content));
        expect(of(content)).toBe(of(content) >>> 0);
      }),
    );
  });

  it('is another one when any byte changes', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (content, place, change) => {
        const at = place % content.length;
        const changed = content.map((byte, i) => (i === at ? byte ^ change : byte));
        expect(of(changed)).not.toBe(of(content));
      }),
    );
  });

  it('is another one for every length of zeros, and for every order of two words', () => {
    const zeros = Array.from({ length: 300 }, (_, length) => of(new Array(length).fill(0)));
    expect(new Set(zeros).size).toBe(300);
    const swapped = Array.from({ length: 32 }, (_, i) =>
      fingerprint(Int32Array.from({ length: 32 }, (_, at) => (at === i ? -(2 ** 31) : 0)).buffer),
    );
    expect(new Set(swapped).size).toBe(32);
  });

  it('notices two signs that change at once, wherever they are', () => {
    const pair = fc.uniqueArray(fc.nat({ max: 79 }), { minLength: 2, maxLength: 2 });
    const plain = fingerprint(new Int32Array(80).fill(5).buffer);
    fc.assert(
      fc.property(pair, (places) => {
        const words = new Int32Array(80).fill(5);
        for (const at of places) words[at] = 5 - 2 ** 31;
        expect(fingerprint(words.buffer)).not.toBe(plain);
      }),
    );
  });
});
