import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { GeometryKey } from '../../src/domain/geometry';
import { selectSeriesView } from '../../src/state/selectors';
import { Calculators } from '../../src/ui/geometry/Calculators';
import { GeometryForm } from '../../src/ui/geometry/GeometryForm';
import { AppContext, useApp } from '../../src/ui/shared/context';
import feiUrl from '../golden/mrc/fei2-little.mrc?url';
import { createApp, givenFrame, renderInApp } from '../support/componentApp';

/** Two-by-two Ceta at 200 kV: the wavelength in the form is 0.02507934. */
const OPTICS = { highTensionKv: '200', pixelSizeMm: '0.028' } as const;

type App = ReturnType<typeof createApp>;
type Typed = Readonly<Partial<Record<GeometryKey, string>>>;

async function appWith(typed: Typed, numbers: readonly number[] = [1]): Promise<App> {
  const app = createApp();
  await app.commands.files.addFiles(numbers.map((n) => givenFrame(`a_${n}.bin`, 4, 3, Array(12).fill(0))));
  for (const [key, text] of Object.entries(typed))
    app.commands.geometry.setGeometryText(key as GeometryKey, text);
  return app;
}

async function renderTools(given: App | Promise<App> = appWith(OPTICS)) {
  const app = await given;
  const { screen } = await renderInApp(<GeometryForm />, app);
  await screen.getByText('Work out a value').click();
  const field = (label: string) => screen.getByLabelText(label, { exact: true });
  const tool = (name: string) => screen.getByRole('group', { name });
  const button = (name: string, which = 0) => tool(name).getByRole('button', { name: 'Use' }).nth(which);
  const words = (name: string) => tool(name).element().textContent ?? '';
  const fault = (name: string) =>
    tool(name).element().querySelector<HTMLElement>('[data-code]')?.dataset.code;
  return { app, screen, field, tool, button, words, fault };
}

function PickedRadius({ radiusPx }: { readonly radiusPx: number | undefined }) {
  const view = useApp(selectSeriesView);
  return view && <Calculators view={view} pickedRadiusPx={radiusPx} />;
}

function excludedNumbers(app: App): number[] {
  const rows = selectSeriesView(app.store.getState())?.rows ?? [];
  return rows.filter(({ included }) => !included).map(({ frame }) => frame.number);
}

const RING = 'Distance from a ring';
const SPACING = 'Distance from reciprocal pixel size';
const OSCILLATION = 'Oscillation';
const RADIUS = 'Ring radius (px)';
const RECIPROCAL = 'Reciprocal pixel size (1/Å per px)';

describe('Distance from a ring', () => {
  // Python: '%.8g' % (radius * 0.028 / math.tan(2 * math.asin(0.02507934 / (2 * a / math.sqrt(n)))))
  it.each([
    ['Aluminium', '111', '300', '783.04229'],
    ['Aluminium', '220', '250,5', '400.36499'],
    ['Gold', '200', '250.5', '570.30364'],
  ])('writes the distance from %s %s at %s px', async (standard, hkl, radius, distance) => {
    const { field, button, words } = await renderTools();
    await field('Standard').selectOptions(standard);
    await field('Ring (hkl, d)').selectOptions(hkl);
    await field(RADIUS).fill(radius);
    expect(words(RING)).toContain(`Detector distance ${distance} mm.`);
    await expect.element(field('Detector distance (mm)')).toHaveValue('');
    await button(RING).click();
    await expect.element(field('Detector distance (mm)')).toHaveValue(distance);
  });

  it('shows the rings with d and goes back to the first with another standard', async () => {
    const { field } = await renderTools();
    const ring = () => field('Ring (hkl, d)').element() as HTMLSelectElement;
    await field('Ring (hkl, d)').selectOptions('311');
    expect(ring().selectedOptions[0]?.textContent).toBe('311, 1.2210 Å');
    await field('Standard').selectOptions('Gold');
    expect(ring().selectedOptions[0]?.textContent).toBe('111, 2.3548 Å');
    await field('Standard').selectOptions('Graphite');
    expect(ring().selectedOptions[0]?.textContent).toBe('002, 3.3540 Å');
  });

  it('names what the form lacks', async () => {
    const { field, button, words, app } = await renderTools(appWith({}));
    await field(RADIUS).fill('300');
    expect(words(RING)).toContain('Fill in Pixel size (mm), Wavelength (Å) above.');
    await expect.element(button(RING)).toBeDisabled();
    app.commands.geometry.setGeometryText('pixelSizeMm', '0.028');
    await expect.poll(() => words(RING)).toContain('Fill in Wavelength (Å) above.');
    app.commands.geometry.setGeometryText('highTensionKv', '200');
    await expect.element(button(RING)).toBeEnabled();
  });

  it.each([
    ['0', 'notAbove'],
    ['-3', 'notAbove'],
    ['about 300', 'notANumber'],
    ['1,234', 'ambiguousNumber'],
  ])('refuses a radius of %j', async (text, code) => {
    const { field, button, fault } = await renderTools();
    await field(RADIUS).fill(text);
    await expect.element(field(RADIUS)).toHaveAttribute('aria-invalid', 'true');
    expect(fault(RING)).toBe(code);
    await expect.element(button(RING)).toBeDisabled();
  });

  it('refuses a distance that the form does not take', async () => {
    const { field, button, fault } = await renderTools();
    await field(RADIUS).fill('1e6');
    expect(fault(RING)).toBe('tooLarge');
    await expect.element(button(RING)).toBeDisabled();
  });

  it('suggests the nearest ring at the distance in the form', async () => {
    const { field, screen, words } = await renderTools(appWith({ ...OPTICS, detectorDistanceMm: '1000' }));
    // Python: the radius of aluminium 220 at 1010 mm
    await field(RADIUS).fill('631.93588');
    expect(words(RING)).toContain('220 is nearest, with a misfit of +1 %.');
    await screen.getByRole('button', { name: 'Choose 220' }).click();
    await expect.element(field('Ring (hkl, d)')).toHaveValue('220');
    expect(words(RING)).toContain('Detector distance 1010 mm.');
    await expect.element(screen.getByRole('button', { name: /Choose/ })).not.toBeInTheDocument();
  });

  it('takes a radius picked elsewhere, and leaves it to the user from then on', async () => {
    const app = await appWith(OPTICS);
    const { screen } = await renderInApp(<PickedRadius radiusPx={undefined} />, app);
    const details = () => screen.container.querySelector('details');
    const radius = screen.getByLabelText(RADIUS);
    expect(details()?.open).toBe(false);
    const pick = (px: number) =>
      screen.rerender(
        <AppContext value={app}>
          <PickedRadius radiusPx={px} />
        </AppContext>,
      );
    await pick(123.4);
    expect(details()?.open).toBe(true);
    await expect.element(radius).toHaveValue('123.4');
    await radius.fill('200');
    await expect.element(radius).toHaveValue('200');
    await pick(99);
    await expect.element(radius).toHaveValue('99');
  });
});

describe('Distance from reciprocal pixel size', () => {
  it('shows that of the form and writes the distance from a typed one', async () => {
    const { field, button, words } = await renderTools(appWith({ ...OPTICS, detectorDistanceMm: '1000' }));
    // Python: '%.8g' % (0.028 / (1000 * 0.02507934)); '%.8g' % (0.028 / (0.0011 * 0.02507934))
    expect(words(SPACING)).toContain('0.0011164568 1/Å per px');
    await field(RECIPROCAL).fill('0,0011');
    await button(SPACING).click();
    await expect.element(field('Detector distance (mm)')).toHaveValue('1014.9607');
    await expect.poll(() => words(SPACING)).toContain('0.0011 1/Å per px');
  });

  it('names what the form lacks and refuses 0', async () => {
    const { field, button, words, fault, app } = await renderTools(appWith({ highTensionKv: '200' }));
    expect(words(SPACING)).toContain('Fill in Pixel size (mm) above.');
    app.commands.geometry.setGeometryText('pixelSizeMm', '0.028');
    await expect.poll(() => words(SPACING)).toContain(`Type ${RECIPROCAL}.`);
    await field(RECIPROCAL).fill('0');
    expect(fault(SPACING)).toBe('notAbove');
    await expect.element(button(SPACING)).toBeDisabled();
  });
});

describe('Oscillation', () => {
  it('writes the step from tilt speed and exposure, the exposure taken from the form', async () => {
    const { field, button } = await renderTools(appWith({ exposureSec: '0.3' }));
    await expect.element(field('Exposure per frame (s)')).toHaveValue('0.3');
    // Python: 0.1 * 0.3 is 0.03, 0.0300000000000000002 with its dust
    await field('Tilt speed (°/s)').fill('-0,1');
    await button(OSCILLATION).click();
    await expect.element(field('Oscillation per frame (°)')).toHaveValue('-0.03');
    await field('Exposure per frame (s)').fill('2.5');
    await button(OSCILLATION).click();
    await expect.element(field('Oscillation per frame (°)')).toHaveValue('-0.25');
    await expect.element(field('Exposure (s)')).toHaveValue('0.3');
  });

  it.each([
    ['Tilt speed (°/s)', '0', 'isZero'],
    ['Exposure per frame (s)', '-1', 'notAbove'],
    ['Frames', '2.5', 'notACount'],
    ['Frames', '0', 'notACount'],
    ['End angle (°)', '3O', 'notANumber'],
  ])('refuses %s %j', async (label, text, code) => {
    const { field, fault } = await renderTools();
    await field(label).fill(text);
    await expect.element(field(label)).toHaveAttribute('aria-invalid', 'true');
    expect(fault(OSCILLATION)).toBe(code);
  });

  it('writes start and step from the range and the frames of the series, gaps counted', async () => {
    const { field, button, words } = await renderTools(appWith({}, [3, 4, 5, 9]));
    await expect.element(field('Frames')).toHaveValue('7');
    expect(words(OSCILLATION)).toContain('Type Start angle (°), End angle (°).');
    await field('Start angle (°)').fill('10');
    await field('End angle (°)').fill('10');
    expect(words(OSCILLATION)).toContain('Start and end angle are equal.');
    await field('End angle (°)').fill('\u221210');
    // Python: '%.8g' % ((-10 - 10) / 7)
    expect(words(OSCILLATION)).toContain('\u22122.8571429° per frame, starting at 10°.');
    await button(OSCILLATION, 1).click();
    await expect.element(field('Oscillation start (°)')).toHaveValue('10');
    await expect.element(field('Oscillation per frame (°)')).toHaveValue('-2.8571429');
    await expect.poll(() => words(OSCILLATION)).toContain('No included frame begins at or after \u221210°.');
  });

  it('takes the start from the form and leaves it as the file gives it', async () => {
    const app = createApp();
    const bytes = await (await fetch(feiUrl)).arrayBuffer();
    await app.commands.files.addFiles([{ file: new File([bytes], 'fei2.mrc'), folder: '' }]);
    const { field, button } = await renderTools(app);
    const { value: startDeg } = selectSeriesView(app.store.getState())?.geometry.oscillationStartDeg ?? {};
    expect(startDeg).toBeDefined();
    await expect.element(field('Start angle (°)')).toHaveValue(String(startDeg));
    await field('End angle (°)').fill(String((startDeg ?? 0) + 5));
    await field('Frames').fill('20');
    await button(OSCILLATION, 1).click();
    await expect.element(field('Oscillation per frame (°)')).toHaveValue('0.25');
    const { settings, geometry } = selectSeriesView(app.store.getState()) ?? {};
    expect(geometry?.oscillationStartDeg).toEqual({ value: startDeg, origin: 'file' });
    expect(Object.keys(settings?.typed ?? {})).toEqual(['oscillationPerFrameDeg']);
  });

  it('says which frames begin after the end angle and excludes them', async () => {
    const rotation = { oscillationStartDeg: '30', oscillationPerFrameDeg: '-0.5' };
    const { field, screen, app, words } = await renderTools(appWith(rotation, [5, 6, 7, 8, 9, 10]));
    // Frame n begins at 30 - 0.5 * (n - 5): frame 8 at 28.5
    await field('End angle (°)').fill('28.5');
    expect(words(OSCILLATION)).toContain('Frames 8 to 10 begin at or after 28.5°: exclude them?');
    const fifth = selectSeriesView(app.store.getState())?.rows[4]?.frame;
    app.commands.selection.setIncluded(fifth === undefined ? [] : [fifth.key], false);
    await screen.getByRole('button', { name: 'Exclude' }).click();
    expect(excludedNumbers(app)).toEqual([8, 9, 10]);
    await expect.poll(() => words(OSCILLATION)).toContain('No included frame begins at or after 28.5°.');
    await field('End angle (°)').fill('29');
    expect(words(OSCILLATION)).toContain('Frame 7 begins at or after 29°: exclude it?');
  });

  it('says when the rotation leads away from the end angle, or is not known', async () => {
    const { field, words, app, screen } = await renderTools(appWith({ oscillationStartDeg: '0' }, [1, 2]));
    await field('End angle (°)').fill('-10');
    expect(words(OSCILLATION)).toContain('Fill in Oscillation per frame (°) above.');
    app.commands.geometry.setGeometryText('oscillationPerFrameDeg', '1');
    await expect.poll(() => words(OSCILLATION)).toContain('never reaches \u221210°: check the signs.');
    await expect.element(screen.getByRole('button', { name: 'Exclude' })).not.toBeInTheDocument();
  });
});

describe('Calculators', () => {
  it('are closed at first and can be used by keyboard alone', async () => {
    const app = await appWith(OPTICS);
    const { screen } = await renderInApp(<GeometryForm />, app);
    const summary = screen.container.querySelector('summary') as HTMLElement;
    expect(summary.parentElement).toHaveProperty('open', false);
    summary.focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{Tab}{Tab}{Tab}');
    await userEvent.keyboard('300');
    // past "Pick a ring on frame"
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    await expect.element(screen.getByLabelText('Detector distance (mm)')).toHaveValue('783.04229');
  });

  it.each([392, 326])('stay within a panel of %d px', async (width) => {
    const { screen, field } = await renderTools(
      appWith(
        { ...OPTICS, detectorDistanceMm: '1000', oscillationStartDeg: '0', oscillationPerFrameDeg: '1' },
        [1, 2, 3],
      ),
    );
    screen.container.style.width = `${width}px`;
    await field(RADIUS).fill('631.93588');
    await field('End angle (°)').fill('1');
    const right = screen.container.getBoundingClientRect().right;
    for (const element of screen.container.querySelectorAll('[data-testid="calculators"] *')) {
      expect(element.getBoundingClientRect().right, element.outerHTML.slice(0, 80)).toBeLessThanOrEqual(
        right,
      );
    }
    for (const label of screen.container.querySelectorAll('[data-testid="calculators"] label')) {
      expect(label.scrollWidth, label.textContent ?? '').toBeLessThanOrEqual(label.clientWidth);
    }
  });
});
