import { expect, it } from 'vitest';
import { settingsOf } from '../../src/state/allSeries';
import { OffsetPanel } from '../../src/ui/offset/OffsetPanel';
import { addScanned, createApp, renderInApp } from '../support/componentApp';
import { fileOf, tiaBytes } from '../unit/fixtures';

/** Quarters, so that cutting the fractions costs 0.375 counts of 1.5. */
const VALUES = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75];

async function renderPanel(type: 'float32' | 'int32') {
  const app = createApp();
  const file = fileOf(tiaBytes(type, 4, 3, VALUES), 'run_1.bin');
  await addScanned(app, [{ file, folder: 'drop' }]);
  const { screen } = await renderInApp(<OffsetPanel />, app);
  const { selectedSeries } = app.store.getState();
  return {
    screen,
    choice: () => settingsOf(app.store.getState(), selectedSeries ?? '').choice,
    codes: () =>
      [...screen.container.querySelectorAll<HTMLElement>('.warnings li')].map((li) => li.dataset.code),
  };
}

it('offers rounding and a scale factor for float frames', async () => {
  const { screen, choice, codes } = await renderPanel('float32');
  await expect.poll(codes).toEqual(['fewFloatCounts', 'fractionCut']);
  const fractions = screen.getByRole('combobox', { name: 'Fractions' });
  await expect.element(fractions).toHaveValue('cut');
  await screen.getByRole('button', { name: 'Round to nearest' }).click();
  await expect.element(fractions).toHaveValue('nearest');
  expect(codes()).toEqual(['fractionCut']);
  await screen.getByLabelText('Scale factor').fill('10');
  await expect.poll(() => choice().scale).toBe(10);
  await screen.getByLabelText('Scale factor').fill('0');
  await expect.element(screen.getByLabelText('Scale factor')).toBeInvalid();
  expect(choice()).toMatchObject({ rounding: 'nearest', scale: 10 });
});

it('shows neither for integer frames', async () => {
  const { screen } = await renderPanel('int32');
  await expect.element(screen.getByTestId('offset')).toBeVisible();
  await expect.element(screen.getByRole('combobox', { name: 'Fractions' })).not.toBeInTheDocument();
  await expect.element(screen.getByLabelText('Scale factor')).not.toBeInTheDocument();
});
