import { useState } from 'react';
import type { SeriesView } from '../../conversion/seriesView';
import { sameShape } from '../../domain/frame';
import type { Series } from '../../domain/series';
import { selectSeries } from '../../state/allSeries';
import { plural } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';
import styles from './SeriesChoices.module.css';

/** Series whose frames can be part of this one. */
function partnersOf({ series }: SeriesView, all: readonly Series[]): readonly Series[] {
  const { shape } = series;
  return all.filter(
    (other) => other.key !== series.key && shape && other.shape && sameShape(shape, other.shape),
  );
}

/** Joins another series to the selected one, or splits it at the selected frame. */
export function JoinSplit({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const all = useApp(selectSeries);
  const selectedFrame = useApp((state) => state.selectedFrame);
  const [asking, setAsking] = useState(false);
  const { frames } = view.series;
  const partners = partnersOf(view, all);
  const [only, ...others] = partners;
  const join = (key: string) => {
    setAsking(false);
    commands.series.joinSeries(key);
  };
  const frame = frames.find(({ key }) => key === selectedFrame);
  const canSplit = frame !== undefined && frame !== frames[0];
  if (partners.length === 0 && frames.length < 2) return null;
  return (
    <>
      <div className="button-row">
        {partners.length > 0 && (
          <button
            type="button"
            className="button small"
            aria-expanded={others.length > 0 ? asking : undefined}
            title="Make another series with frames of the same size part of this one"
            onClick={() => (only && others.length === 0 ? join(only.key) : setAsking(!asking))}
          >
            Join series
          </button>
        )}
        {frames.length > 1 && (
          <button
            type="button"
            className="button small"
            disabled={!canSplit}
            title={
              canSplit
                ? `Frame ${frame.number} becomes the first of a new series`
                : 'Select the frame that is to begin a new series, not the first one'
            }
            onClick={commands.series.splitSeries}
          >
            Split series
          </button>
        )}
      </div>
      {asking && (
        <ul
          className={styles.partners}
          aria-label="Series to join"
          onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
        >
          {partners.map((partner) => (
            <li key={partner.key}>
              <button type="button" className="button small" onClick={() => join(partner.key)}>
                {partner.folder === '' ? partner.stem : `${partner.folder}/${partner.stem}`},{' '}
                {plural(partner.frames.length, 'frame')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
