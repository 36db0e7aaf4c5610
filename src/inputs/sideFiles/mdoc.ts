import type { FileMetadata } from '../../domain/frame';
import type { SideFacts } from '../../domain/sideFacts';
import type { SideFileFormat } from './sideFormat';
import { definedOnly, numberIn } from './xmlValues';

/**
 * SerialEM's `.mdoc`, in IMOD's autodoc format: `key = value` lines in sections. `[FrameSet = n]` describes a movie,
 * `[ZValue = n]` one section of a stack. Source: SerialEM help, "File Formats". `PixelSpacing` is no detector pitch in
 * diffraction, and `RotationAngle` depends on the calibration of the microscope: neither is read.
 */

interface Section {
  readonly type: string;
  readonly name: string;
  readonly values: Map<string, string>;
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ type: 'global', name: '', values: new Map() }];
  for (const line of text.split(/\r?\n/)) {
    const [, type, name = ''] = /^\[\s*([^=\]]+?)\s*=\s*(.*?)\s*\]\s*$/.exec(line) ?? [];
    if (type !== undefined) sections.push({ type, name, values: new Map() });
    const equals = line.startsWith('[') ? -1 : line.indexOf('=');
    if (equals > 0) sections.at(-1)?.values.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return sections;
}

/** Reads a value of a section, else of the whole file. */
function readerOf(section: Section, globals: Section) {
  return (key: string, least: number, most: number) =>
    numberIn(section.values.get(key) ?? globals.values.get(key), least, most);
}

/** What sections of both kinds have. */
function commonOf(section: Section, globals: Section): FileMetadata {
  const read = readerOf(section, globals);
  const binning = read('Binning', 0.5, 64);
  const micrometres = read('CameraPixelSize', 0.1, 1000);
  const whole = binning !== undefined && Number.isInteger(binning) ? binning : undefined;
  return definedOnly<FileMetadata>({
    highTensionKv: read('Voltage', 1, 3000),
    binning: whole,
    pixelSizeMm:
      micrometres === undefined ? undefined : Number(((micrometres * (whole ?? 1)) / 1000).toPrecision(9)),
    tiltDeg: read('TiltAngle', -180, 180),
  });
}

function frameSetFacts(section: Section, globals: Section): SideFacts {
  const read = readerOf(section, globals);
  const frames = read('NumSubFrames', 1, 1e6);
  const totalSec = read('ExposureTime', 1e-6, 1e6);
  const exposureSec =
    frames === undefined || totalSec === undefined ? undefined : Number((totalSec / frames).toPrecision(9));
  const degPerSec = read('DegreesPerSecond', -100, 100);
  const cameraLengthMm = read('CameraLength', 1, 1e5);
  const metadata = definedOnly<FileMetadata>({
    ...commonOf(section, globals),
    exposureSec,
    tiltPerFrameDeg:
      degPerSec === undefined || exposureSec === undefined
        ? undefined
        : Number((degPerSec * exposureSec).toPrecision(9)),
  });
  return {
    metadata,
    ...(frames !== undefined && { frames }),
    ...(cameraLengthMm !== undefined && { cameraLengthMm }),
  };
}

/** A section's place in the stack, 0-based; SerialEM numbers them from 0. */
function placeOf({ name }: Section): number | undefined {
  return numberIn(name, 0, 99_999);
}

function stackFacts(sections: readonly Section[], globals: Section): SideFacts {
  const placed = sections.flatMap((section) => {
    const place = placeOf(section);
    return place !== undefined && Number.isInteger(place) ? [{ place, section }] : [];
  });
  const first = placed.find(({ place }) => place === 0)?.section ?? globals;
  const count = placed.reduce((most, { place }) => Math.max(most, place + 1), 0);
  const tiltsDeg = new Array<number>(count).fill(Number.NaN);
  for (const { place, section } of placed) {
    tiltsDeg[place] = numberIn(section.values.get('TiltAngle'), -180, 180) ?? Number.NaN;
  }
  const exposureSec = readerOf(first, globals)('ExposureTime', 1e-6, 1e6);
  const hasTilts = tiltsDeg.some((tilt) => !Number.isNaN(tilt));
  const metadata = definedOnly<FileMetadata>({
    ...commonOf(first, globals),
    exposureSec,
    tiltsDeg: hasTilts ? tiltsDeg : undefined,
  });
  const cameraLengthMm = readerOf(first, globals)('CameraLength', 1, 1e5);
  return {
    metadata,
    ...(count > 0 && { frames: count }),
    ...(cameraLengthMm !== undefined && { cameraLengthMm }),
  };
}

/** SerialEM's `.mdoc`. */
export const mdoc: SideFileFormat = {
  id: 'mdoc',
  extension: 'mdoc',
  encoding: 'utf-8',
  read(text) {
    const [globals, ...sections] = sectionsOf(text);
    if (globals === undefined) return undefined;
    const frameSet = sections.find(({ type }) => type === 'FrameSet');
    if (frameSet !== undefined) return [frameSetFacts(frameSet, globals)];
    const ofStack = sections.filter(({ type }) => type === 'ZValue');
    return ofStack.length === 0 ? undefined : [stackFacts(ofStack, globals)];
  },
};
