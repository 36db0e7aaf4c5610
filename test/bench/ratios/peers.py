"""Conversions of the same frames by numpy, to compare with: peers.py numpy|leginon|digests FRAMES_FOLDER OUT_FOLDER

Prints the milliseconds of the whole job, from the first file read to the last one written. The interpreter's start is
not counted. Both write one SMV (uint16, 512-byte header) and one MRC file a frame.
"""

import glob
import hashlib
import os
import struct
import sys
import time

import numpy as np

HEADER_BYTES = 10
CAP = 2000


def read(path):
    with open(path, "rb") as file:
        _, columns, rows = struct.unpack("<hii", file.read(HEADER_BYTES))
        return np.fromfile(file, "<i4", columns * rows).reshape(rows, columns)


def offset_for(minimum):
    return -max(int(minimum), -CAP)


def write_smv(path, pixels, offset, number):
    rows, columns = pixels.shape
    text = "{\nHEADER_BYTES=512;\nDIM=2;\nBYTE_ORDER=little_endian;\nTYPE=unsigned_short;\n"
    text += f"SIZE1={columns};\nSIZE2={rows};\nIMAGE_PEDESTAL={offset};\nOSC_START={number};\n}}\n"
    with open(path, "wb") as file:
        file.write(text.encode().ljust(512))
        pixels.tofile(file)


def write_mrc(path, pixels, least, most, mean, deviation):
    rows, columns = pixels.shape
    header = bytearray(1024)
    struct.pack_into("<10i", header, 0, columns, rows, 1, 2, 0, 0, 0, columns, rows, 1)
    struct.pack_into("<6f3i3f", header, 40, columns, rows, 1, 90, 90, 90, 1, 2, 3, least, most, mean)
    header[208:216] = b"MAP \x44\x44\x00\x00"
    struct.pack_into("<f", header, 216, deviation)
    with open(path, "wb") as file:
        file.write(header)
        pixels.astype("<f4", copy=False).tofile(file)


def numpy_peer(paths, out):
    """One pass and no more work than must be done; every frame has an offset of its own."""
    work = None
    for number, path in enumerate(paths):
        pixels = read(path)
        least = pixels.min()
        offset = offset_for(least)
        if work is None:
            work = np.empty_like(pixels)
        np.add(pixels, offset, out=work)
        np.clip(work, 0, 65535, out=work)
        write_smv(os.path.join(out, f"{number}.img"), work.astype("<u2"), offset, number)
        write_mrc(os.path.join(out, f"{number}.mrc"), pixels, least, 0, 0, 0)


def leginon_peer(paths, out):
    """Two passes: all minima first, for one offset; then each frame again, with the statistics of its MRC header."""
    offset = offset_for(min(read(path).min() for path in paths))
    for number, path in enumerate(paths):
        pixels = read(path)
        write_mrc(
            os.path.join(out, f"{number}.mrc"), pixels, pixels.min(), pixels.max(), pixels.mean(), pixels.std()
        )
        shifted = np.clip(pixels + offset, 0, 65535)
        write_smv(os.path.join(out, f"{number}.img"), shifted.astype("<u2"), offset, number)


def digests_peer(paths, out):
    """Leginon's two passes, then SHA-256 of every source and every file, as the app's report has it."""
    leginon_peer(paths, out)
    for path in paths + glob.glob(os.path.join(out, "*")):
        with open(path, "rb") as file:
            hashlib.file_digest(file, "sha256").hexdigest()


def main():
    peer, folder, out = sys.argv[1:]
    paths = sorted(glob.glob(os.path.join(folder, "*.bin")))
    begin = time.perf_counter()
    {"numpy": numpy_peer, "leginon": leginon_peer, "digests": digests_peer}[peer](paths, out)
    print(1000 * (time.perf_counter() - begin))


main()
