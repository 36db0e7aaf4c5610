import { expect, it } from 'vitest';
import KernelWorker from './kernelWorker?worker&inline';

it('an inline worker has the WebAssembly kernels', async () => {
  const worker = new KernelWorker();
  const answer = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.terminate();
  expect(answer).toBe(true);
});
