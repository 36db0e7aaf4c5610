/** Adds integers up to 32 bits and their squares without loss: 64-bit products do not fit a double. */
export interface ExactSums {
  sum: bigint;
  sumOfSquares: bigint;
}

/** Entries after which the partial sums, each below 2^53, are added to big integers. */
const FLUSH_AFTER = 1 << 19;

/** Collects single values; each must be an integer in [-2^31, 2^32). */
export function createExactAccumulator(): { add(value: number): void; total(): ExactSums } {
  let sum = 0n;
  let sumOfSquares = 0n;
  // value = high * 2^16 + low, so value^2 = high^2 * 2^32 + 2 * high * low * 2^16 + low^2
  let partial = 0;
  let highHigh = 0;
  let highLow = 0;
  let lowLow = 0;
  let entries = 0;
  function flush(): void {
    sum += BigInt(partial);
    sumOfSquares += (BigInt(highHigh) << 32n) + (BigInt(highLow) << 17n) + BigInt(lowLow);
    partial = highHigh = highLow = lowLow = entries = 0;
  }
  return {
    add(value) {
      const high = Math.floor(value / 65536);
      const low = value - high * 65536;
      partial += value;
      highHigh += high * high;
      highLow += high * low;
      lowLow += low * low;
      if (++entries === FLUSH_AFTER) flush();
    },
    total() {
      flush();
      return { sum, sumOfSquares };
    },
  };
}

/**
 * Mean and population standard deviation of n integers, each rounded once from the exact value.
 * @param n number of values, >= 1
 */
export function momentsOf(n: number, { sum, sumOfSquares }: ExactSums): { mean: number; std: number } {
  const count = BigInt(n);
  const variance = Number(count * sumOfSquares - sum * sum) / (n * n);
  return { mean: divide(sum, count), std: Math.sqrt(variance) };
}

/** sum / count as a double; the quotient and the remainder are exact before the one rounding. */
function divide(sum: bigint, count: bigint): number {
  const quotient = sum / count;
  return Number(quotient) + Number(sum - quotient * count) / Number(count);
}
