/** Readers of what the program writes, made for tests from the format descriptions alone. */

/** An SMV file taken apart. */
export interface SmvFile {
  readonly header: ReadonlyMap<string, string>;
  /** Length of the header as it really is. */
  readonly headerBytes: number;
  readonly pixels: Uint16Array;
}

/** Reads an SMV file; throws where the header is not as spec section 7 wants it. */
export function readSmvFile(bytes: Uint8Array): SmvFile {
  const buffer = Buffer.from(bytes);
  if (!buffer.subarray(0, 15).equals(Buffer.from('{\nHEADER_BYTES=')))
    throw new Error('SMV: wrong beginning');
  const headerBytes = Number(buffer.subarray(15, 20).toString('latin1'));
  if (!(headerBytes > 0 && headerBytes % 512 === 0)) throw new Error(`SMV: HEADER_BYTES=${headerBytes}`);
  const text = buffer.subarray(0, headerBytes).toString('latin1');
  const end = text.indexOf('}');
  if (end < 0 || !/^}\n *$/.test(text.slice(end))) throw new Error('SMV: wrong end of header');
  const header = new Map<string, string>();
  for (const line of text.slice(2, end).split('\n').slice(0, -1)) {
    const parts = /^([A-Z0-9_]+)=([^;=]*);$/.exec(line);
    if (parts === null) throw new Error(`SMV: header line ${JSON.stringify(line)}`);
    const [, key = '', value = ''] = parts;
    if (header.has(key)) throw new Error(`SMV: ${key} is there twice`);
    header.set(key, value);
  }
  const count = Number(header.get('SIZE1')) * Number(header.get('SIZE2'));
  if (buffer.length !== headerBytes + 2 * count) throw new Error(`SMV: ${buffer.length} bytes`);
  const pixels = Uint16Array.from({ length: count }, (_, i) => buffer.readUInt16LE(headerBytes + 2 * i));
  return { header, headerBytes, pixels };
}

/** An MRC file of one section taken apart. */
export interface MrcFile {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly mode: number;
  readonly cell: readonly number[];
  readonly stamp: readonly number[];
  readonly map: string;
  readonly nversion: number;
  readonly ispg: number;
  readonly nsymbt: number;
  readonly dmin: number;
  readonly dmax: number;
  readonly dmean: number;
  readonly rms: number;
  readonly labels: readonly string[];
  readonly pixels: readonly number[];
}

const MRC_PIXELS: Readonly<
  Record<number, { readonly bytes: number; readonly get: (b: Buffer, at: number) => number }>
> = {
  0: { bytes: 1, get: (b, at) => b.readInt8(at) },
  1: { bytes: 2, get: (b, at) => b.readInt16LE(at) },
  2: { bytes: 4, get: (b, at) => b.readFloatLE(at) },
  6: { bytes: 2, get: (b, at) => b.readUInt16LE(at) },
};

/** Reads a little-endian MRC file without an extended header. */
export function readMrcFile(bytes: Uint8Array): MrcFile {
  const b = Buffer.from(bytes);
  const int = (at: number) => b.readInt32LE(at);
  const float = (at: number) => b.readFloatLE(at);
  const mode = int(12);
  const pixel = MRC_PIXELS[mode];
  if (pixel === undefined) throw new Error(`MRC: mode ${mode}`);
  const count = int(0) * int(4) * int(8);
  if (b.length !== 1024 + pixel.bytes * count) throw new Error(`MRC: ${b.length} bytes`);
  return {
    nx: int(0),
    ny: int(4),
    nz: int(8),
    mode,
    cell: [40, 44, 48, 52, 56, 60].map(float),
    stamp: [...b.subarray(212, 216)],
    map: b.toString('latin1', 208, 212),
    nversion: int(108),
    ispg: int(88),
    nsymbt: int(92),
    dmin: float(76),
    dmax: float(80),
    dmean: float(84),
    rms: float(216),
    labels: Array.from({ length: int(220) }, (_, i) =>
      b.toString('latin1', 224 + 80 * i, 304 + 80 * i).replace(/[\0 ]+$/, ''),
    ),
    pixels: Array.from({ length: count }, (_, i) => pixel.get(b, 1024 + pixel.bytes * i)),
  };
}

/** The SMV pixels that spec section 4 asks for, with what they lose. */
export function expectedSmv(values: readonly number[], offset: number) {
  const pixels = new Uint16Array(values.length);
  let low = 0;
  let high = 0;
  for (const [i, value] of values.entries()) {
    const shifted = value + offset;
    if (shifted < 0) low++;
    if (shifted > 65535) high++;
    pixels[i] = shifted < 0 ? 0 : shifted > 65535 ? 65535 : Math.trunc(shifted);
  }
  return { pixels, low, high };
}
