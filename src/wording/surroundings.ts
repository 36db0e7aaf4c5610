/** What a page wants to do with a folder. */
export type FolderUse = 'write' | 'watch';

/** Short text in place of a button, and the full reason. */
export interface Absence {
  readonly code: 'insecurePage' | 'noFolderAccess';
  readonly short: string;
  readonly long: string;
}

const DOES: Readonly<Record<FolderUse, string>> = {
  write: 'write to a folder',
  watch: 'watch a folder',
};

/**
 * Why folders are not accessible.
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
    long: `The page came over plain http: no browser lets it ${DOES[use]}. Open it over https, or as the single file, in Chrome or Edge.`,
  };
}
