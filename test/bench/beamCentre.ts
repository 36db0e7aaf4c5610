import { argv, cpuUsage, stdout } from 'node:process';
import { findBeamCentre } from '../../src/maths/findBeamCentre';
import {
  type BeamStop,
  type SceneOptions,
  sceneOf,
  seededUniform,
  simulatePictures,
} from '../support/diffractionFrames';

/**
 * How well the beam centre is found on simulated series whose centre is known, by class of data.
 * Run with `npm run bench:beam-centre`; `-- tune` takes the even seeds, which the thresholds were chosen on,
 * `-- verbose` also prints each series with a halo that is not found to a pixel.
 */

/** Farther than this from the truth and yet 'found' is a silent failure. */
const FAILURE_PX = 3;

type StopKind = 'none' | 'disc' | 'arm';

interface SeriesClass {
  readonly name: string;
  readonly count: number;
  readonly sizePx: number;
  readonly stop: StopKind;
  readonly change: (uniform: () => number) => Partial<SceneOptions>;
}

const between = (uniform: () => number, low: number, high: number) => low + (high - low) * uniform();
/** Evenly spread on a logarithmic scale. */
const spread = (uniform: () => number, low: number, high: number) => low * (high / low) ** uniform();

const good = (uniform: () => number): Partial<SceneOptions> => ({
  halo: spread(uniform, 0.4, 2),
  spotElectrons: spread(uniform, 40, 600),
  frameCount: 5,
});
const weak = (uniform: () => number): Partial<SceneOptions> => ({
  halo: spread(uniform, 0.05, 0.3),
  spotElectrons: spread(uniform, 10, 60),
  beamPeak: spread(uniform, 100, 1000),
  frameCount: 3,
});
const strong = (uniform: () => number): Partial<SceneOptions> => ({
  halo: spread(uniform, 0.4, 2),
  spotElectrons: spread(uniform, 2000, 20000),
  frameCount: 3,
});
const single = (uniform: () => number): Partial<SceneOptions> => ({ ...good(uniform), frameCount: 1 });
const saturated = (uniform: () => number): Partial<SceneOptions> => ({
  ...good(uniform),
  beamPeak: spread(uniform, 3000, 30000),
  saturationCounts: 16_000,
  streak: spread(uniform, 5, 100),
});
/** The detector's own dome or bowl about the frame's middle, up to four electrons deep. */
const bowl = (uniform: () => number): Partial<SceneOptions> => ({
  ...good(uniform),
  bowlCounts: between(uniform, -100, 100),
});
const noHalo = (uniform: () => number): Partial<SceneOptions> => ({
  halo: 0,
  beamPeak: 0,
  spotElectrons: spread(uniform, 100, 600),
  frameCount: 5,
});
const noise = (uniform: () => number): Partial<SceneOptions> => ({
  halo: 0,
  beamPeak: 0,
  spotElectrons: 0,
  flat: spread(uniform, 0.5, 30),
  frameCount: 3,
});
const oneSpot = (uniform: () => number): Partial<SceneOptions> => ({
  ...noise(uniform),
  frameCount: 1,
  extraSpots: [[between(uniform, 120, 390), between(uniform, 120, 390), spread(uniform, 2000, 200_000)]],
});

const CLASSES: readonly SeriesClass[] = [
  { name: 'beam, good', count: 30, sizePx: 512, stop: 'none', change: good },
  { name: 'beam, good', count: 20, sizePx: 1024, stop: 'none', change: good },
  { name: 'beam, good', count: 4, sizePx: 2048, stop: 'none', change: good },
  { name: 'beam, weak', count: 20, sizePx: 512, stop: 'none', change: weak },
  { name: 'beam, one frame', count: 20, sizePx: 512, stop: 'none', change: single },
  { name: 'beam, strong spots', count: 20, sizePx: 512, stop: 'none', change: strong },
  { name: 'beam, saturated', count: 20, sizePx: 512, stop: 'none', change: saturated },
  { name: 'disc, good', count: 20, sizePx: 512, stop: 'disc', change: good },
  { name: 'disc, good', count: 16, sizePx: 1024, stop: 'disc', change: good },
  { name: 'disc, one frame', count: 20, sizePx: 512, stop: 'disc', change: single },
  { name: 'arm, good', count: 30, sizePx: 512, stop: 'arm', change: good },
  { name: 'arm, good', count: 20, sizePx: 1024, stop: 'arm', change: good },
  { name: 'arm, good', count: 4, sizePx: 2048, stop: 'arm', change: good },
  { name: 'arm, weak', count: 20, sizePx: 512, stop: 'arm', change: weak },
  { name: 'arm, one frame', count: 20, sizePx: 512, stop: 'arm', change: single },
  { name: 'arm, strong spots', count: 20, sizePx: 512, stop: 'arm', change: strong },
  { name: 'beam, bowl', count: 20, sizePx: 512, stop: 'none', change: bowl },
  { name: 'arm, bowl', count: 20, sizePx: 512, stop: 'arm', change: bowl },
  { name: 'spots only', count: 20, sizePx: 512, stop: 'none', change: noHalo },
  { name: 'noise only', count: 20, sizePx: 512, stop: 'none', change: noise },
  { name: 'one spot only', count: 20, sizePx: 512, stop: 'none', change: oneSpot },
];

function randomStop(kind: StopKind, sizePx: number, uniform: () => number): BeamStop | undefined {
  if (kind === 'none') return undefined;
  const radiusPx = sizePx * between(uniform, 0.015, 0.05);
  const away = radiusPx * between(uniform, 0, 0.5);
  const direction = 2 * Math.PI * uniform();
  return {
    radiusPx,
    offsetFastPx: away * Math.cos(direction),
    offsetSlowPx: away * Math.sin(direction),
    armWidthPx: kind === 'arm' ? radiusPx * between(uniform, 0.4, 1.2) : 0,
    armAngleDeg: 360 * uniform(),
    transmission: uniform() < 0.5 ? 0 : spread(uniform, 0.001, 0.02),
  };
}

/** Every third series has the brief's offset, the others anything up to 15 % of the edge. */
function randomOffset(seed: number, sizePx: number, uniform: () => number): readonly [number, number] {
  if (seed % 3 === 0) return [23, -41];
  const reach = 0.15 * sizePx;
  return [between(uniform, -reach, reach), between(uniform, -reach, reach)];
}

function sceneFor({ sizePx, stop, change }: SeriesClass, seed: number): SceneOptions {
  const uniform = seededUniform(seed ^ 0x5eed);
  const [offsetFast, offsetSlow] = randomOffset(seed, sizePx, uniform);
  const scale = sizePx / 1024;
  return sceneOf({
    fastSize: sizePx,
    slowSize: sizePx,
    beamFastPx: sizePx / 2 + offsetFast,
    beamSlowPx: sizePx / 2 + offsetSlow,
    seed,
    beamSigmaPx: scale * between(uniform, 2, 8),
    beamPeak: spread(uniform, 300, 3000),
    spotSigmaPx: Math.max(0.9, 1.35 * scale),
    baselineCounts: between(uniform, -300, 300),
    stepDeg: between(uniform, 4, 15),
    stop: randomStop(stop, sizePx, uniform),
    ...change(uniform),
  });
}

interface Outcome {
  readonly errorPx: number | undefined;
  readonly sigmaPx: number;
  readonly milliseconds: number;
  readonly note: string;
}

function tryScene(scene: SceneOptions, hasCentre: boolean): Outcome {
  const pictures = simulatePictures(scene);
  const start = cpuUsage();
  const result = findBeamCentre(pictures);
  const milliseconds = cpuUsage(start).user / 1000;
  const place = result.kind === 'found' ? result : result.guess;
  const away =
    place === undefined
      ? Infinity
      : Math.hypot(place.fastPx - scene.beamFastPx, place.slowPx - scene.beamSlowPx);
  if (result.kind === 'unsure') {
    return {
      errorPx: undefined,
      sigmaPx: 0,
      milliseconds,
      note: `${result.reason}, guess off by ${away.toFixed(2)}`,
    };
  }
  const errorPx = hasCentre ? away : Infinity;
  return { errorPx, sigmaPx: result.sigmaPx, milliseconds, note: result.method };
}

function at(sorted: readonly number[], fraction: number): string {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))];
  return value === undefined ? '-' : value.toFixed(2);
}

function run(tuning: boolean, verbose: boolean): void {
  const columns = [20, 6, 4, 8, 8, 8, 8, 8, 8];
  const print = (cells: readonly string[]) =>
    stdout.write(
      `${cells.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(columns[i] ?? 8))).join('')}\n`,
    );
  print(['class', 'px', 'n', 'median', '95 %', 'worst', 'unsure', '>3 px', 'CPU ms']);
  for (const [index, seriesClass] of CLASSES.entries()) {
    const outcomes = Array.from({ length: seriesClass.count }, (_, i) => {
      const seed = 10_000 * (index + 1) + 2 * i + (tuning ? 0 : 1);
      const scene = sceneFor(seriesClass, seed);
      const outcome = tryScene(scene, scene.halo > 0 || scene.spotElectrons > 0);
      if (verbose && scene.halo > 0 && !((outcome.errorPx ?? 9) < 1)) {
        stdout.write(
          `  seed ${seed}: ${outcome.errorPx?.toFixed(2)} sigma ${outcome.sigmaPx.toFixed(2)} ${outcome.note}; halo ${scene.halo.toFixed(2)} spots ${scene.spotElectrons.toFixed(0)} beam ${scene.beamPeak.toFixed(0)}\n`,
        );
      }
      return outcome;
    });
    const errors = outcomes
      .flatMap(({ errorPx }) => (errorPx === undefined ? [] : [errorPx]))
      .sort((a, b) => a - b);
    const times = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    print([
      seriesClass.name,
      String(seriesClass.sizePx),
      String(seriesClass.count),
      at(errors, 0.5),
      at(errors, 0.95),
      at(errors, 1),
      String(outcomes.length - errors.length),
      String(errors.filter((errorPx) => errorPx > FAILURE_PX).length),
      at(times, 0.5),
    ]);
  }
}

run(argv.includes('tune'), argv.includes('verbose'));
