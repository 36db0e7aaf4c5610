import { workOfKey } from '../keyWork';
import { median } from './alternate';
import { Screen } from './screen';
import { type Setting, withBrowser } from './setting';
import { milliseconds, type Row } from './table';

const KEY_PRESSES = 15;

/** First paint of a new visitor, ms. */
function firstPaint(setting: Setting): Promise<number> {
  return withBrowser(setting, async ({ context }) => {
    const page = await context.newPage();
    await page.goto(setting.app.url);
    return page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            for (const { name, startTime } of list.getEntries()) {
              if (name === 'first-contentful-paint') resolve(startTime);
            }
          }).observe({ type: 'paint', buffered: true });
        }),
    );
  });
}

/** How the screen responds. */
export async function viewer(setting: Setting): Promise<Row[]> {
  const contrastMs = await withBrowser(setting, async ({ context }) => {
    const page = await context.newPage();
    const screen = await Screen.open(page, setting.app.url, false);
    await screen.scan(setting.paths);
    await page.getByTestId('viewer').waitFor();
    await page.waitForTimeout(1000);
    return median(await workOfKey(page, ']', KEY_PRESSES));
  });
  const paints: number[] = [];
  for (let run = 0; run < setting.options.runs; run++) paints.push(await firstPaint(setting));
  return [
    { step: 'contrast change, 2048 x 2048', measured: milliseconds(contrastMs), goal: '', medians: '' },
    {
      step: 'first contentful paint, empty cache',
      measured: milliseconds(median(paints)),
      goal: '',
      medians: '',
    },
  ];
}
