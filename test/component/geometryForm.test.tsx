import { describe, expect, it } from 'vitest';
import { GeometryForm } from '../../src/ui/geometry/GeometryForm';
import feiUrl from '../golden/mrc/fei2-little.mrc?url';
import { createApp, givenFrame, renderInApp } from '../support/componentApp';

async function renderForm(app = createApp()) {
  const { screen, ...rest } = await renderInApp(<GeometryForm />, app);
  const field = (label: string) => screen.getByLabelText(label, { exact: true });
  const note = (label: string) => {
    const [id = ''] = (field(label).element().getAttribute('aria-describedby') ?? '').split(' ');
    return document.getElementById(id)?.textContent;
  };
  return { ...rest, screen, field, note };
}

async function withFrame() {
  const app = createApp();
  await app.commands.files.addFiles([givenFrame('a_1.bin', 4, 3, Array(12).fill(0))]);
  return renderForm(app);
}

async function withMrcFile() {
  const app = createApp();
  const bytes = await (await fetch(feiUrl)).arrayBuffer();
  await app.commands.files.addFiles([{ file: new File([bytes], 'fei2.mrc'), folder: '' }]);
  return renderForm(app);
}

describe('GeometryForm', () => {
  it('marks what is missing and invents nothing', async () => {
    const { field, note } = await withFrame();
    for (const label of ['Detector distance (mm)', 'Gain (counts/e⁻)', 'Oscillation start (°)', 'Binning']) {
      await expect.element(field(label)).toHaveValue('');
      expect(note(label), label).toBe('missing');
    }
    await expect.element(field('Beamline')).toHaveValue('CETAD_TUI');
    expect(note('Beamline')).toBe('default');
  });

  it('derives the wavelength from the high tension until one is typed', async () => {
    const { field, note } = await withFrame();
    const wavelength = field('Wavelength (Å)');
    for (const [kv, wanted] of [
      ['120', 0.033492],
      ['200', 0.025079],
      ['300', 0.019687],
    ] as const) {
      await field('High tension (kV)').fill(kv);
      expect(Number((wavelength.element() as HTMLInputElement).value)).toBeCloseTo(wanted, 5);
      expect(note('Wavelength (Å)')).toBe('derived');
    }
    await wavelength.fill('0.0251');
    expect(note('Wavelength (Å)')).toBe('typed');
    await field('High tension (kV)').fill('200');
    await expect.element(wavelength).toHaveValue('0.0251');
    await wavelength.fill('');
    expect(note('Wavelength (Å)')).toBe('derived');
  });

  it('takes typed over preset over file, and goes back when a field is cleared', async () => {
    const { screen, field, note } = await withMrcFile();
    const tension = field('High tension (kV)');
    const fromFile = (tension.element() as HTMLInputElement).value;
    expect(Number(fromFile)).toBeGreaterThan(0);
    expect(note('High tension (kV)')).toBe('from file');

    await screen.getByLabelText('Camera preset').selectOptions('ceta-1-300');
    await expect.element(tension).toHaveValue('300');
    expect(note('High tension (kV)')).toBe('preset');
    await tension.fill('80');
    expect(note('High tension (kV)')).toBe('typed');
    await tension.fill('');
    await expect.element(tension).toHaveValue('300');
    expect(note('High tension (kV)')).toBe('preset');
    await screen.getByLabelText('Camera preset').selectOptions('');
    await expect.element(tension).toHaveValue(fromFile);
    expect(note('High tension (kV)')).toBe('from file');
  });

  it('suggests the binning of a Ceta frame from its size', async () => {
    const app = createApp();
    const head = new DataView(new ArrayBuffer(10));
    head.setInt16(0, 1, true);
    head.setInt32(2, 2048, true);
    head.setInt32(6, 2048, true);
    const file = new File([head, new Uint8Array(2048 * 2048)], 'c_1.bin');
    await app.commands.files.addFiles([{ file, folder: '' }]);
    const { field, note } = await renderForm(app);
    await expect.element(field('Binning')).toHaveValue('2x2');
    expect(note('Binning')).toBe('from size');
  });

  it.each([
    ['Detector distance (mm)', '0.96', 'implausible'],
    ['Gain (counts/e⁻)', '0.03', 'implausible'],
    ['Exposure (s)', '500', 'implausible'],
    ['Oscillation per frame (°)', '25', 'largeRotation'],
    ['Beam centre slow (px)', '9000', 'beamCentreOutside'],
  ])('warns beside %s of %j', async (label, text, code) => {
    const { field, screen } = await withFrame();
    await field('Beam centre fast (px)').fill('2');
    await field('Beam centre slow (px)').fill('2');
    const warnings = () =>
      (field(label).element().getAttribute('aria-describedby') ?? '')
        .split(' ')
        .flatMap((id) => document.getElementById(id)?.dataset.code ?? []);
    await expect.poll(warnings).toEqual([]);
    await field(label).fill(text);
    await expect.poll(warnings).toEqual([code]);
    expect(screen.container.querySelectorAll('.message[data-code], [class*=message][data-code]').length).toBe(
      1,
    );
    await expect.element(field(label)).toHaveAttribute('data-suspect', 'true');
    await expect.element(field(label)).toHaveAttribute('aria-invalid', 'false');
  });

  it.each([
    ['Detector distance (mm)', '0'],
    ['Detector distance (mm)', '1000 mm'],
    ['Pixel size (mm)', '-0.028'],
    ['Binning', '2x4'],
    ['Binning', '0'],
    ['Oscillation per frame (°)', '181'],
    ['Beamline', 'a;b'],
    ['Beamline', 'Zürich'],
    ['Date', '2026-11-22'],
  ])('marks %s %j and writes nothing of it', async (label, text) => {
    const { field } = await withFrame();
    await field(label).fill(text);
    await expect.element(field(label)).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field(label)).toHaveValue(text);
  });
});
