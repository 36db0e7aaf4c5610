import type { Background } from '../domain/background';
import type { MinimaFact } from '../domain/minimaCharacter';
import { capital, frameList } from './frames';
import { count, plural, value } from './numbers';

/** `1 pixel`, `1 to 3 pixels`. */
function pixels(fewest: number, most: number): string {
  return fewest === most ? plural(most, 'pixel') : `${count(fewest)} to ${plural(most, 'pixel')}`;
}

/** `−100`, `−104 to −96`. */
function span(smallest: number, largest: number): string {
  const [from, to] = [value(smallest), value(largest)];
  return from === to ? from : `${from} to ${to}`;
}

/** A sentence about the remaining frames if others were named before. */
function rest(apart: boolean, sentence: string): string {
  return apart ? `Otherwise, ${sentence}` : capital(sentence);
}

type Facts<C extends MinimaFact['code']> = Extract<MinimaFact, { code: C }>;

/** One entry per code: a new code does not compile until it has a sentence here. */
const EXPLAIN: { readonly [C in MinimaFact['code']]: (fact: Facts<C>) => string } = {
  oneFrame: (f) => rest(f.apart, `the smallest pixel of frame ${f.frame} is ${value(f.minimum)}.`),
  constantFrames: (f) =>
    f.all
      ? `Every frame is constant: all its pixels are ${f.smallest === f.largest ? value(f.smallest) : `equal, ${span(f.smallest, f.largest)} in the series`}.`
      : `${capital(frameList(f.frames))} ${f.frames.length === 1 ? 'is' : 'are'} constant, without an image: ${f.smallest === f.largest ? `all pixels are ${value(f.smallest)}` : `each frame has one value, ${span(f.smallest, f.largest)}`}.`,
  samePixel: (f) =>
    `In ${count(f.framesConcerned)} of ${plural(f.framesTotal, 'frame')} the smallest pixel is the same one, fast ${f.fastPx}, slow ${f.slowPx}, at ${span(f.smallest, f.largest)}${f.mostPixels === 1 ? '; only this pixel lies far below the rest' : `; ${pixels(f.fewestPixels, f.mostPixels)} per frame lie far below the rest`}. It may be dead. Without it the smallest minimum would be ${value(-f.offsetWithout)}.`,
  spikes: (f) =>
    `In ${frameList(f.frames)}, ${pixels(f.fewestPixels, f.mostPixels)}${f.frames.length === 1 ? '' : ' per frame'} ${f.mostPixels === 1 ? 'lies' : 'lie'} far below the rest: ${f.frames.length === 1 ? 'a spike of' : 'spikes of'} ${span(f.smallest, f.largest)}.`,
  allBeyondCap: (f) =>
    `The minimum of every frame lies beyond the cap of ${count(f.cap)}; the largest is ${value(f.largest)}.`,
  allPositive: (f) => `Every pixel is above 0; the smallest is ${value(f.smallest)}.`,
  equal: (f) => rest(f.apart, `all minima are ${value(f.minimum)}.`),
  even: (f) => rest(f.apart, `the minima are even, ${span(f.smallest, f.largest)}.`),
  uneven: (f) => rest(f.apart, `the minima vary from ${value(f.smallest)} to ${value(f.largest)}.`),
  drift: (f) =>
    rest(
      f.apart,
      `the minima ${f.toMinimum < f.fromMinimum ? 'fall' : 'rise'} from ${value(f.fromMinimum)} in frame ${f.fromFrame} to ${value(f.toMinimum)} in frame ${f.toFrame}: the dark reference or the beam may have changed.`,
    ),
  step: (f) =>
    rest(
      f.apart,
      `the level changes after frame ${f.lastBefore}: the minima are ${span(f.smallestBefore, f.largestBefore)} before and ${span(f.smallestAfter, f.largestAfter)} after. One offset fits only one of the two levels.`,
    ),
  twoLevels: (f) =>
    rest(
      f.apart,
      `the minima lie on two levels: ${span(f.smallestLower, f.largestLower)} in ${frameList(f.lowerFrames)}, ${span(f.smallestUpper, f.largestUpper)} in ${frameList(f.upperFrames)}.`,
    ),
  lowFrames: (f) => apartSentence(f, 'below'),
  highFrames: (f) => apartSentence(f, 'above'),
};

const END = { start: 'the start', end: 'the end', both: 'both ends' } as const;

function apartSentence(f: Facts<'lowFrames' | 'highFrames'>, side: 'above' | 'below'): string {
  const where = f.end === undefined ? '' : ` at ${END[f.end]} of the series`;
  return rest(
    f.apart,
    `${frameList(f.frames)}${where} ${f.frames.length === 1 ? 'lies' : 'lie'} ${side} the others: ${f.frames.length === 1 ? 'minimum' : 'minima'} ${span(f.smallest, f.largest)} against ${span(f.smallestOther, f.largestOther)}${f.most ? ' in most frames' : ''}.`,
  );
}

/** Puts one finding about the minima into a sentence. */
export function explainMinimaFact(fact: MinimaFact): string {
  const explain = EXPLAIN[fact.code] as (fact: MinimaFact) => string;
  return explain(fact);
}

/** The level of a frame's background, and what is wrong with it. */
export function explainBackground({ code, mode, width }: Background): string {
  const measured = `Background at ${value(mode, 1)}, noise ${value(width, 1)} counts`;
  switch (code) {
    case 'constantFrame':
      return `Every pixel is ${value(mode)}.`;
    case 'backgroundBelowZero':
      return `${measured}. It lies below 0: the dark reference may be wrong.`;
    case 'background':
      return `${measured}.`;
  }
}
