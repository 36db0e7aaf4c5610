import { describe, expect, it, onTestFinished } from 'vitest';
import { selectSeries } from '../../src/state/allSeries';
import { ExportPanel } from '../../src/ui/export/ExportPanel';
import { WorkerClient } from '../../src/worker/client';
import {
  addScanned,
  createApp,
  givenFrame,
  renderInApp,
  stateWhen,
  typeGeometry,
} from '../support/componentApp';
import { withoutSaveDialog } from '../support/saveDialog';

const FRAMES = [1, 2, 3].map((n) => givenFrame(`run_${n}.bin`, 4, 3, Array(12).fill(-n)));

async function renderPanel(app = createApp()) {
  const { screen, ...rest } = await renderInApp(<ExportPanel />, app);
  return {
    ...rest,
    screen,
    button: screen.getByRole('button', { name: 'Download ZIP' }),
    reasons: () =>
      [...screen.container.querySelectorAll('[aria-label="Before the export"] li')].map(
        (li) => li.textContent,
      ),
  };
}

describe('ExportPanel', () => {
  it('opens when frames are scanned and the geometry is complete', async () => {
    const app = createApp();
    await addScanned(app, FRAMES);
    const { button, reasons, screen } = await renderPanel(app);
    await expect.element(button).toBeDisabled();
    expect(reasons()).toHaveLength(1);
    typeGeometry(app);
    await expect.element(button).toBeEnabled();
    expect(reasons()).toEqual([]);
    await expect.element(screen.getByTestId('export')).toHaveAttribute('data-state', 'idle');
  });

  it('names each obstacle', async () => {
    const app = createApp();
    await addScanned(app, FRAMES);
    typeGeometry(app);
    const { button, reasons } = await renderPanel(app);

    app.commands.geometry.setGeometryText('exposureSec', 'soon');
    await expect.poll(reasons).toContainEqual(expect.stringContaining('Exposure (s)'));
    await expect.element(button).toBeDisabled();
    app.commands.geometry.setGeometryText('exposureSec', '1');
    await expect.element(button).toBeEnabled();

    app.commands.exporting.setOutput('smv', false);
    app.commands.exporting.setOutput('mrc', false);
    await expect.poll(reasons).toEqual([expect.stringMatching(/SMV, MRC/)]);
    app.commands.exporting.setOutput('mrc', true);
    await expect.element(button).toBeEnabled();

    const keys = selectSeries(app.store.getState()).flatMap(({ frames }) => frames.map(({ key }) => key));
    app.commands.selection.setIncluded(keys, false);
    await expect.poll(reasons).toContainEqual(expect.stringMatching(/no frame/i));
    app.commands.selection.setIncluded(keys, true);
    await expect.element(button).toBeEnabled();
  });

  it('writes SMV that loses most pixels by choice alone, and asks anew for another offset', async () => {
    const app = createApp();
    await addScanned(app, FRAMES);
    typeGeometry(app);
    const { button, screen } = await renderPanel(app);
    const wanted = screen.getByRole('checkbox', { name: /most pixels are lost/ });
    const codes = () =>
      [...screen.container.querySelectorAll<HTMLElement>('[aria-label="Before the export"] li')].map(
        ({ dataset }) => [dataset.code, dataset.end],
      );
    await expect.element(button).toBeEnabled();
    await expect.element(wanted).not.toBeInTheDocument();

    // -1, -2 and -3 become 0 by an offset of 1, but for the first.
    app.commands.offset.setChoice({ offset: { kind: 'typed', offset: 1 } });
    await expect.poll(codes).toEqual([['mostPixelsLost', 'zero']]);
    await expect.element(button).toBeDisabled();
    await wanted.click();
    await expect.element(button).toBeEnabled();
    expect(codes()).toEqual([]);

    app.commands.offset.setChoice({ offset: { kind: 'typed', offset: 0 } });
    await expect.element(button).toBeDisabled();
    await expect.element(wanted).not.toBeChecked();
    app.commands.exporting.setOutput('smv', false);
    await expect.element(button).toBeEnabled();
    await expect.element(wanted).not.toBeInTheDocument();
  });

  it('waits for bad frames to be excluded', async () => {
    const app = createApp();
    await addScanned(app, FRAMES);
    typeGeometry(app);
    const { file } = givenFrame('x.bin', 4, 3, Array(12).fill(0));
    await app.commands.files.addFiles([{ file: new File([file.slice(0, 40)], 'run_4.bin'), folder: 'drop' }]);
    const { button, reasons } = await renderPanel(app);
    await expect.element(button).toBeDisabled();
    expect(reasons()).toEqual([expect.stringMatching(/1 frame.*exclude or remove it/i)]);
    app.commands.files.removeBadFiles();
    await expect.element(button).toBeEnabled();
  });

  it('waits for the rest of a cancelled scan', async () => {
    const app = createApp();
    const adding = app.commands.files.addFiles(FRAMES);
    await stateWhen(app, ({ scan }) => scan.phase === 'running');
    app.commands.files.cancelScan();
    await adding;
    // The heads are being read when the scan is cancelled, so none is scanned.
    await stateWhen(app, ({ scan }) => scan.phase === 'idle');
    typeGeometry(app);
    const { button, reasons } = await renderPanel(app);
    expect(reasons()).toContainEqual(expect.stringMatching(/3 frames not scanned/i));
    app.commands.files.resumeScan();
    await expect.element(button).toBeEnabled();
  });

  it('stays finished when the last progress comes after the outcome', async () => {
    class LateClient extends WorkerClient {
      late: (() => void) | undefined;
      override async exportZip(...[, , target, onChange]: Parameters<WorkerClient['exportZip']>) {
        if (target.kind !== 'staging') throw new Error('no dialog is expected here');
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(target.folder, { create: true });
        await folder.getFileHandle(target.fileName, { create: true });
        const progress = { framesDone: 3, framesTotal: 3, bytesWritten: 7 };
        this.late = () => onChange(0, { kind: 'running', progress });
        return { series: [{ kind: 'done' as const, bytesWritten: 7 }], bytesWritten: 7 };
      }
    }
    withoutSaveDialog();
    const client = new LateClient();
    onTestFinished(() => client.dispose());
    const app = createApp(client);
    await addScanned(app, FRAMES);
    typeGeometry(app);
    const { button, screen } = await renderPanel(app);
    await button.click();
    await expect.element(screen.getByTestId('export')).toHaveAttribute('data-state', 'done');
    client.late?.();
    expect(app.store.getState().exporting.phase).toBe('ended');
  });
});
