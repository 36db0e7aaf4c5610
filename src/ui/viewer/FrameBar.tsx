import type { FrameRow } from '../../conversion/frameRows';
import { useCommands } from '../shared/context';
import styles from './FrameBar.module.css';
import type { Subject } from './useProjection';

/** Frames per second while playing. */
const PLAY_RATES = [2, 5, 10, 20] as const;
/** Number of frames combined. */
const AROUND = [3, 5, 11, 21] as const;

const SUBJECTS = [
  { id: 'frame', label: 'This frame' },
  { id: 'mean', label: 'Mean of' },
  { id: 'sum', label: 'Sum of' },
  { id: 'maximum', label: 'Maximum of' },
  { id: 'series', label: 'Maximum of the series' },
] as const;

type SubjectId = (typeof SUBJECTS)[number]['id'];

interface FrameBarProps {
  readonly row: FrameRow | undefined;
  readonly subject: Subject;
  readonly onSubject: (subject: Subject) => void;
  readonly playing: boolean;
  readonly onPlaying: (playing: boolean) => void;
  readonly rate: number;
  readonly onRate: (framesPerSecond: number) => void;
  /** Magnification, 1 = one CSS pixel per frame pixel. */
  readonly scale: number;
  readonly onFit: () => void;
  readonly onOneToOne: () => void;
  readonly onHelp: () => void;
}

function subjectOf(id: SubjectId, before: Subject): Subject {
  if (id === 'frame' || id === 'series') return { kind: id };
  return { kind: 'around', projection: id, around: before.kind === 'around' ? before.around : 5 };
}

function SubjectChoice({ subject, onSubject }: Pick<FrameBarProps, 'subject' | 'onSubject'>) {
  return (
    <>
      <select
        aria-label="Show"
        title="The selected frame, or several combined"
        value={subject.kind === 'around' ? subject.projection : subject.kind}
        onChange={(event) => onSubject(subjectOf(event.target.value as SubjectId, subject))}
      >
        {SUBJECTS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {subject.kind === 'around' && (
        <select
          aria-label="How many"
          value={subject.around}
          onChange={(event) => onSubject({ ...subject, around: Number(event.target.value) })}
        >
          {AROUND.map((around) => (
            <option key={around} value={around}>
              {around}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

/** Navigation through the series, frame combination and zoom. */
export function FrameBar(props: FrameBarProps) {
  const { row, playing, onPlaying, rate, onRate, scale, onFit, onOneToOne, onHelp } = props;
  const commands = useCommands();
  return (
    <div className={`panel-bar ${styles.bar}`} data-testid="frame-bar">
      <button
        type="button"
        className="button small"
        aria-label="Previous"
        title="Previous frame (,)"
        onClick={() => commands.selection.stepFrame(-1)}
      >
        {'\u25c0'}
      </button>
      <button
        type="button"
        className="button small"
        aria-label="Next"
        title="Next frame (.)"
        onClick={() => commands.selection.stepFrame(1)}
      >
        {'\u25b6'}
      </button>
      <button
        type="button"
        className="button small"
        aria-pressed={playing}
        onClick={() => onPlaying(!playing)}
      >
        Play
      </button>
      <select
        aria-label="Frames per second"
        value={rate}
        onChange={(event) => onRate(Number(event.target.value))}
      >
        {PLAY_RATES.map((one) => (
          <option key={one} value={one}>
            {one}/s
          </option>
        ))}
      </select>
      <span className={`${styles.title} numbers`} data-testid="frame-title" title={row?.frame.file.name}>
        {row === undefined ? 'No frame selected' : `Frame ${row.frame.number}`}
      </span>
      <button type="button" className="button small" onClick={commands.selection.selectMinimumFrame}>
        To minimum
      </button>
      <SubjectChoice {...props} />
      <span className="spacer" />
      <button type="button" className="button small" onClick={onFit}>
        Fit
      </button>
      <button type="button" className="button small" onClick={onOneToOne}>
        1:1
      </button>
      <span className={`numbers ${styles.zoom}`} data-testid="zoom">
        {Math.round(scale * 100)} %
      </span>
      <button type="button" className="button small" aria-label="Keys" title="Keys" onClick={onHelp}>
        ?
      </button>
    </div>
  );
}
