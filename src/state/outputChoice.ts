import { memoizeLast, memoPerStore, type StoreIdentity } from '../conversion/memoize';
import type { OutputChoice } from '../domain/recipe';
import { OUTPUTS } from '../outputs/outputs';
import type { AppState } from './store';

/** The outputs that are switched on, as an export takes them. */
export function outputChoice(
  formats: AppState['formats'],
  leginonHeaders: AppState['leginonHeaders'],
): OutputChoice {
  const outputs = OUTPUTS.filter(({ id }) => formats[id]).map(({ id }) => id);
  return { outputs, leginonHeaders: leginonHeaders && outputs.includes('smv') };
}

const memo = memoPerStore(() => memoizeLast(outputChoice));

/** What is written of every series. */
export function selectOutputChoice(
  state: StoreIdentity & Pick<AppState, 'formats' | 'leginonHeaders'>,
): OutputChoice {
  return memo(state)(state.formats, state.leginonHeaders);
}
