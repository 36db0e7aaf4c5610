import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { selectFrameRow } from '../../src/state/selectors';
import { Viewer } from '../../src/ui/viewer/Viewer';
import { addScanned, createApp, givenFrame, renderInApp } from '../support/componentApp';

const COLUMNS = 4;
const ROWS = 2;
/** Minima -100 and -40: offset 100, pedestal 60. */
const FIRST = [-100, 0, 100, 200, 300, 400, 500, 155];
const SECOND = [500, 0, 0, 0, 0, 0, 0, -40];
const ROOM = { width: 800, height: 600 };

async function renderViewer() {
  const app = createApp();
  await addScanned(app, [
    givenFrame('tiny_1.bin', COLUMNS, ROWS, FIRST),
    givenFrame('tiny_2.bin', COLUMNS, ROWS, SECOND),
  ]);
  const { screen } = await renderInApp(
    <div style={{ ...ROOM, display: 'flex', flexDirection: 'column' }}>
      <Viewer />
      <button type="button">Beside</button>
    </div>,
    app,
  );
  await screen.getByLabelText('Low', { exact: true }).fill('-100');
  await screen.getByLabelText('High', { exact: true }).fill('410');
  const viewer = () => screen.container.querySelector<HTMLCanvasElement>('[data-testid="viewer"]');
  const frameShown = () => viewer()?.dataset.frame;
  await expect.poll(frameShown).toBeDefined();

  /** Where a frame position lies on the canvas when the frame is centred at a scale, CSS pixels. */
  function placeOf(scale: number, x: number, y: number) {
    const { clientWidth, clientHeight } = viewer() as HTMLCanvasElement;
    return {
      x: Math.round((clientWidth - COLUMNS * scale) / 2) + x * scale,
      y: Math.round((clientHeight - ROWS * scale) / 2) + y * scale,
    };
  }
  function fitScale() {
    const { clientWidth, clientHeight } = viewer() as HTMLCanvasElement;
    return Math.min(clientWidth / COLUMNS, clientHeight / ROWS);
  }
  /** Colours of all frame pixels, each read at a quarter of its height and width, clear of value and grid. */
  function colours(scale: number) {
    const canvas = viewer() as HTMLCanvasElement;
    const density = canvas.width / canvas.clientWidth;
    return Array.from({ length: COLUMNS * ROWS }, (_, i) => {
      const inset = scale > 1 ? 0.12 : 0.5;
      const { x, y } = placeOf(scale, (i % COLUMNS) + inset, Math.floor(i / COLUMNS) + inset);
      const data = canvas
        .getContext('2d')
        ?.getImageData(Math.floor(x * density), Math.floor(y * density), 1, 1).data;
      return [...(data ?? [])];
    });
  }
  async function point(scale: number, fast: number, slow: number) {
    const element = viewer() as HTMLCanvasElement;
    await userEvent.hover(element, { position: placeOf(scale, fast + 0.5, slow + 0.5) });
  }
  const reading = (id: string) => screen.getByTestId(id).element().textContent;
  const selectedId = () => selectFrameRow(app.store.getState())?.frame.id;
  return { app, screen, viewer, frameShown, selectedId, colours, fitScale, point, reading };
}

/** Black on white from -100 to 410, as 8-bit grey to one step. */
function expectGrey(colours: readonly (readonly number[])[], values: readonly number[]) {
  for (const [i, value] of values.entries()) {
    const level = Math.min(Math.max((value + 100) / 510, 0), 1);
    const [red = -1, green = -1, blue = -1, alpha] = colours[i] ?? [];
    expect(Math.abs(red - 255 * (1 - level))).toBeLessThanOrEqual(1);
    expect([green, blue, alpha]).toEqual([red, red, 255]);
  }
}

describe('Viewer', () => {
  it('paints known colours at known places, fitted and one to one', async () => {
    const { screen, colours, fitScale } = await renderViewer();
    await expect.poll(() => colours(fitScale())[0]?.[0]).toBe(255);
    expectGrey(colours(fitScale()), FIRST);
    await screen.getByRole('button', { name: '1:1' }).click();
    await expect.poll(() => colours(1)[0]?.[0]).toBe(255);
    expectGrey(colours(1), FIRST);
  });

  it('turns the picture over for display only', async () => {
    const { screen, colours, fitScale, point, reading } = await renderViewer();
    await screen.getByLabelText('Flip').click();
    const turned = [...FIRST.slice(COLUMNS), ...FIRST.slice(0, COLUMNS)];
    await expect.poll(() => colours(fitScale())[COLUMNS]?.[0]).toBe(255);
    expectGrey(colours(fitScale()), turned);
    await point(fitScale(), 0, 0);
    await expect.poll(() => [reading('status-slow'), reading('status-raw')]).toEqual(['1', '300']);
  });

  it('reads raw, stored and DIALS value under the pointer', async () => {
    const { app, fitScale, point, reading } = await renderViewer();
    app.commands.geometry.setGeometryText('gainCountsPerElectron', '20');
    await point(fitScale(), 3, 1);
    const line = () => ['fast', 'slow', 'raw', 'stored', 'dials'].map((name) => reading(`status-${name}`));
    // 155 + 100 = 255; (255 - 60) / 20 = 9.75
    await expect.poll(line).toEqual(['3', '1', '155', '255', '9.75']);
    await point(fitScale(), 0, 0);
    await expect.poll(line).toEqual(['0', '0', '-100', '0', '-3']);
  });

  it('follows the keys while it has the focus, but not while a field is being typed in', async () => {
    const { app, screen, viewer, frameShown, selectedId } = await renderViewer();
    const first = frameShown();
    const leaveField = () => viewer()?.focus();
    // Nothing has the focus, then something beside the viewer.
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('.');
    screen.getByRole('button', { name: 'Beside' }).element().focus();
    await userEvent.keyboard('.');
    expect(selectedId()).toBe(first);
    leaveField();
    await userEvent.keyboard('.');
    await expect.poll(frameShown).not.toBe(first);
    await userEvent.keyboard('m');
    await expect.poll(frameShown).toBe(first);
    await screen.getByLabelText('High', { exact: true }).click();
    await userEvent.keyboard('.');
    expect(selectedId()).toBe(first);
    (screen.getByLabelText('Scrub through the series').element() as HTMLElement).focus();
    await userEvent.keyboard('.');
    await expect.poll(selectedId).not.toBe(first);
    leaveField();
    await userEvent.keyboard('?');
    await expect.element(screen.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    const excluded = () => app.store.getState().settings.size;
    const before = excluded();
    await userEvent.keyboard('e');
    expect(excluded()).toBe(before);
  });

  it('keeps locked limits from frame to frame, and follows each frame again when unlocked', async () => {
    const { screen } = await renderViewer();
    const high = () => (screen.getByLabelText('High', { exact: true }).element() as HTMLInputElement).value;
    await screen.getByRole('button', { name: 'Next' }).click();
    expect(high()).toBe('410');
    await screen.getByLabelText('Lock').click();
    await expect.poll(high).toBe('500');
  });

  it('plays through the series and starts again at its end', async () => {
    const { screen, app, frameShown, selectedId } = await renderViewer();
    const seen = new Set<string | undefined>();
    const stop = app.store.subscribe(({ selectedFrame }) => seen.add(selectedFrame));
    await screen.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => seen.size).toBe(2);
    await screen.getByRole('button', { name: 'Play' }).click();
    stop();
    await expect.poll(frameShown).toBe(selectedId());
  });

  it('zooms at the pointer with the wheel', async () => {
    const { viewer, fitScale, point, reading } = await renderViewer();
    await point(fitScale(), 2, 1);
    const before = [reading('status-fast'), reading('status-slow')];
    const canvas = viewer() as HTMLCanvasElement;
    const { left, top } = canvas.getBoundingClientRect();
    const at = {
      clientX: left + canvas.clientWidth / 2 + fitScale() / 2,
      clientY: top + canvas.clientHeight / 2 + fitScale() / 2,
    };
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: 400, cancelable: true, ...at }));
    canvas.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, ...at }));
    await expect.poll(() => [reading('status-fast'), reading('status-slow')]).toEqual(before);
  });
});
