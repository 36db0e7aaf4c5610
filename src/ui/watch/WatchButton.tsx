import { useApp, useCommands } from '../shared/context';
import { NoFolderAccess } from '../shared/NoFolderAccess';

/** "Watch a folder", or the reason there is no such button. */
export function WatchButton() {
  const commands = useCommands();
  const watching = useApp((state) => state.watch.phase !== 'idle');
  if (!commands.program.canChooseFolder()) return <NoFolderAccess use="watch" />;
  return (
    <button
      type="button"
      className="button"
      disabled={watching}
      title={
        watching
          ? 'One folder at a time: stop watching first.'
          : 'Adds the frames in a folder and its subfolders, and new frames as they arrive.'
      }
      onClick={() => void commands.watching.watchFolder()}
    >
      Watch a folder
    </button>
  );
}
