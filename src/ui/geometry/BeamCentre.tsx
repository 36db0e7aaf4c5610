import { searchInUse } from '../../conversion/seriesGeometry';
import type { SeriesView } from '../../conversion/seriesView';
import type { UnsureReason } from '../../domain/beamSearch';
import { plainGeometry } from '../../domain/geometry';
import { edgeResolution } from '../../maths/rings';
import { fixed, plural, value } from '../../wording/numbers';
import { useApp, useCommands } from '../shared/context';
import styles from './BeamCentre.module.css';
import { PickButton } from './PickButton';

const REASONS: Readonly<Record<UnsureReason, string>> = {
  noBeam: 'the frames have no clear centre of symmetry',
  weak: 'the frames are too weak',
  disagree: "the direct beam and the pattern's symmetry disagree",
  atBound: 'the centre seems to lie far from the middle of the frame',
  badPictures: 'the frames are too small',
};

const METHODS = { centralBeam: 'the direct beam', inversion: "the pattern's symmetry" } as const;

/** The result of the last search, while it is in use. */
function Outcome({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const search = view.settings.beamSearch;
  if (search === undefined) return null;
  const { result, frameCount, foundIn } = search;
  if (result.kind === 'found') {
    if (searchInUse(view.settings) === undefined) return null;
    return (
      <p className="good" role="status">
        Found to ±<output data-testid="beam-centre-sigma">{fixed(result.sigmaPx, 2)}</output> px by{' '}
        {METHODS[result.method]} in {plural(frameCount, 'frame')}
        {foundIn !== undefined && ` of ${foundIn}`}.
      </p>
    );
  }
  const { guess } = result;
  return (
    <p className="warn" role="status">
      Not sure: {REASONS[result.reason]}.{' '}
      {guess === undefined ? (
        'Pick it on the frame.'
      ) : (
        <>
          Best guess {value(guess.fastPx, 1)}, {value(guess.slowPx, 1)} px: check it on the frame before you
          use it.{' '}
          <button
            type="button"
            className="button small"
            onClick={() => commands.geometry.setBeamCentre(guess)}
          >
            Use the guess
          </button>
        </>
      )}
    </p>
  );
}

function PlaceInMm({ view }: { readonly view: SeriesView }) {
  const { beamCentreFastPx: fast, beamCentreSlowPx: slow, pixelSizeMm: pixel } = plainGeometry(view.geometry);
  if (fast === undefined || slow === undefined || pixel === undefined) return null;
  return (
    <span>
      fast {value(fast * pixel, 3)} mm, slow {value(slow * pixel, 3)} mm
    </span>
  );
}

function Resolution({ view }: { readonly view: SeriesView }) {
  const { shape } = view.series;
  const resolution = shape && edgeResolution(plainGeometry(view.geometry), shape);
  if (resolution === undefined) return null;
  return (
    <span>
      Resolution at the edge{' '}
      <output data-testid="resolution-edge">{fixed(resolution.edgeAngstrom, 2)}</output> Å, in the corner{' '}
      {fixed(resolution.cornerAngstrom, 2)} Å
    </span>
  );
}

/** Tools for the beam centre with their result, and for the beam stop. */
export function BeamCentre({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const searching = useApp((state) => state.searchingBeam !== undefined);
  const { beamStop } = view.settings;
  return (
    <div className={styles.beamCentre}>
      <div className="button-row">
        <button
          type="button"
          className="button small"
          disabled={searching || view.rule === undefined}
          onClick={() => void commands.geometry.findBeamCentre()}
        >
          {searching ? 'Looking at frames\u2026' : 'Find beam centre'}
        </button>
        <PickButton tool="beamCentre">Pick on frame</PickButton>
        <PickButton tool="friedelPair">Friedel pair</PickButton>
      </div>
      <Outcome view={view} />
      <p className={`muted numbers ${styles.facts}`}>
        <PlaceInMm view={view} />
        <Resolution view={view} />
      </p>
      <div className="button-row">
        <span className="muted">Beam stop</span>
        <PickButton tool="beamStopEllipse">Ellipse</PickButton>
        <PickButton tool="beamStopRectangle">Rectangle</PickButton>
        {beamStop !== undefined && (
          <button
            type="button"
            className="button small"
            onClick={() => commands.geometry.setBeamStop(undefined)}
          >
            Remove {beamStop.form}
          </button>
        )}
      </div>
    </div>
  );
}
