import { expect, it, vi } from 'vitest';
import { UnexpectedFault } from '../../src/ui/layout/UnexpectedFault';
import { useApp } from '../../src/ui/shared/context';
import { Part } from '../../src/ui/shared/Part';
import { renderInApp } from '../support/componentApp';

/** A part that fails for one series. */
function Fragile() {
  const series = useApp((state) => state.selectedSeries);
  if (series === 'bad') throw new Error('no such pixel');
  return <p>drawn {series}</p>;
}

function Screen() {
  const series = useApp((state) => state.selectedSeries);
  return (
    <>
      <UnexpectedFault />
      <Part name="the viewer" subject={series}>
        <Fragile />
      </Part>
      <p>the export panel</p>
    </>
  );
}

it('a part that cannot be drawn leaves the others, says so, and comes back', async () => {
  // React says in the console what it caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { screen, store } = await renderInApp(<Screen />);
  await expect.element(screen.getByText('drawn')).toBeVisible();
  store.setState({ selectedSeries: 'bad' });
  await expect.element(screen.getByText('the export panel')).toBeVisible();
  const part = screen.container.querySelector<HTMLElement>('[data-code="partFailed"]');
  expect(part?.dataset.part).toBe('the viewer');
  await expect.element(screen.getByRole('alert')).toHaveAttribute('data-code', 'unexpected');
  expect(store.getState().unexpected).toMatchObject({ part: 'the viewer', message: 'Error: no such pixel' });
  await expect.element(screen.getByRole('button', { name: 'Copy the details' })).toBeVisible();

  // Another series is tried by itself.
  store.setState({ selectedSeries: 'good' });
  await expect.element(screen.getByText('drawn good')).toBeVisible();
  await screen.getByRole('button', { name: 'Dismiss' }).click();
  expect(store.getState().unexpected).toBeUndefined();
});
