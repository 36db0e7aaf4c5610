import type { PresetFault, PresetFileFault, RejectedPreset } from '../domain/preset';
import { explainFieldFault } from './fieldFaults';
import { GEOMETRY_LABEL } from './geometryLabels';
import { bytes, plural } from './numbers';
import type { Explanation } from './problems';

type Facts<T extends { readonly code: string }, C extends T['code']> = Extract<T, { code: C }>;
type Wording<T extends { readonly code: string }, R> = {
  readonly [C in T['code']]: (facts: Facts<T, C>) => R;
};

const FAULT: Wording<PresetFault, string> = {
  notAPreset: () => 'not an object with "name" and "values"',
  noName: () => 'no name',
  longName: (f) => `at most ${f.limit} characters`,
  controlCharacter: () => 'tab or line break in the name',
  builtInName: () => 'name of a built-in preset',
  nameTwice: () => 'duplicate name in the file; the first one counts',
  noValues: () => 'no values',
  unknownValue: (f) => `${JSON.stringify(f.key)} is not a preset value`,
  wrongType: (f) => `${GEOMETRY_LABEL[f.key]} must be ${f.wanted === 'text' ? 'text' : 'a number'}`,
  badValue: (f) => `${GEOMETRY_LABEL[f.key]} ${JSON.stringify(f.value)} ${explainFieldFault(f.fault)}`,
};

const FILE_FAULT: Wording<PresetFileFault, Explanation> = {
  unreadable: (f) => ({
    cause: `The browser could not read the file (${f.detail}).`,
    remedy: 'It was moved, deleted or changed after it was chosen. Choose it again.',
  }),
  tooLarge: (f) => ({
    cause: `The file has ${bytes(f.sizeBytes)}; presets files may have at most ${bytes(f.limitBytes)}.`,
    remedy: 'Choose a file that Pedestal exported.',
  }),
  notJson: (f) => ({
    cause: `The content is not JSON (${f.detail}).`,
    remedy: 'Choose a file that Pedestal exported, or correct it in an editor.',
  }),
  wrongFormat: () => ({
    cause: 'The content is JSON, but it does not say "format": "pedestal-presets".',
    remedy: 'Choose a file that Pedestal exported.',
  }),
  wrongVersion: (f) => ({
    cause: `The file has version ${f.version}; this Pedestal reads version ${f.supported}.`,
    remedy: 'Use the Pedestal version that wrote it, or export the presets again.',
  }),
  noList: () => ({
    cause: 'The file has no "presets" list.',
    remedy: 'Choose a file that Pedestal exported.',
  }),
};

/** What is wrong with a preset or its name, as part of a sentence. */
export function explainPresetFault(fault: PresetFault): string {
  const explain = FAULT[fault.code] as (facts: PresetFault) => string;
  return explain(fault);
}

/** Why a presets file cannot be imported. */
export function explainPresetFile(fault: PresetFileFault): Explanation {
  const explain = FILE_FAULT[fault.code] as (facts: PresetFileFault) => Explanation;
  return explain(fault);
}

/** A preset's name in quotation marks. */
export function quotePreset(name: string): string {
  return `\u201c${name}\u201d`;
}

/** Every preset that was not imported, with the reasons; empty if there is none. */
export function explainRejected(rejected: readonly RejectedPreset[]): string {
  if (rejected.length === 0) return '';
  const list = rejected.map(({ position, name, faults }) => {
    const which = name === undefined ? `preset ${position} in the file` : quotePreset(name);
    return `${which} (${faults.map(explainPresetFault).join('; ')})`;
  });
  return `${plural(rejected.length, 'preset')} not imported: ${list.join(', ')}.`;
}

/** The result of an import; names each preset that was not imported. */
export function explainImport(added: number, replaced: number, rejected: readonly RejectedPreset[]): string {
  const taken = `${plural(added, 'preset')} added, ${replaced} replaced.`;
  if (rejected.length === 0) return taken;
  return `${taken} ${explainRejected(rejected)} Correct the file and import it again.`;
}
