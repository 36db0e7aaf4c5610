import { beforeAll, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FileLayout, FrameSummary, ScanOutcome } from '../../src/domain/frame';
import { frameKey, type InspectedFile } from '../../src/domain/series';
import { selectSeries } from '../../src/state/allSeries';
import { FrameTable } from '../../src/ui/frame/FrameTable';
import { createApp, renderInApp } from '../support/componentApp';
import { plainNumbers } from '../support/numbers';

const COUNT = 10_000;

const LAYOUT: FileLayout = {
  format: 'tia-raw',
  pixelType: 'int32',
  littleEndian: true,
  fastSize: 2,
  slowSize: 1,
  frameCount: 1,
  offsets: { kind: 'stride', firstBytes: 10, strideBytes: 8 },
  notices: [],
  metadata: {},
};

/** The minimum of frame n: all different, in no order. */
function minimumOf(n: number): number {
  return -((n * 7919) % 10_007);
}

function summaryOf(n: number): FrameSummary {
  const min = minimumOf(n);
  return {
    pixelCount: 2,
    min,
    minPlace: 0,
    max: n,
    mean: (min + n) / 2,
    std: (n - min) / 2,
    histogram: {
      values: Float64Array.of(min, n),
      cumulative: Uint32Array.of(1, 2),
      unresolvedBelow: 0,
      unresolvedAbove: 0,
    },
    thumbnail: { fastSize: 2, slowSize: 1, grey: Uint8Array.of(0, 255) },
    fractionalCount: 0,
    float32InexactCount: 0,
    wrappedCount: 0,
    fingerprint: n,
  };
}

function keyOf(n: number) {
  return frameKey({ folder: 'drop', name: `long_${n}.bin`, copy: 0 }, 0);
}

/** An app with a long scanned series, put into the store at once. */
function longSeries() {
  const app = createApp();
  const files = new Map<string, InspectedFile>();
  const outcomes = new Map<string, ScanOutcome>();
  for (let n = 1; n <= COUNT; n++) {
    const id = `f${n}`;
    const name = `long_${n}.bin`;
    const file = { id, folder: 'drop', name, sizeBytes: 18, lastModifiedMs: 0, copy: 0 };
    files.set(id, { file, inspection: { kind: 'ok', layout: LAYOUT } });
    outcomes.set(`${id}/0`, { kind: 'scanned', summary: summaryOf(n) });
  }
  app.store.setState({ files, outcomes });
  const series = selectSeries(app.store.getState())[0];
  app.store.setState({ selectedSeries: series?.key, selectedFrame: series?.frames[0]?.key });
  return app;
}

describe('FrameTable with 10,000 frames', () => {
  let app: ReturnType<typeof createApp>;
  beforeAll(() => {
    app = longSeries();
  });

  async function renderTable() {
    app.commands.selection.selectFrame(keyOf(1));
    const { screen } = await renderInApp(
      <div style={{ height: '400px', display: 'grid', width: '700px' }}>
        <FrameTable />
      </div>,
      app,
    );
    const body = screen.container.querySelector('[role="rowgroup"]') as HTMLElement;
    // Whatever the style sheet does with the page: the table's body must scroll for itself here.
    body.style.height = '300px';
    body.style.overflow = 'auto';
    const rows = () =>
      [...body.querySelectorAll('[role="row"]')]
        .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map((row) =>
          [...row.querySelectorAll('[role="gridcell"]')].map((cell) => plainNumbers(cell.textContent)),
        );
    return { screen, body, rows };
  }

  it('draws only the rows in view', async () => {
    const { screen, body, rows } = await renderTable();
    await expect.poll(() => rows().length).toBeGreaterThan(5);
    expect(rows().length).toBeLessThan(100);
    expect(rows()[0]?.[1]).toBe('1');
    await expect.element(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', String(COUNT + 1));
    expect(body.scrollHeight).toBeGreaterThan(COUNT * 20);

    body.scrollTo(0, body.scrollHeight);
    await expect.poll(() => rows().at(-1)?.[1]).toBe(String(COUNT));
    expect(rows().length).toBeLessThan(100);
  });

  it('sorts all of them, not only those in view', async () => {
    const { screen, body, rows } = await renderTable();
    const order = Array.from({ length: COUNT }, (_, i) => i + 1).sort((a, b) => minimumOf(a) - minimumOf(b));
    await screen.getByRole('button', { name: /^Min/ }).click();
    body.scrollTo(0, 0);
    await expect.poll(() => rows()[0]?.[1]).toBe(String(order[0]));
    expect(
      rows()
        .slice(0, 5)
        .map((row) => [row[1], row[2]]),
    ).toEqual(order.slice(0, 5).map((n) => [String(n), String(minimumOf(n))]));
    await screen.getByRole('button', { name: /^Min/ }).click();
    body.scrollTo(0, 0);
    await expect.poll(() => rows()[0]?.[1]).toBe(String(order.at(-1)));
  });

  it('brings the selected frame into view', async () => {
    const { rows } = await renderTable();
    await expect.poll(() => rows()[0]?.[1]).toBe('1');
    app.commands.selection.selectFrame(keyOf(5000));
    await expect.poll(() => rows().map((row) => row[1])).toContain('5000');
    expect(document.querySelector('[aria-selected="true"]')?.textContent).toContain('5000');
  });

  it('marks the rows between, as they are sorted', async () => {
    const { screen, body, rows } = await renderTable();
    const order = Array.from({ length: COUNT }, (_, i) => i + 1).sort((a, b) => minimumOf(a) - minimumOf(b));
    await screen.getByRole('button', { name: /^Min/ }).click();
    app.commands.selection.selectFrame(keyOf(order[1] ?? 0));
    body.scrollTo(0, 0);
    await expect.poll(() => rows()[0]?.[1]).toBe(String(order[0]));
    const grid = screen.getByRole('grid').element() as HTMLElement;
    grid.focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect([...app.store.getState().marked]).toEqual(order.slice(1, 4).map(keyOf));
    app.commands.selection.markFrames([]);
  });
});
