import { BYTES_PER_PIXEL, type PixelArray, type PixelType } from '../domain/pixelType';

const HOST_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let i = 0; i + size <= bytes.length; i += size) {
    for (let a = i, b = i + size - 1; a < b; a++, b--) {
      const t = bytes[a] as number;
      bytes[a] = bytes[b] as number;
      bytes[b] = t;
    }
  }
}

/** IEEE 754 binary16 to a number, exactly. */
function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function decodeFloat16(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) values[i] = float16ToNumber(bits[i] as number);
  return values;
}

/**
 * A typed array on a frame's bytes, in the host's byte order.
 * @param buffer exactly one frame; ownership passes, and the other byte order is swapped in place
 * @returns pixels of the file's own type; float16 becomes float32, which holds it exactly
 */
export function decodePixels(buffer: ArrayBuffer, type: PixelType, littleEndian: boolean): PixelArray {
  const size = BYTES_PER_PIXEL[type];
  if (size > 1 && littleEndian !== HOST_IS_LITTLE_ENDIAN) swapBytes(new Uint8Array(buffer), size);
  switch (type) {
    case 'uint8':
      return new Uint8Array(buffer);
    case 'uint16':
      return new Uint16Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'int8':
      return new Int8Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'float16':
      return decodeFloat16(new Uint16Array(buffer));
    case 'float32':
      return new Float32Array(buffer);
    case 'float64':
      return new Float64Array(buffer);
  }
}

/**
 * The little-endian bytes of pixels, for a file.
 * @returns a view of the same memory; on a big-endian host that memory is swapped in place
 */
export function littleEndianBytes(pixels: PixelArray): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  if (!HOST_IS_LITTLE_ENDIAN) swapBytes(bytes, pixels.BYTES_PER_ELEMENT);
  return bytes;
}
