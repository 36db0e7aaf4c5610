import { type ChangeEvent, useRef } from 'react';
import { useCommands } from '../shared/context';
import { chosenFiles } from '../shared/givenFiles';
import { WatchButton } from '../watch/WatchButton';

interface FileButtonsProps {
  /** Large on the first screen, small in the bar. */
  readonly primary?: boolean;
}

/** "Choose files", "Choose folder" and "Watch a folder". */
export function FileButtons({ primary = false }: FileButtonsProps) {
  const commands = useCommands();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    void commands.files.addFiles(chosenFiles([...(input.files ?? [])]));
    // Choosing the same files again must fire again.
    input.value = '';
  };
  return (
    <>
      <button
        type="button"
        className={primary ? 'button primary' : 'button'}
        onClick={() => files.current?.click()}
      >
        Choose files
      </button>
      <button type="button" className="button" onClick={() => folder.current?.click()}>
        Choose folder
      </button>
      <WatchButton />
      <input ref={files} type="file" multiple hidden data-testid="file-input" onChange={take} />
      <input ref={folder} type="file" webkitdirectory="" hidden data-testid="folder-input" onChange={take} />
    </>
  );
}
