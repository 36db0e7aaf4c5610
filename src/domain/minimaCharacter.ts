/** What a series' minima show, in facts. Raw counts; frames by their position among the minima. */
export type MinimaCharacter =
  | { readonly kind: 'allBeyondCap'; readonly largest: number }
  | { readonly kind: 'allPositive'; readonly smallest: number }
  | { readonly kind: 'spiky'; readonly spikes: readonly number[]; readonly median: number }
  | { readonly kind: 'drift'; readonly atStart: number; readonly atEnd: number }
  | { readonly kind: 'even'; readonly smallest: number; readonly largest: number };
