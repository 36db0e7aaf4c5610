import { DIALS_IMAGES, dialsImageList, dialsImportBat, dialsImportSh } from './dialsScripts';
import type { ProcessingProgram } from './program';

/** DIALS: scripts that import the images, and the list that they read. */
export const dials: ProcessingProgram = {
  id: 'dials',
  label: 'DIALS',
  reads: ['smv'],
  files(input) {
    const images = dialsImageList(input);
    return [
      { name: 'dials_import.sh', text: dialsImportSh(input) },
      { name: 'dials_import.bat', text: dialsImportBat(input) },
      ...(images === undefined ? [] : [{ name: DIALS_IMAGES, text: images }]),
    ];
  },
};
