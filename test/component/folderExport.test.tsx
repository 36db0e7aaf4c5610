import { describe, expect, it, vi } from 'vitest';
import type { SeriesExport } from '../../src/domain/exportRun';
import type { ExportState } from '../../src/state/store';
import { Outcome } from '../../src/ui/export/Outcome';
import { FolderChoice, SaveFolderButton } from '../../src/ui/export/SaveFolder';
import { createApp, renderInApp } from '../support/componentApp';

/** What is shown of an export into a folder. */

function exportOf(phase: ExportState['phase'], ...states: readonly SeriesExport[]): ExportState {
  const items = states.map((state, i) => {
    return { seriesKey: String(i), outputFolder: `run${i}`, framesTotal: 10, state };
  });
  return { phase, place: 'folder', placeName: 'out', items, bytesWritten: 0 };
}

function occupied(earlierImages: number, others = 0): SeriesExport {
  return { kind: 'occupied', present: 3, planned: 27, earlierImages, others };
}

async function renderChoice(...states: readonly SeriesExport[]) {
  const app = createApp();
  const replace = vi.spyOn(app.commands.exporting, 'replaceFolder').mockResolvedValue();
  const replaceAndRemove = vi.spyOn(app.commands.exporting, 'replaceFolderAndRemove').mockResolvedValue();
  const { screen } = await renderInApp(<FolderChoice exporting={exportOf('ended', ...states)} />, app);
  const group = screen.getByRole('group');
  return {
    screen,
    group,
    replace,
    replaceAndRemove,
    button: screen.getByRole('button', { name: 'Replace' }),
  };
}

it('the button is not there where the browser cannot do it, with a word why', async () => {
  const app = createApp();
  vi.spyOn(app.commands.program, 'canChooseFolder').mockReturnValue(false);
  const { screen } = await renderInApp(<SaveFolderButton ready={true} />, app);
  expect(screen.getByRole('button').elements()).toEqual([]);
  await expect.element(screen.getByTitle(/does not let a page write to a folder/)).toBeVisible();
});

describe('the question on a folder that holds files', () => {
  it('offers to remove earlier images by their number, and removes none unless that is chosen', async () => {
    const { screen, group, replace, replaceAndRemove, button } = await renderChoice(
      occupied(2),
      occupied(5, 1),
    );
    await expect.element(group).toHaveAttribute('data-code', 'folderOccupied');
    await expect.element(group).toHaveAttribute('data-earlier-images', '7');
    await expect.element(group).toHaveAttribute('data-others', '1');
    const choice = screen.getByRole('checkbox');
    await expect.element(choice).not.toBeChecked();
    await button.click();
    expect([replace.mock.calls.length, replaceAndRemove.mock.calls.length]).toEqual([1, 0]);
    await screen.getByText('these 7 images').click();
    await expect.element(choice).toBeChecked();
    await button.click();
    expect([replace.mock.calls.length, replaceAndRemove.mock.calls.length]).toEqual([1, 1]);
  });

  it('has no such choice where there are none', async () => {
    const { screen, group, replace, button } = await renderChoice(occupied(0, 4));
    await expect.element(group).toHaveAttribute('data-earlier-images', '0');
    expect(screen.getByRole('checkbox').elements()).toEqual([]);
    await button.click();
    expect(replace).toHaveBeenCalledOnce();
  });
});

describe('the progress', () => {
  async function slowMessage(slowFiles: number) {
    const progress = { framesDone: 1, framesTotal: 10, bytesWritten: 5, slowFiles };
    const exporting = exportOf('running', { kind: 'running', progress });
    const { screen } = await renderInApp(<Outcome exporting={exporting} />);
    return screen.container.querySelector('[data-code="slowClosing"]');
  }

  it('says that closing is slow where it was seen to be', async () => {
    expect((await slowMessage(12))?.getAttribute('data-files')).toBe('12');
  });

  it('says nothing of it else', async () => {
    expect(await slowMessage(0)).toBeNull();
  });
});
