/** A part of a file. */
export interface ByteSlice {
  arrayBuffer(): Promise<ArrayBuffer>;
  /** A `ReadableStream` of bytes, if the platform has them. */
  stream?(): unknown;
}

/** Bytes that can be read piece by piece: a browser `File`, or a stand-in under Node. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): ByteSlice;
}
