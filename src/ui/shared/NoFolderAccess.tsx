import { type FolderUse, noFolderAccess } from '../../wording/surroundings';

interface NoFolderAccessProps {
  readonly use: FolderUse;
  /** What stands in the button's place; default the reason. */
  readonly children?: string;
  readonly className?: string;
}

/** A word why there is no button for a folder. */
export function NoFolderAccess({ use, children, className = '' }: NoFolderAccessProps) {
  const { code, short, long } = noFolderAccess(use, window.isSecureContext);
  return (
    <span className={`muted ${className}`} title={long} data-code={code}>
      {children ?? `${use === 'write' ? 'Folder' : 'Watch'}: ${short}`}
    </span>
  );
}
