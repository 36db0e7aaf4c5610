/** Defined by the build. */
declare const __APP_VERSION__: string;

/** The program's name, as written into files. */
export const PROGRAM_NAME = 'Pedestal';

/** The program's version, as written into files. */
export const PROGRAM_VERSION = __APP_VERSION__;
