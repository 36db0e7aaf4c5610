import { describe, expect, it } from 'vitest';
import { FramePreview } from '../../src/ui/frame/FramePreview';
import { addScanned, createApp, givenFrame, renderInApp } from '../support/componentApp';

const COLUMNS = 4;
const ROWS = 2;
const FIRST = [-100, 0, 100, 200, 300, 400, 500, 155];
const SECOND = [500, 0, 0, 0, 0, 0, 0, -100];

/** Grey of a pixel: low is 0, high 255, linear between, rounded down; inverted on a light page. */
function greyOf(value: number, low: number, high: number, inverted: boolean): number {
  const level = Math.floor(Math.min(Math.max(((value - low) / (high - low)) * 255, 0), 255));
  return inverted ? 255 - level : level;
}

function expectedRgba(values: readonly number[], low: number, high: number, inverted: boolean): number[] {
  return values.flatMap((value) => {
    const grey = greyOf(value, low, high, inverted);
    return [grey, grey, grey, 255];
  });
}

async function renderPreview() {
  const app = createApp();
  await addScanned(app, [
    givenFrame('tiny_1.bin', COLUMNS, ROWS, FIRST),
    givenFrame('tiny_2.bin', COLUMNS, ROWS, SECOND),
  ]);
  const { screen } = await renderInApp(<FramePreview />, app);
  const painted = () => {
    const canvas = screen.container.querySelector<HTMLCanvasElement>('[data-testid="preview"]');
    if (canvas === null) return undefined;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return [canvas.width, canvas.height, ...(pixels ?? [])];
  };
  return { screen, painted };
}

describe('FramePreview', () => {
  it('paints every pixel in its place between the limits', async () => {
    const { screen, painted } = await renderPreview();
    await screen.getByLabelText('Low').fill('-100');
    await screen.getByLabelText('High').fill('410');
    const light = [COLUMNS, ROWS, ...expectedRgba(FIRST, -100, 410, true)];
    await expect.poll(painted).toEqual(light);
    await screen.getByLabelText('Invert').click();
    await expect.poll(painted).toEqual([COLUMNS, ROWS, ...expectedRgba(FIRST, -100, 410, false)]);
  });

  it('keeps typed limits from frame to frame, and follows each frame again on Auto', async () => {
    const { screen, painted } = await renderPreview();
    const automatic = [
      screen.getByLabelText('Low').element() as HTMLInputElement,
      screen.getByLabelText('High').element() as HTMLInputElement,
    ].map(({ value }) => Number(value));
    const [low = Number.NaN, high = Number.NaN] = automatic;
    await expect.poll(painted).toEqual([COLUMNS, ROWS, ...expectedRgba(FIRST, low, high, true)]);

    await screen.getByLabelText('Low').fill('0');
    await screen.getByLabelText('High').fill('255');
    await screen.getByRole('button', { name: 'Next' }).click();
    await expect.poll(painted).toEqual([COLUMNS, ROWS, ...expectedRgba(SECOND, 0, 255, true)]);
    await screen.getByRole('button', { name: 'Auto' }).click();
    await expect.poll(painted).not.toEqual([COLUMNS, ROWS, ...expectedRgba(SECOND, 0, 255, true)]);
    await screen.getByRole('button', { name: 'Previous' }).click();
    await expect.poll(painted).toEqual([COLUMNS, ROWS, ...expectedRgba(FIRST, low, high, true)]);
  });
});
