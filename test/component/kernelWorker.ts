import { hasKernels } from '../../src/kernels/pixelKernels';

postMessage(hasKernels());
