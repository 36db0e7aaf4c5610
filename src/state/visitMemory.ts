import * as v from 'valibot';
import type { TypedGeometry } from '../conversion/geometryFields';
import type { GeometryTexts } from '../conversion/geometryTexts';
import { NEW_SERIES, type SeriesSettings } from '../conversion/seriesSettings';
import type { ArrangeStep } from '../domain/arrangement';
import { LEAST_SCALE, MOST_SCALE } from '../domain/conversion';
import { GEOMETRY_KEYS } from '../domain/geometry';
import { AS_FOUND } from '../domain/readingChoice';
import type { FrameKey } from '../domain/series';
import { type SeriesSources, selectSeries } from './allSeries';
import type { AppState } from './store';
import { flag, group, oneOf, perhaps } from './storedValues';

/**
 * The choices for each series, kept across a reload: the browser returns no files,
 * so the user adds them again, and the choices find their series by folder and name. Kept for this visit
 * only, as it has names in it.
 */

type Remembered = Omit<SeriesSettings, 'excluded' | 'example'> & {
  readonly excluded: readonly FrameKey[];
};

/** Choices by the series' key. */
export type VisitMemory = ReadonlyMap<string, Remembered>;

/** The choices as text; those of series not in the list are taken from `before`. */
export function visitText(state: SeriesSources, before: VisitMemory, version: string): string {
  const entries = new Map(before);
  for (const series of selectSeries(state)) {
    const settings = state.settings.get(series.key);
    if (settings === undefined) continue;
    const { excluded, example: _, ...others } = settings;
    entries.set(series.key, { ...others, excluded: [...excluded] });
  }
  return JSON.stringify({ version, series: [...entries], arrangement: state.arrangement });
}

const finite = v.pipe(v.number(), v.finite());
const { choice } = NEW_SERIES;

const OFFSET_CHOICE = v.variant('kind', [
  v.object({ kind: v.literal('leginon') }),
  v.object({ kind: v.literal('typed'), offset: finite }),
]);

const PEDESTAL_CHOICE = v.variant('kind', [
  v.object({ kind: v.picklist(['leginon', 'median', 'restoreRawZero']) }),
  v.object({ kind: v.literal('typed'), pedestal: finite }),
]);

const BEAM_RESULT = v.variant('kind', [
  v.object({
    kind: v.literal('found'),
    fastPx: finite,
    slowPx: finite,
    sigmaPx: finite,
    method: v.picklist(['centralBeam', 'inversion']),
  }),
  v.object({
    kind: v.literal('unsure'),
    reason: v.picklist(['noBeam', 'weak', 'disagree', 'atBound', 'badPictures']),
    guess: perhaps(v.object({ fastPx: finite, slowPx: finite })),
  }),
]);

const BEAM_STOP = v.object({
  form: v.picklist(['ellipse', 'rectangle']),
  fastFromPx: finite,
  fastToPx: finite,
  slowFromPx: finite,
  slowToPx: finite,
});

/** Texts by geometry key. */
const TYPED = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((given): TypedGeometry => {
    const texts = GEOMETRY_KEYS.map((key) => [key, given[key]]).filter(
      ([, text]) => typeof text === 'string',
    );
    return Object.fromEntries(texts);
  }),
);

const TEXT_ORIGINS = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((given): GeometryTexts['textOrigins'] => {
    const origins = GEOMETRY_KEYS.map((key) => [key, given[key]]).filter(
      ([, origin]) => origin === 'settingsFile' || origin === 'copied',
    );
    return Object.fromEntries(origins);
  }),
);

const REMEMBERED = v.object({
  excluded: v.fallback(v.array(v.custom<FrameKey>((key) => typeof key === 'string')), []),
  reading: group({
    bytes: perhaps(v.picklist(['signed', 'unsigned'])),
    sections: oneOf(AS_FOUND.sections, 'announced'),
    tilts: oneOf(AS_FOUND.tilts, 'radians'),
  }),
  numbering: perhaps(v.picklist(['number', 'order', 'tilt'])),
  takesCopies: flag(NEW_SERIES.takesCopies),
  choice: group({
    cap: v.fallback(finite, choice.cap),
    offset: v.fallback(OFFSET_CHOICE, choice.offset),
    pedestal: v.fallback(PEDESTAL_CHOICE, choice.pedestal),
    rounding: oneOf(choice.rounding, 'nearest'),
    scale: v.fallback(v.pipe(finite, v.minValue(LEAST_SCALE), v.maxValue(MOST_SCALE)), choice.scale),
  }),
  typed: v.fallback(TYPED, {}),
  textOrigins: v.fallback(TEXT_ORIGINS, {}),
  axisRows: perhaps(v.picklist(['topDown', 'bottomUp'])),
  presetId: perhaps(v.string()),
  beamSearch: perhaps(
    v.object({ result: BEAM_RESULT, frameCount: finite, foundIn: v.exactOptional(v.string()) }),
  ),
  beamStop: perhaps(BEAM_STOP),
  acceptPlaceholders: flag(NEW_SERIES.acceptPlaceholders),
  acceptedLoss: perhaps(v.object({ end: v.picklist(['zero', 'top', 'saturation']), offset: finite })),
  inBatch: flag(NEW_SERIES.inBatch),
}) satisfies v.GenericSchema<unknown, Remembered>;

const VISIT = v.object({ version: v.string(), series: v.array(v.tuple([v.string(), REMEMBERED])) });

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

/**
 * Reads {@link visitText}. Text from another version is not used; missing or invalid
 * choices for a series get their defaults.
 */
export function readVisit(text: string | null, version: string): VisitMemory {
  const visit = v.safeParse(VISIT, parsed(text));
  return visit.success && visit.output.version === version ? new Map(visit.output.series) : new Map();
}

const ARRANGEMENT = v.object({
  version: v.string(),
  arrangement: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('join'), into: v.string(), from: v.string() }),
      v.object({
        kind: v.literal('split'),
        key: v.string(),
        at: v.custom<FrameKey>((key) => typeof key === 'string'),
      }),
    ]),
  ),
});

/** The series joined and split in {@link visitText}; none of another version, or if the list is damaged. */
export function readArrangement(text: string | null, version: string): readonly ArrangeStep[] {
  const visit = v.safeParse(ARRANGEMENT, parsed(text));
  return visit.success && visit.output.version === version ? visit.output.arrangement : [];
}

/**
 * The settings, completed with the remembered ones of series that have arrived without any.
 * @param recalled keys of series that already have their settings
 * @returns the settings, and the keys of all series that have theirs
 */
export function recallVisit(
  state: SeriesSources,
  memory: VisitMemory,
  recalled: ReadonlySet<string>,
): { readonly settings: AppState['settings']; readonly recalled: ReadonlySet<string> } {
  let { settings } = state;
  const now = new Set(recalled);
  for (const series of selectSeries(state)) {
    const remembered = memory.get(series.key);
    if (remembered === undefined || settings.has(series.key)) continue;
    const excluded = new Set(remembered.excluded);
    settings = new Map(settings).set(series.key, { ...NEW_SERIES, ...remembered, excluded });
    now.add(series.key);
  }
  return { settings, recalled: now };
}
