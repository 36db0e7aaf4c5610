/**
 * One table is the format: fields with type, offset and (in the table's comments) meaning.
 * Reading and writing walk the same table, and the record's type is inferred from it.
 */
export interface Field {
  readonly type: 'int32' | 'uint32' | 'float32' | 'float64' | 'text';
  /** Byte offset from the start of the record. */
  readonly offset: number;
  /** Length in bytes; text only. */
  readonly length?: number;
}

/** The values of a table's fields: strings for text, numbers for the rest. */
export type RecordOf<T extends Readonly<Record<string, Field>>> = {
  -readonly [K in keyof T]: T[K]['type'] extends 'text' ? string : number;
};

function readField(view: DataView, base: number, field: Field, littleEndian: boolean): number | string {
  const at = base + field.offset;
  switch (field.type) {
    case 'int32':
      return view.getInt32(at, littleEndian);
    case 'uint32':
      return view.getUint32(at, littleEndian);
    case 'float32':
      return view.getFloat32(at, littleEndian);
    case 'float64':
      return view.getFloat64(at, littleEndian);
    case 'text': {
      let text = '';
      for (let i = 0; i < (field.length ?? 0); i++) {
        const code = view.getUint8(at + i);
        if (code === 0) break;
        text += String.fromCharCode(code);
      }
      return text.trimEnd();
    }
  }
}

/**
 * Reads every field of a record that starts at byte `base`.
 * The caller guarantees that the bytes exist; text ends at the first NUL and loses trailing spaces.
 */
export function readRecord<const T extends Readonly<Record<string, Field>>>(
  table: T,
  bytesBorrowed: Uint8Array,
  base: number,
  littleEndian: boolean,
): RecordOf<T> {
  const view = new DataView(bytesBorrowed.buffer, bytesBorrowed.byteOffset, bytesBorrowed.byteLength);
  const entries = Object.entries(table).map(([name, field]) => [
    name,
    readField(view, base, field, littleEndian),
  ]);
  return Object.fromEntries(entries) as RecordOf<T>;
}

/** Writes every field of a record, little-endian; text is padded with spaces and must fit. */
export function writeRecord<const T extends Readonly<Record<string, Field>>>(
  table: T,
  values: RecordOf<T>,
  target: Uint8Array,
): void {
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  for (const [name, field] of Object.entries(table)) {
    const value = values[name as keyof T];
    switch (field.type) {
      case 'int32':
        view.setInt32(field.offset, Number(value), true);
        break;
      case 'uint32':
        view.setUint32(field.offset, Number(value), true);
        break;
      case 'float32':
        view.setFloat32(field.offset, Number(value), true);
        break;
      case 'float64':
        view.setFloat64(field.offset, Number(value), true);
        break;
      case 'text': {
        const text = String(value);
        const length = field.length ?? 0;
        for (let i = 0; i < length; i++) {
          view.setUint8(field.offset + i, i < text.length ? text.charCodeAt(i) : 0x20);
        }
        break;
      }
    }
  }
}
