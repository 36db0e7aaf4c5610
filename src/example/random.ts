/**
 * A reproducible stream of pseudo-random numbers for a seed and stream number. Uniform numbers are equal on
 * every machine; the others may differ in the last digit, as engines' `Math.log` and `Math.exp` do.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform integer in [0, limit); `limit` from 1 to 2^32. */
  integer(limit: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
  /** Poisson with the given mean (>= 0), exact for every mean; takes time in proportion to it. */
  poisson(mean: number): number;
}

/** Largest mean sampled in one go, well before exp(-mean) underflows. */
const POISSON_CHUNK = 30;

/**
 * Makes an independent stream from a seed and a stream number.
 * Generator: sfc32 (C. Doty-Humphrey, PractRand); its state is filled by splitmix32 from both numbers.
 * @param seed any integer; the low 32 bits count
 * @param stream any integer; the low 32 bits count
 */
export function createRandom(seed: number, stream: number): Random {
  const nextUint32 = createSfc32(seed, stream);
  const uniform = () => nextUint32() / 4294967296;
  return {
    uniform,
    integer: (limit) => Math.floor(uniform() * limit),
    normal: createNormal(uniform),
    poisson: (mean) => samplePoisson(uniform, mean),
  };
}

function createSfc32(seed: number, stream: number): () => number {
  let state = mix32(mix32(seed | 0) ^ (stream | 0));
  const fill = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix32(state);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** A bijection of 32-bit integers in which every input bit moves every output bit (splitmix32's finaliser). */
function mix32(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}

/** Marsaglia's polar method: two normals from a point in the unit disc; the second is kept for the next call. */
function createNormal(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };
}

/** A sum of Poisson numbers is Poisson, so a large mean is sampled in chunks. */
function samplePoisson(uniform: () => number, mean: number): number {
  let count = 0;
  let rest = mean;
  for (; rest > POISSON_CHUNK; rest -= POISSON_CHUNK) count += invertPoisson(uniform(), POISSON_CHUNK);
  return count + invertPoisson(uniform(), rest);
}

/** The smallest k whose cumulative probability exceeds `level`; stops where a further term no longer counts. */
function invertPoisson(level: number, mean: number): number {
  let term = Math.exp(-mean);
  let cumulative = term;
  let k = 0;
  while (level >= cumulative && (k < mean || term > 1e-17)) {
    k += 1;
    term *= mean / k;
    cumulative += term;
  }
  return k;
}
