import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { selectSeries } from '../../src/state/allSeries';
import { createAppStore } from '../../src/state/store';
import { GeometryForm } from '../../src/ui/geometry/GeometryForm';
import { Notice } from '../../src/ui/layout/Notice';
import { createApp, givenFrame, renderInApp } from '../support/componentApp';

const STORAGE_KEY = 'pedestal-presets';
const ZEROS = Array(12).fill(0);
const DISTANCE = 'Detector distance (mm)';
const TENSION = 'High tension (kV)';

/** The form with series `a` selected and `b` beside it. */
async function renderForm() {
  const app = createApp();
  await app.commands.files.addFiles([givenFrame('a_1.bin', 4, 3, ZEROS), givenFrame('b_1.bin', 4, 3, ZEROS)]);
  const { screen } = await renderInApp(
    <div style={{ width: 326 }}>
      <Notice />
      <GeometryForm />
    </div>,
    app,
  );
  const field = (label: string) => screen.getByLabelText(label, { exact: true });
  const button = (name: string) => screen.getByRole('button', { name, exact: true });
  const select = screen.getByLabelText('Camera preset');
  return {
    app,
    screen,
    field,
    button,
    select,
    notice: () => app.store.getState().notice,
    /** What a field's value comes from. */
    origin: (label: string) => {
      const [id = ''] = (field(label).element().getAttribute('aria-describedby') ?? '').split(' ');
      return document.getElementById(id)?.textContent;
    },
    /** The text of the chosen option. */
    chosen: () => (select.element() as HTMLSelectElement).selectedOptions[0]?.textContent,
    go: (stem: string) => {
      const series = selectSeries(app.store.getState()).find((one) => one.stem.startsWith(stem));
      app.commands.selection.selectSeries(series?.key ?? '');
    },
    importText: async (text: string, name = 'lab.json') => {
      const input = screen.getByTestId('presets-input');
      await userEvent.upload(input, new File([text], name, { type: 'application/json' }));
    },
  };
}

/** The form with a distance typed in series `a` and saved as a preset. */
async function withPreset(name = 'Titan 660') {
  const form = await renderForm();
  await form.field(TENSION).fill('300');
  await form.field(DISTANCE).fill('1234,5');
  await form.button('Presets').click();
  await form.field('Preset name').fill(name);
  await form.button('Save').click();
  return form;
}

function fileOf(...presets: object[]): string {
  return JSON.stringify({ format: 'pedestal-presets', version: 1, presets });
}

afterEach(() => vi.restoreAllMocks());

describe('Presets', () => {
  it('keep what a set-up fixes and give it to another series', async () => {
    const form = await renderForm();
    await form.field(TENSION).fill('300');
    await form.field(DISTANCE).fill('1234,5');
    await form.field('Oscillation start (°)').fill('-30');
    await form.field('Exposure (s)').fill('0.5');
    await form.button('Presets').click();
    await form.field('Preset name').fill(' Titan 660 ');
    await userEvent.keyboard('{Enter}');
    await expect.poll(form.notice).toEqual({
      code: 'presetSaved',
      name: 'Titan 660',
      replaced: false,
      seriesChanged: 0,
    });
    expect(form.chosen()).toBe('Titan 660');
    expect(form.origin(DISTANCE)).toBe('typed');

    form.go('b');
    await expect.element(form.field(DISTANCE)).toHaveValue('');
    expect(form.chosen()).toBe('No preset');
    await form.select.selectOptions('Titan 660');
    await expect.element(form.field(DISTANCE)).toHaveValue('1234.5');
    expect(form.origin(DISTANCE)).toBe('preset');
    await expect.element(form.field(TENSION)).toHaveValue('300');
    expect(form.origin('Wavelength (Å)')).toBe('derived');
    for (const label of ['Oscillation start (°)', 'Exposure (s)', 'Pixel size (mm)']) {
      await expect.element(form.field(label)).toHaveValue('');
    }
  });

  it('stand in groups, the own ones only when there are some', async () => {
    const form = await renderForm();
    const groups = () => [...form.select.element().querySelectorAll('optgroup')].map(({ label }) => label);
    expect(groups()).toEqual(['Built in']);
    await form.button('Presets').click();
    await form.field('Preset name').fill('Mine');
    await form.button('Save').click();
    await expect.poll(groups).toEqual(['Built in', 'My presets']);
  });

  it('are there again at the next visit', async () => {
    await withPreset();
    expect(createAppStore().getState().ownPresets).toEqual([
      {
        id: 'own:Titan 660',
        name: 'Titan 660',
        values: { highTensionKv: 300, detectorDistanceMm: 1234.5, beamline: 'CETAD_TUI' },
      },
    ]);
  });

  it('of another tab are not lost by a later save', async () => {
    const form = await withPreset('A');
    localStorage.setItem(STORAGE_KEY, fileOf({ name: 'B', values: { binning: 2 } }));
    await form.field('Preset name').fill('C');
    await form.button('Save').click();
    const names = () =>
      createAppStore()
        .getState()
        .ownPresets.map(({ name }) => name);
    await expect.poll(names).toEqual(['A', 'B', 'C']);
  });

  it('are replaced under an equal name, which is said with the series it concerns', async () => {
    const form = await withPreset();
    form.go('b');
    await form.select.selectOptions('Titan 660');
    await expect.element(form.field('Preset name')).toHaveValue('Titan 660');
    form.go('a');
    await form.field(DISTANCE).fill('900');
    await form.button('Save').click();
    await expect
      .poll(form.notice)
      .toEqual({ code: 'presetSaved', name: 'Titan 660', replaced: true, seriesChanged: 1 });
    form.go('b');
    await expect.element(form.field(DISTANCE)).toHaveValue('900');
    expect(form.app.store.getState().ownPresets).toHaveLength(1);
  });

  it('are not saved from a field that cannot be read', async () => {
    const form = await renderForm();
    await form.field('Exposure (s)').fill('x');
    await form.field(DISTANCE).fill('1000 mm');
    await form.button('Presets').click();
    await form.field('Preset name').fill('Titan');
    await form.button('Save').click();
    await expect.poll(form.notice).toEqual({ code: 'presetInvalid', keys: ['detectorDistanceMm'] });
    expect(form.app.store.getState().ownPresets).toEqual([]);
    await expect.element(form.field('Preset name')).toHaveValue('Titan');
  });

  it.each([
    ['', false],
    ['  ', false],
    ['x'.repeat(61), true],
    ['Ceta / Ceta-D 2x2, 200 kV', true],
  ])('cannot be saved under the name %j', async (name, marked) => {
    const form = await renderForm();
    await form.button('Presets').click();
    await form.field('Preset name').fill(name);
    await expect.element(form.button('Save')).toBeDisabled();
    await expect.element(form.field('Preset name')).toHaveAttribute('aria-invalid', String(marked));
    await expect.element(form.field('Preset name')).toHaveValue(name);
  });

  it('are deleted with their values, and the built-in ones are not', async () => {
    const form = await withPreset();
    form.go('b');
    await form.select.selectOptions('ceta-1-300');
    await expect.element(form.button('Delete')).toBeDisabled();
    await form.select.selectOptions('Titan 660');
    await form.button('Delete').click();
    await expect.poll(form.notice).toEqual({ code: 'presetDeleted', name: 'Titan 660', seriesChanged: 2 });
    await expect.element(form.field(DISTANCE)).toHaveValue('');
    expect(form.chosen()).toBe('No preset');
    expect(document.activeElement).toBe(form.select.element());
    expect([...form.app.store.getState().settings.values()].map(({ presetId }) => presetId)).toEqual([
      undefined,
      undefined,
    ]);
    expect(createAppStore().getState().ownPresets).toEqual([]);
    await expect.element(form.button('Export')).toBeDisabled();
  });

  it('are exported as one file', async () => {
    const form = await withPreset();
    await form.field('Preset name').fill('Second');
    await form.button('Save').click();
    const urls = vi.spyOn(URL, 'createObjectURL');
    const clicks = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await form.button('Export').click();
    await expect.poll(() => clicks.mock.contexts.length).toBe(1);
    expect((clicks.mock.contexts[0] as HTMLAnchorElement).download).toBe('pedestal-presets.json');
    const [[exported] = []] = urls.mock.calls;
    const text = await (exported as Blob).text();
    const values = { highTensionKv: 300, detectorDistanceMm: 1234.5, beamline: 'CETAD_TUI' };
    expect(JSON.parse(text)).toEqual({
      format: 'pedestal-presets',
      version: 1,
      presets: [
        { name: 'Titan 660', values },
        { name: 'Second', values },
      ],
    });
    expect(text).toContain('\n      "name": "Titan 660",\n');
  });

  it('are imported; equal names are replaced and both are counted', async () => {
    const form = await withPreset();
    const text = fileOf(
      { name: 'Titan 660', values: { detectorDistanceMm: 700 } },
      { name: 'Arctica', values: { highTensionKv: 200, binning: 2, pixelSizeMm: 0.028 } },
    );
    await form.importText(text);
    await expect.poll(form.notice).toEqual({
      code: 'presetsImported',
      file: 'lab.json',
      added: 1,
      replaced: 1,
      rejected: [],
      seriesChanged: 1,
    });
    form.go('b');
    await form.select.selectOptions('Arctica');
    await expect.element(form.field('Pixel size (mm)')).toHaveValue('0.028');
    await form.select.selectOptions('Titan 660');
    await expect.element(form.field(DISTANCE)).toHaveValue('700');
    await expect.element(form.field(TENSION)).toHaveValue('');
    // Empty again, or the browser would tell nothing of the same file chosen anew.
    await expect.element(form.screen.getByTestId('presets-input')).toHaveValue('');
    await form.importText(text);
    await expect
      .poll(form.notice)
      .toMatchObject({ code: 'presetsImported', added: 0, replaced: 2, rejected: [] });
    expect(createAppStore().getState().ownPresets).toHaveLength(2);
  });

  it('in a file that are wrong are named, and the others are taken', async () => {
    const form = await renderForm();
    await form.button('Presets').click();
    await form.importText(
      fileOf(
        { name: 'Far', values: { detectorDistanceMm: 2e5 } },
        { name: 'Good', values: { gainCountsPerElectron: 26 } },
        { name: 'Text', values: { binning: '2x2' } },
      ),
    );
    await expect.poll(form.notice).toMatchObject({
      code: 'presetsImported',
      added: 1,
      replaced: 0,
      rejected: [
        { name: 'Far', faults: [{ code: 'badValue', key: 'detectorDistanceMm', value: 200000 }] },
        { name: 'Text', faults: [{ code: 'wrongType', key: 'binning', wanted: 'number' }] },
      ],
    });
    expect(form.app.store.getState().ownPresets.map(({ name }) => name)).toEqual(['Good']);
  });

  it.each([
    ['{"format":', { code: 'notJson' }],
    ['{"presets": []}', { code: 'wrongFormat' }],
    [`"${'x'.repeat(1_000_000)}"`, { code: 'tooLarge', sizeBytes: 1_000_002, limitBytes: 1_000_000 }],
  ])('that are no presets file change nothing (%#)', async (text, fault) => {
    const form = await withPreset();
    const before = form.app.store.getState().ownPresets;
    await form.importText(text);
    await expect.poll(form.notice).toMatchObject({ code: 'presetFileRefused', file: 'lab.json', fault });
    expect(form.app.store.getState().ownPresets).toBe(before);
  });

  it('stay for the visit when the browser cannot keep them, which is said', async () => {
    const form = await renderForm();
    await form.button('Presets').click();
    await form.field('Preset name').fill('Titan');
    const write = Storage.prototype.setItem;
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(function (this: Storage, key, value) {
      if (key === STORAGE_KEY) throw new Error('quota');
      write.call(this, key, value);
    });
    await form.button('Save').click();
    await expect.poll(form.notice).toMatchObject({ code: 'presetSaved', name: 'Titan', notKept: 'quota' });
    expect(form.chosen()).toBe('Titan');
  });
});

describe('presets kept on the computer', () => {
  it.each([
    ['{"format":', 'notJson'],
    ['[1,2]', 'wrongFormat'],
  ])('that are damaged do not stop the start: %s', (stored, fault) => {
    localStorage.setItem(STORAGE_KEY, stored);
    const state = createAppStore().getState();
    expect(state.ownPresets).toEqual([]);
    expect(state.notice).toMatchObject({ code: 'presetStorageDamaged', fault: { code: fault } });
    expect(state.formats).toEqual({ smv: true, mrc: true });
  });

  it('are taken where they are sound, and the others named', () => {
    const sound = { name: 'Good', values: { binning: 2 } };
    localStorage.setItem(STORAGE_KEY, fileOf({ name: 'Bad', values: { binning: 0 } }, sound));
    const state = createAppStore().getState();
    expect(state.ownPresets).toEqual([{ id: 'own:Good', ...sound }]);
    expect(state.notice).toMatchObject({
      code: 'storedPresetsDamaged',
      rejected: [{ name: 'Bad', faults: [{ code: 'badValue', key: 'binning', value: 0 }] }],
    });
  });

  it('that cannot be read at all do not stop the start', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('forbidden');
    });
    expect(createAppStore().getState()).toMatchObject({ ownPresets: [], notice: undefined });
  });
});

describe('the head of the panel', () => {
  it.each([326, 392])('keeps select and button on one line at %d px', async (width) => {
    await page.viewport(1280, 800);
    const form = await withPreset('A name of some length, 300 kV, 1200 mm, Ceta-D binned by two');
    const section = form.screen.getByRole('region', { name: 'Geometry' }).element();
    (section.parentElement as HTMLElement).style.width = `${width}px`;
    const box = (element: Element) => element.getBoundingClientRect();
    const heading = box(section.querySelector('h2') as Element);
    const select = box(form.select.element());
    const button = box(form.button('Presets').element());
    expect(select.left).toBeGreaterThanOrEqual(heading.right);
    expect(button.left).toBeGreaterThanOrEqual(select.right);
    expect(select.width).toBeGreaterThan(120);
    expect(button.top).toBeLessThan(select.bottom);
    for (const element of section.querySelectorAll('form, form *:not([hidden])')) {
      expect(box(element).right, element.outerHTML).toBeLessThanOrEqual(box(section).right - 11);
    }
    expect(box(form.button('Save').element()).top).toBe(box(form.button('Import').element()).top);
  });
});
