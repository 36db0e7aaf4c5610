import type { FrameKey } from './series';
import type { SeriesDraft } from './seriesDraft';

/** A change of which frames are a series, as the user made it. */
export type ArrangeStep =
  | { readonly kind: 'join'; readonly into: string; readonly from: string }
  /** The frame begins a series of its own. */
  | { readonly kind: 'split'; readonly key: string; readonly at: FrameKey };

function join(drafts: readonly SeriesDraft[], into: string, from: string): readonly SeriesDraft[] {
  const [target, source] = [into, from].map((key) => drafts.find((draft) => draft.key === key));
  if (target === undefined || source === undefined || target === source) return drafts;
  // In the order of their numbers if these do not overlap.
  const isBefore = (source.frames.at(-1)?.number ?? 0) < (target.frames[0]?.number ?? 0);
  const frames = isBefore ? [...source.frames, ...target.frames] : [...target.frames, ...source.frames];
  const joined: SeriesDraft = {
    ...target,
    frames,
    copies: [...target.copies, ...source.copies],
    digits: Math.max(target.digits, source.digits, String(frames.length).length),
    // Tilts, times and numbers of two series have no common order.
    order: { by: 'number' },
    joined: [...(target.joined ?? []), source.stem, ...(source.joined ?? [])],
  };
  return drafts.flatMap((draft) => (draft === target ? [joined] : draft === source ? [] : [draft]));
}

function split(drafts: readonly SeriesDraft[], key: string, at: FrameKey): readonly SeriesDraft[] {
  const whole = drafts.find((draft) => draft.key === key);
  const index = whole?.frames.findIndex((frame) => frame.key === at) ?? -1;
  if (whole === undefined || index < 1) return drafts;
  const first = { ...whole, frames: whole.frames.slice(0, index) };
  const number = whole.frames[index]?.number ?? index + 1;
  const second: SeriesDraft = {
    ...whole,
    key: JSON.stringify([key, at]),
    stem: `${whole.stem}_from_${number}`,
    frames: whole.frames.slice(index),
    copies: [],
    splitFrom: whole.splitFrom ?? whole.stem,
  };
  return drafts.flatMap((draft) => (draft === whole ? [first, second] : [draft]));
}

/** Carries out the user's steps one after the other; those whose series are not there do nothing. */
export function arrange(
  drafts: readonly SeriesDraft[],
  steps: readonly ArrangeStep[],
): readonly SeriesDraft[] {
  return steps.reduce(
    (list, step) =>
      step.kind === 'join' ? join(list, step.into, step.from) : split(list, step.key, step.at),
    drafts,
  );
}
