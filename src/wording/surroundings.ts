/** What cannot be done in a folder here, and why. */
export type FolderUse = 'write' | 'watch';

/** A few words in the place of a button, and the whole of it. */
export interface Absence {
  readonly code: 'insecurePage' | 'noFolderAccess';
  readonly short: string;
  readonly long: string;
}

const DOES: Readonly<Record<FolderUse, string>> = {
  write: 'write to a folder',
  watch: 'read a folder again and again',
};

/**
 * Why there is no access to a folder.
 * @param secure false for a page that came over plain http from another computer
 */
export function noFolderAccess(use: FolderUse, secure: boolean): Absence {
  if (secure) {
    return {
      code: 'noFolderAccess',
      short: 'not in this browser',
      long: `This browser does not let a page ${DOES[use]}. Chrome and Edge do.`,
    };
  }
  return {
    code: 'insecurePage',
    short: 'not over plain http',
    long: `The page came over plain http: no browser lets it ${DOES[use]}. Open it over https, or as the one file, in Chrome or Edge.`,
  };
}
