import type { Page } from 'playwright';

/** Milliseconds of work on the main thread that a key press causes, the canvas included; one value a press. */
export function workOfKey(page: Page, key: string, presses: number): Promise<number[]> {
  return page.evaluate(
    async ([name, repeats]) => {
      const works: number[] = [];
      const idle = () => new Promise((resolve) => setTimeout(resolve, 60));
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="viewer"]');
      for (let i = 0; i < repeats; i++) {
        await idle();
        const channel = new MessageChannel();
        const done = new Promise((resolve) => {
          channel.port1.onmessage = resolve;
        });
        const begin = performance.now();
        window.dispatchEvent(new KeyboardEvent('keydown', { key: name }));
        channel.port2.postMessage(0);
        await done;
        // The pixels are wanted back, so that putImageData has really happened.
        canvas?.getContext('2d')?.getImageData(0, 0, 1, 1);
        works.push(performance.now() - begin);
      }
      return works;
    },
    [key, presses] as const,
  );
}
