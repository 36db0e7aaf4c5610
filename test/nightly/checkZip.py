"""Reads a whole archive with Python's zipfile: python3 checkZip.py ZIP SOURCE...

Every entry's CRC-32 (by zipfile), its SHA-256 and length against conversion.json, its name, and that no entry is
missing or too many. The pixels of some MRC entries against the sources, TIA raw int32 or an MRC stack of int16.
"""
import array
import hashlib
import json
import os
import struct
import sys
import zipfile


def source_pixels(paths, number):
    """Pixels of a frame, 1-based."""
    if len(paths) > 1:
        with open(paths[number - 1], "rb") as file:
            kind, columns, rows = struct.unpack("<hii", file.read(10))
            assert kind == 6, kind
            return columns, rows, array.array("i", file.read(4 * columns * rows))
    with open(paths[0], "rb") as file:
        columns, rows = struct.unpack("<ii", file.read(8))
        file.seek(1024 + 2 * columns * rows * (number - 1))
        return columns, rows, array.array("h", file.read(2 * columns * rows))


def check_pixels(name, data, paths, number):
    columns, rows, wanted = source_pixels(paths, number)
    nx, ny, nz, mode = struct.unpack_from("<iiii", data)
    assert (nx, ny, nz) == (columns, rows, 1), (name, nx, ny, nz)
    found = array.array({1: "h", 2: "f"}[mode], data[1024:])
    assert len(found) == len(wanted) and all(a == b for a, b in zip(found, wanted)), name


def main(path, paths):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names), "a name is there twice"
        stem = names[0].split("/")[0]
        report = json.loads(archive.read(f"{stem}/conversion.json"))
        wanted = {f"{stem}/{one['path']}": one for one in report["files"]}
        assert set(names) == {*wanted, f"{stem}/conversion.json"}, "other files than the report's"
        frames = report["series"]["frames"]
        some = {1, 2, frames // 2, frames - 1, frames}
        mrc = sorted(name for name in names if name.endswith(".mrc"))
        assert len(mrc) == frames, len(mrc)
        pixels = {mrc[number - 1]: number for number in some}
        for name, one in wanted.items():
            data = archive.read(name)
            assert len(data) == one["bytes"], name
            assert hashlib.sha256(data).hexdigest() == one["sha256"], name
            if name in pixels:
                check_pixels(name, data, paths, pixels[name])
        zip64 = sum(1 for info in archive.infolist() if info.header_offset > 0xFFFFFFFF)
    with open(path, "rb") as file:
        file.seek(-min(os.path.getsize(path), 200), os.SEEK_END)
        has_locator = b"PK\x06\x07" in file.read()
    assert has_locator or (len(names) < 0xFFFF and zip64 == 0), "no Zip64 end"
    print(
        f"zipfile read {len(names)} entries, {os.path.getsize(path)} bytes: CRC-32 and SHA-256 right, "
        f"pixels of {len(pixels)} frames right, Zip64 end {has_locator}, {zip64} entries beyond 4 GiB"
    )


main(sys.argv[1], sys.argv[2:])
