import { describe, expect, it } from 'vitest';
import { NEW_SERIES, type SeriesSettings } from '../../src/conversion/seriesSettings';
import { LEGINON_CHOICE } from '../../src/domain/conversion';
import { frameKey, type InspectedFile } from '../../src/domain/series';
import { type SeriesSources, selectSeries } from '../../src/state/allSeries';
import type { AppState } from '../../src/state/store';
import { readArrangement, readVisit, recallVisit, visitText } from '../../src/state/visitMemory';
import { layoutOf } from './fixtures';

type State = SeriesSources;

function stateOf(
  prefix: string,
  sizes: readonly number[],
  settings: AppState['settings'] = new Map(),
): State {
  const files = sizes.map((sizeBytes, i): [string, InspectedFile] => {
    const id = `${prefix}${i}`;
    const file = { id, folder: 'night', name: `run_${i + 1}.bin`, sizeBytes, lastModifiedMs: 5, copy: 0 };
    return [id, { file, inspection: { kind: 'ok', layout: layoutOf() } }];
  });
  return { identity: {}, files: new Map(files), settings, arrangement: [], sideFiles: new Map() };
}

const SECOND = frameKey({ folder: 'night', name: 'run_2.bin', copy: 0 }, 0);

function keyOf(state: State): string {
  return selectSeries(state)[0]?.key ?? '';
}

/** A visit in which the second frame was left out and an exposure typed. */
function visit(): string {
  const state = stateOf('a', [70, 71, 72]);
  const excluded = new Set([SECOND]);
  const settings = new Map([[keyOf(state), { ...NEW_SERIES, excluded, typed: { exposureSec: '0.8' } }]]);
  return visitText({ ...state, settings }, new Map(), '1.0');
}

/** Every choice that can be made, made. */
const CHOSEN: SeriesSettings = {
  excluded: new Set([SECOND]),
  reading: { bytes: 'signed', sections: 'announced', tilts: 'radians' },
  numbering: 'order',
  takesCopies: true,
  choice: {
    cap: 15,
    offset: { kind: 'typed', offset: 7 },
    pedestal: { kind: 'typed', pedestal: 0.5 },
    rounding: 'nearest',
    scale: 2.5,
  },
  typed: { exposureSec: '0.8', beamline: 'CETAD_TUI' },
  textOrigins: { exposureSec: 'settingsFile', beamline: 'copied' },
  axisRows: 'bottomUp',
  presetId: 'own:mine',
  beamSearch: {
    frameCount: 3,
    foundIn: 'other',
    result: { kind: 'found', fastPx: 5.5, slowPx: 6, sigmaPx: 0.1, method: 'inversion' },
  },
  beamStop: { form: 'rectangle', fastFromPx: 1, fastToPx: 2, slowFromPx: 3, slowToPx: 4 },
  example: undefined,
  acceptPlaceholders: true,
  acceptedLoss: { end: 'top', offset: -32_768 },
  inBatch: false,
};

function chosenText(settings = CHOSEN): string {
  const state = stateOf('z', [70, 71, 72]);
  return visitText({ ...state, settings: new Map([[keyOf(state), settings]]) }, new Map(), '1.0');
}

/** The settings of the one series after a reload. */
function reloaded(text: string): SeriesSettings | undefined {
  const state = stateOf('z', [70, 71, 72]);
  return recallVisit(state, readVisit(text, '1.0'), new Set()).settings.get(keyOf(state));
}

describe('choices through a reload', () => {
  it('are all of them', () => {
    expect(reloaded(chosenText())).toEqual(CHOSEN);
    const guess = { fastPx: 1, slowPx: 2 };
    const others: Partial<SeriesSettings>[] = [
      { beamSearch: { frameCount: 1, result: { kind: 'unsure', reason: 'weak', guess } } },
      { beamSearch: { frameCount: 1, result: { kind: 'unsure', reason: 'noBeam', guess: undefined } } },
      ...(['leginon', 'median', 'restoreRawZero'] as const).map((kind) => ({
        choice: { ...LEGINON_CHOICE, pedestal: { kind } },
      })),
    ];
    for (const other of others) {
      expect(reloaded(chosenText({ ...CHOSEN, ...other }))).toEqual({ ...CHOSEN, ...other });
    }
  });

  it('are the usual ones where what is kept is foreign, and the others stay', () => {
    const keys = [
      'excluded',
      'choice',
      'typed',
      'presetId',
      'beamSearch',
      'beamStop',
      'acceptPlaceholders',
      'acceptedLoss',
    ] as const;
    for (const key of [...keys, 'inBatch'] as const) {
      for (const foreign of [undefined, null, 7, [3], { kind: 'other' }]) {
        const visit = JSON.parse(chosenText());
        visit.series[0][1][key] = foreign;
        const expected = { ...CHOSEN, [key]: NEW_SERIES[key] };
        expect(reloaded(JSON.stringify(visit)), `${key}: ${foreign}`).toEqual(expected);
      }
    }
    const visit = JSON.parse(chosenText());
    visit.series[0][1].choice.offset = { kind: 'typed', offset: 'NaN' };
    const { choice } = CHOSEN;
    const expected = { ...CHOSEN, choice: { ...choice, offset: NEW_SERIES.choice.offset } };
    expect(reloaded(JSON.stringify(visit))).toEqual(expected);
  });

  it('find their series and frames under other ids', () => {
    const state = stateOf('z', [70, 71, 72]);
    const { settings, recalled } = recallVisit(state, readVisit(visit(), '1.0'), new Set());
    expect([...recalled]).toEqual([keyOf(state)]);
    const found = settings.get(keyOf(state));
    expect([...(found?.excluded ?? [])]).toEqual([SECOND]);
    expect(found?.typed).toEqual({ exposureSec: '0.8' });
  });

  it('find a frame whose file was written anew meanwhile', () => {
    const { settings } = recallVisit(stateOf('z', [70, 99, 72]), readVisit(visit(), '1.0'), new Set());
    expect([...settings.values()].map(({ excluded }) => [...excluded])).toEqual([[SECOND]]);
  });

  it('find frames that come later, and leave what was changed meanwhile', () => {
    const memory = readVisit(visit(), '1.0');
    const first = stateOf('z', [70]);
    const begun = recallVisit(first, memory, new Set());
    const more = stateOf('z', [70, 71, 72], begun.settings);
    const later = recallVisit(more, memory, begun.recalled);
    expect([...(later.settings.get(keyOf(more))?.excluded ?? [])]).toEqual([SECOND]);
    // The user takes the frame in again; another file comes.
    const changed = new Map([[keyOf(more), { ...NEW_SERIES, typed: { exposureSec: '2' } }]]);
    const last = stateOf('z', [70, 71, 72, 73], changed);
    const kept = recallVisit(last, memory, later.recalled);
    expect(kept.settings.get(keyOf(last))).toEqual(changed.get(keyOf(last)));
  });

  it('do not replace newer ones', () => {
    const state = stateOf('z', [70]);
    const newer = new Map([[keyOf(state), NEW_SERIES]]);
    const { recalled } = recallVisit({ ...state, settings: newer }, readVisit(visit(), '1.0'), new Set());
    expect([...recalled]).toEqual([]);
  });

  it('are the series joined and split, too', () => {
    const arrangement = [
      { kind: 'join', into: 'a', from: 'b' },
      { kind: 'split', key: 'a', at: SECOND },
    ] as const;
    const text = visitText({ ...stateOf('z', [70]), arrangement }, new Map(), '1.0');
    expect(readArrangement(text, '1.0')).toEqual(arrangement);
    expect(readArrangement(text, '1.1')).toEqual([]);
    expect(readArrangement('{', '1.0')).toEqual([]);
    expect(readArrangement(text.replace('"split"', '"cut"'), '1.0')).toEqual([]);
  });

  it('are kept for series that have not come yet', () => {
    const memory = readVisit(visit(), '1.0');
    const again = readVisit(
      visitText(
        { files: new Map(), identity: {}, settings: new Map(), arrangement: [], sideFiles: new Map() },
        memory,
        '1.0',
      ),
      '1.0',
    );
    expect([...again]).toEqual([...memory]);
  });

  it.each([
    ['of another version', visit(), '1.1'],
    ['damaged', '{"version":', '1.0'],
    ['absent', null, '1.0'],
    ['of another program', '{"version":"1.0","series":{"a":1}}', '1.0'],
    ['a number', '12', '1.0'],
  ])('are none where the text is %s', (_, text, version) => {
    expect(readVisit(text, version).size).toBe(0);
  });
});
