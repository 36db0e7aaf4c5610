import { useApp, useCommands } from '../shared/context';

/** "Watch a folder", or a word why there is no such button. */
export function WatchButton() {
  const commands = useCommands();
  const watching = useApp((state) => state.watch.phase !== 'idle');
  if (!commands.canChooseFolder()) {
    return (
      <span
        className="muted no-watch"
        title="This browser does not let a page read a folder again and again. Chrome and Edge do."
      >
        Watch: not in this browser
      </span>
    );
  }
  return (
    <button
      type="button"
      className="button"
      disabled={watching}
      title={
        watching
          ? 'One folder at a time: stop watching first.'
          : 'Takes the frames that a folder has and those that come, sub-folders too.'
      }
      onClick={() => void commands.watchFolder()}
    >
      Watch a folder
    </button>
  );
}
