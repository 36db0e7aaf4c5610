import { type FolderUse, noFolderAccess } from '../../wording/surroundings';

interface NoFolderAccessProps {
  readonly use: FolderUse;
  /** Content in the button's place; default the reason. */
  readonly children?: string;
}

/** The reason there is no folder button. */
export function NoFolderAccess({ use, children }: NoFolderAccessProps) {
  const { code, short, long } = noFolderAccess(use, window.isSecureContext);
  return (
    <span className="muted" title={long} data-code={code}>
      {children ?? `${use === 'write' ? 'Folder' : 'Watch'}: ${short}`}
    </span>
  );
}
