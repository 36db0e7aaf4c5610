import { type ChangeEvent, type RefObject, useId, useRef, useState } from 'react';
import { type GeometryPreset, PRESETS, presetNameFault } from '../../conversion/geometryPresets';
import type { SeriesView } from '../../conversion/seriesView';
import { explainPresetFault } from '../../wording/presetWords';
import { codeProps } from '../shared/codeProps';
import { useApp, useCommands } from '../shared/context';
import fields from './fields.module.css';
import styles from './Presets.module.css';

function presetOptions(presets: readonly GeometryPreset[]) {
  return presets.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}

interface PresetToolsProps {
  readonly id: string;
  /** The chosen preset, if it is the user's. */
  readonly chosen: GeometryPreset | undefined;
  readonly select: RefObject<HTMLSelectElement | null>;
}

/** Save, delete, export and import of user presets. */
function PresetTools({ id, chosen, select }: PresetToolsProps) {
  const commands = useCommands();
  const hasOwn = useApp((state) => state.ownPresets.length > 0);
  const file = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const name = draft ?? chosen?.name ?? '';
  const empty = name.trim() === '';
  const fault = empty ? undefined : presetNameFault(name.trim());
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const [given] = input.files ?? [];
    if (given !== undefined) await commands.geometry.importPresets(given);
    // Choosing the same file again must fire again.
    input.value = '';
  };
  const remove = () => {
    if (chosen === undefined) return;
    commands.geometry.deletePreset(chosen.id);
    setDraft(undefined);
    // The button is now disabled and would lose the focus.
    select.current?.focus();
  };
  return (
    <form
      id={id}
      className={styles.tools}
      aria-label="Presets"
      onSubmit={(event) => {
        event.preventDefault();
        if (commands.geometry.savePreset(name)) setDraft(undefined);
      }}
    >
      <p className="muted">Saved on this computer, without oscillation, beam centre, exposure and date.</p>
      <div className={fields.field}>
        <label htmlFor={`${id}-name`}>Preset name</label>
        <input
          id={`${id}-name`}
          type="text"
          autoComplete="off"
          spellCheck={false}
          value={name}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setDraft(event.target.value)}
        />
        <span id={`${id}-note`} className={`${fields.note} bad`} {...(fault && codeProps(fault))}>
          {fault && explainPresetFault(fault)}
        </span>
      </div>
      <div className="button-row">
        <button type="submit" className="button small" disabled={empty || fault !== undefined}>
          Save
        </button>
        <button
          type="button"
          className="button small"
          disabled={chosen === undefined}
          title={chosen && `Deletes the preset ${chosen.name}`}
          onClick={remove}
        >
          Delete
        </button>
        <button
          type="button"
          className="button small"
          disabled={!hasOwn}
          onClick={commands.geometry.exportPresets}
        >
          Export
        </button>
        <button type="button" className="button small" onClick={() => file.current?.click()}>
          Import
        </button>
        <input
          ref={file}
          type="file"
          accept=".json"
          hidden
          aria-label="Presets file"
          data-testid="presets-input"
          onChange={take}
        />
      </div>
    </form>
  );
}

/** Choice of a preset, and the tools for user presets, which open below. */
export function Presets({ view }: { readonly view: SeriesView }) {
  const commands = useCommands();
  const own = useApp((state) => state.ownPresets);
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  const [open, setOpen] = useState(false);
  const { presetId } = view.settings;
  return (
    <>
      <select
        ref={select}
        className={styles.choice}
        aria-label="Camera preset"
        value={presetId ?? ''}
        onChange={(event) => commands.geometry.setPreset(event.target.value || undefined)}
      >
        <option value="">No preset</option>
        <optgroup label="Built in">{presetOptions(PRESETS)}</optgroup>
        {own.length > 0 && <optgroup label="My presets">{presetOptions(own)}</optgroup>}
      </select>
      <button
        type="button"
        className="button small"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        Presets
      </button>
      {open && <PresetTools id={id} chosen={own.find((one) => one.id === presetId)} select={select} />}
    </>
  );
}
