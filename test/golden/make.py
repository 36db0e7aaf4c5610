#!/usr/bin/python3
"""Writes the golden files of this folder and their sidecar `cases.json`.

    /usr/bin/python3 test/golden/make.py           write everything anew
    /usr/bin/python3 test/golden/make.py --check   regenerate elsewhere and compare byte for byte

Every expectation comes from numpy or mrcfile (and is read back with fabio where fabio can),
never from the program under test. All frames are tiny and NOT square, so that swapped axes show.
The shape of a case is declared in `golden.ts`.
"""
import filecmp
import io
import json
import logging
import os
import re
import shutil
import struct
import sys
import tempfile
import warnings

import fabio
import mrcfile
import numpy as np
from mrcfile.dtypes import get_ext_header_dtype

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = ["tia-raw", "tia-ser", "tia-bad", "mrc", "mrc-bad", "mrc-expected", "outputs", "series"]
CAP = 2000
TIA_TYPES = {1: "uint8", 2: "uint16", 3: "uint32", 4: "int8", 5: "int16", 6: "int32", 7: "float32", 8: "float64"}
TYPE_IDS = {name: number for number, name in TIA_TYPES.items()}
MRC_TYPES = {0: "int8", 1: "int16", 2: "float32", 6: "uint16", 12: "float16"}
# spec section 5: which MRC mode holds which TIA type
MODE_FOR_TYPE = {"int8": 0, "int16": 1, "uint8": 1, "uint16": 6, "int32": 2, "uint32": 2, "float32": 2, "float64": 2}


# ---------------------------------------------------------------- pixels
def pattern(type_name, fast_size=5, slow_size=3, shift=0):
    """step*slow + fast, every third pixel negated (shifted by one) where the type has a sign."""
    step = {"uint8": 50, "int8": 40}.get(type_name, 1000)
    slow, fast = np.mgrid[:slow_size, :fast_size]
    frame = (step * slow + fast + shift).astype(np.float64)
    if np.dtype(type_name).kind != "u":
        frame = np.where((slow + fast) % 3 == 1, -frame - 1, frame)
    if np.dtype(type_name).kind == "f":
        frame[1, 0] += 0.25
        frame[-1, 1] -= 0.1
    return frame.astype(type_name)


def with_pixels(frame, *pixels):
    """A copy with (slow, fast, value) set."""
    frame = frame.copy()
    for slow, fast, value in pixels:
        frame[slow, fast] = value
    return frame


def number(value):
    """A numpy scalar as a JSON number: integers stay integers, floats keep every digit."""
    return int(value) if isinstance(value, (np.integer, int)) else float(value)


def values(frame):
    """Row by row."""
    return [number(v) for v in frame.ravel()]


def statistics(frame):
    """What numpy says about a frame, in float64; population standard deviation."""
    f8 = frame.astype(np.float64)
    with np.errstate(over="ignore"):
        f4 = frame.astype(np.float32).astype(np.float64)
    return {
        "min": number(frame.min()),
        "max": number(frame.max()),
        "mean": float(f8.mean()),
        "std": float(f8.std()),
        "minIndex": int(frame.argmin()),
        "fractionalCount": int((f8 != np.trunc(f8)).sum()),
        "float32InexactCount": int((f8 != f4).sum()),
    }


# ---------------------------------------------------------------- files
class Output:
    """The folder being written and the cases collected on the way."""

    def __init__(self, root):
        self.root = root
        self.cases = []
        for folder in FOLDERS:
            shutil.rmtree(os.path.join(root, folder), ignore_errors=True)
            os.makedirs(os.path.join(root, folder))

    def path(self, file):
        return os.path.join(self.root, file)

    def write(self, file, data):
        os.makedirs(os.path.dirname(self.path(file)), exist_ok=True)
        with open(self.path(file), "wb") as handle:
            handle.write(data)
        return len(data)

    def add(self, kind, name, **facts):
        self.cases.append({"kind": kind, "name": name, **facts})


def tia_bytes(frame, type_id=None):
    """A TIA raw file, spec section 2."""
    slow_size, fast_size = frame.shape
    type_id = TYPE_IDS[frame.dtype.name] if type_id is None else type_id
    return struct.pack("<hii", type_id, fast_size, slow_size) + frame.astype(frame.dtype.newbyteorder("<")).tobytes()


def shape_facts(frame):
    return {"fastSize": frame.shape[-1], "slowSize": frame.shape[-2], "pixelType": frame.dtype.name}


def write_mrc(path, data, byte_order="<", ext_header=None, exttyp=b"", label="Pedestal golden file"):
    """Written by mrcfile alone; only its time-stamped label is replaced, so that the bytes repeat."""
    order = data.dtype.newbyteorder(byte_order)
    with mrcfile.new(path, overwrite=True) as mrc:
        # int8 has no byte order of its own: a two-byte type sets the header's order first
        mrc.set_data(np.zeros((1, 1), np.dtype("i2").newbyteorder(byte_order)))
        mrc.set_data(data.astype(order))
        if data.ndim == 3:
            mrc.set_image_stack()
        mrc.voxel_size = 1.0
        mrc.header.label[:] = b""
        mrc.header.nlabl = 0
        mrc.add_label(label)
        if ext_header is not None:
            mrc.set_extended_header(ext_header)
            mrc.header.exttyp = exttyp


def mrc_facts(path, stored):
    """Header and layout as mrcfile reads them back; `stored` is what must stand in the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with mrcfile.open(path) as mrc:
            assert np.array_equal(mrc.data, stored), path
            header = mrc.header
            facts = {
                "mode": int(header.mode),
                "byteOrder": "little" if bytes(header.machst)[:1] == b"D" else "big",
                "machineStamp": [int(v) for v in header.machst],
                "frameCount": int(header.nz),
                "extendedType": header.exttyp.item().decode("ascii"),
                "extendedBytes": int(header.nsymbt),
                "dataOffset": 1024 + int(header.nsymbt),
                "nversion": int(header.nversion),
                "ispg": int(header.ispg),
                "cellA": [float(header.cella[axis]) for axis in "xyz"],
                "dmin": float(header.dmin),
                "dmax": float(header.dmax),
                "dmean": float(header.dmean),
                "rms": float(header.rms),
            }
    if facts["mode"] in (0, 1, 2, 6) and facts["byteOrder"] == "little" and stored.ndim == 2:
        assert np.array_equal(fabio.open(path).data, stored), path
    return facts


# ---------------------------------------------------------------- TIA raw
def tia_frames():
    """name -> frame of every readable TIA file."""
    frames = {"all-" + name: pattern(name) for name in TIA_TYPES.values()}
    for name in ("uint8", "uint16", "int8", "int16"):
        limits = np.iinfo(name)
        frames["all-" + name] = with_pixels(frames["all-" + name], (0, 4, limits.max), (2, 1, limits.min))
    wide = pattern("int32", 4, 6)
    frames["extreme-int32"] = with_pixels(wide, (1, 3, -(2**31)), (5, 0, 2**31 - 1), (2, 2, 2**24 + 1), (2, 3, 2**24))
    frames["extreme-uint32"] = with_pixels(pattern("uint32", 4, 6), (4, 1, 2**32 - 1), (0, 0, 7), (0, 3, 0))
    frames["extreme-float64"] = with_pixels(
        pattern("float64", 7, 2), (0, 6, -1234.0625), (1, 1, 1.0 / 3.0), (1, 5, 1e150), (0, 2, 5e-324)
    )
    frames["single-column"] = pattern("int32", 1, 6)
    frames["single-row"] = pattern("int16", 9, 2)[1:]
    return frames


def make_tia(out):
    for name, frame in tia_frames().items():
        file = "tia-raw/%s.bin" % name
        size = out.write(file, tia_bytes(frame))
        out.add("tia", name, file=file, fileBytes=size, **shape_facts(frame), **statistics(frame), values=values(frame))
    nan = with_pixels(pattern("float32"), (0, 1, np.nan), (2, 4, np.nan))
    mixed = with_pixels(pattern("float64"), (0, 0, np.nan), (1, 2, np.inf), (2, 3, -np.inf))
    for name, frame in (("nan-float32", nan), ("infinite-float64", mixed)):
        file = "tia-raw/%s.bin" % name
        size = out.write(file, tia_bytes(frame))
        count = int((~np.isfinite(frame)).sum())
        out.add("tiaNonFinite", name, file=file, fileBytes=size, **shape_facts(frame), nonFiniteCount=count)


def ser_bytes(frames, version=0x0220, total=None, delta=4.2464134612716675e7, tag=0x4152, data_type=0x4122, order=None):
    """A TIA series after C. Boothroyd's description: header, one dimension, offsets, then elements with their tags."""
    wide = "Q" if version == 0x0220 else "I"
    total = total or len(frames)
    dimension = struct.pack("<IddII", total, 0.0, 1.0, 0, 6) + b"Number" + struct.pack("<I", 0)
    array_at = 26 + struct.calcsize("<" + wide) + len(dimension)
    at = array_at + 2 * total * struct.calcsize("<" + wide)
    elements, offsets, tags = b"", [0] * total, [0] * total
    for number in order or range(len(frames)):
        frame = frames[number]
        offsets[number] = at + len(elements)
        elements += struct.pack("<ddIddI", -1.0, delta, 0, -1.0, delta, 0) + tia_bytes(frame)
        tags[number] = at + len(elements)
        elements += struct.pack("<HHI", tag, 0, 1668426435 + number)
        elements += struct.pack("<dd", 1e-6, 2e-6) if tag == 0x4142 else b""
    header = struct.pack("<HHHIIII", 0x4949, 0x0197, version, data_type, tag, total, len(frames))
    header += struct.pack("<" + wide + "I", array_at, 1) + dimension
    return header + struct.pack("<%d%s" % (2 * total, wide), *(offsets + tags)) + elements


def make_ser(out):
    def case(name, frames, **options):
        file = "tia-ser/%s.ser" % name
        size = out.write(file, ser_bytes(frames, **options))
        facts = shape_facts(frames[0])
        pixels = [value for frame in frames for value in values(frame)]
        out.add("ser", name, file=file, fileBytes=size, **facts, frameCount=len(frames), values=pixels)

    for type_name in ("uint8", "uint16", "int16", "int32", "float32"):
        case(type_name, [pattern(type_name, shift=i) for i in range(2)])
    three = [pattern("int32", shift=7 * i) for i in range(3)]
    case("version-0210", three, version=0x0210)
    case("reserved-200", three, total=200)
    case("out-of-order", three, order=[2, 0, 1])
    case("tag-with-position", three, tag=0x4142)
    case("one-frame", three[:1])


def make_tia_bad(out):
    def bad(name, data, wrong, problem, expected=None):
        type_id, fast, slow = struct.unpack("<hii", data[:10]) if len(data) >= 10 else (None, None, None)
        file = "tia-bad/%s.bin" % name
        size = out.write(file, data)
        outcome = {"notice": problem} if problem == "surplusBytes" else {"problem": problem}
        facts = {"typeId": type_id, "fastSize": fast, "slowSize": slow, "expectedBytes": expected, "actualBytes": size}
        out.add("tiaBad", name, file=file, wrong=wrong, **outcome, **facts)

    def header(type_id, fast, slow, tail=b""):
        return struct.pack("<hii", type_id, fast, slow) + tail

    whole = tia_bytes(pattern("int32"))
    full = len(whole)
    for missing, words in ((1, "one byte"), (20, "the last row"), (60, "every pixel"), (33, "half a pixel and more")):
        name = "truncated-by-%d" % missing
        bad(name, whole[: full - missing], "%s is missing at the end" % words, "truncated", full)
    huge = header(8, 65535, 65535, b"\0" * 16)
    bad("truncated-huge", huge, "largest size the reader accepts, only 16 bytes", "truncated", 10 + 65535**2 * 8)
    bad("surplus-7", whole + b"surplus", "seven bytes after the pixels", "surplusBytes", full)
    pixels = bytes(range(60))
    bad("type-9", header(9, 5, 3, pixels * 2), "complex of two float32", "unsupportedType")
    bad("type-10", header(10, 5, 3, pixels * 4), "complex of two float64", "unsupportedType")
    for type_id in (0, 42, -1):
        bad("type-%s" % str(type_id).replace("-", "minus-"), header(type_id, 5, 3, pixels), "type number %d is not defined" % type_id, "unknownType")
    for name, fast, slow, words in (
        ("columns-0", 0, 3, "no columns"),
        ("rows-0", 5, 0, "no rows"),
        ("rows-negative", 5, -3, "a negative number of rows"),
        ("columns-negative", -5, 3, "a negative number of columns"),
        ("columns-65536", 65536, 1, "one column more than the limit"),
        ("rows-65536", 1, 65536, "one row more than the limit"),
        ("sizes-overflow", 2**31 - 1, 2**31 - 1, "a product that overflows 32 and 53 bits"),
    ):
        bad(name, header(6, fast, slow, pixels), words, "badSize")
    bad("empty", b"", "an empty file", "headerTooShort", 10)
    bad("nine-bytes", whole[:9], "one byte less than the header", "headerTooShort", 10)


# ---------------------------------------------------------------- MRC
def bit_of(dtype, field):
    """(bitmask field, bit) that says whether `field` is valid.

    Bits follow the fields, and 8 unused bytes take one: so each of the first three masks has exactly 32 fields.
    ExifTool's MRC.pm lists the same bits. The masks are little-endian in either byte order.
    """
    mask, bit = None, 0
    for name in dtype.names:
        if name.startswith("Bitmask"):
            assert mask is None or bit == 32, (mask, bit)
            mask, bit = name, 0
        elif mask is not None:
            if name == field:
                return mask, bit
            bit += 6 if name == "Unused range" else 1
    raise KeyError(field)


def fei_header(exttyp, byte_order, records):
    """FEI1 (768 bytes a record) or FEI2 (888) extended header; only the given fields are marked valid."""
    dtype = get_ext_header_dtype(exttyp, byte_order)
    table = np.zeros(len(records), dtype)
    for row, record in zip(table, records):
        row["Metadata size"] = dtype.itemsize
        row["Metadata version"] = 0 if exttyp == b"FEI1" else 2
        for field, value in record.items():
            mask, bit = bit_of(dtype, field)
            row[field] = value
            row[mask] |= np.uint32(1 << bit)
    return table


FEI1_RECORD = {
    "Microscope type": b"TALOS",
    "HT": 200000.0,
    "Alpha tilt": -31.25,
    "Tilt axis angle": 85.5,
    "Pixel size X": 1.1e7,
    "Pixel size Y": 1.1e7,
    "Integration time": 0.75,
    "Binning Width": 2,
    "Binning Height": 2,
    "Camera name": b"BM-Ceta",
}
FEI2_RECORD = {
    **FEI1_RECORD,
    "Start tilt angle": -30.0,
    "End tilt angle": 30.0,
    "Tilt per image": 0.5,
    "Beam center X pixel": 13,
    "Beam center Y pixel": 17,
}
# fields of src/domain FileMetadata; 1/m -> 1/angstrom and V -> kV
FEI1_METADATA = {
    "highTensionKv": 200.0,
    "tiltDeg": -31.25,
    "tiltAxisDeg": 85.5,
    "exposureSec": 0.75,
    "binning": 2,
    "cameraName": "BM-Ceta",
    "reciprocalPixelPerAngstrom": 1.1e-3,
}
FEI2_METADATA = {**FEI1_METADATA, "tiltPerFrameDeg": 0.5, "beamCentreFastPx": 13, "beamCentreSlowPx": 17}


def mrc_pattern(mode):
    frame = pattern(MRC_TYPES[mode])
    if mode == 12:
        return with_pixels(frame, (0, 3, 65504), (1, 4, -0.5), (2, 2, 6e-8), (0, 0, 0.333))
    if mode == 2:
        return with_pixels(frame, (0, 3, 2**24), (1, 4, -12345.678))
    limits = np.iinfo(frame.dtype)
    return with_pixels(frame, (0, 3, limits.max), (1, 4, limits.min))


def make_mrc(out):
    def case(name, data, byte_order="<", ext=None, exttyp=b"", metadata=None):
        file = "mrc/%s.mrc" % name
        write_mrc(out.path(file), data, byte_order, ext, exttyp)
        frames = data.reshape((-1,) + data.shape[-2:])
        out.add(
            "mrc",
            name,
            file=file,
            fileBytes=os.path.getsize(out.path(file)),
            **shape_facts(data),
            **mrc_facts(out.path(file), data),
            metadata=metadata or {},
            frames=[{**statistics(frame), "values": values(frame)} for frame in frames],
        )

    for mode in MRC_TYPES:
        for byte_order, word in (("<", "little"), (">", "big")):
            case("mode-%d-%s" % (mode, word), mrc_pattern(mode), byte_order)
    stack = np.stack([pattern("int16", 5, 4, 100 * n) for n in range(3)])
    case("stack-3", stack)
    junk = np.frombuffer(bytes((37 * n + 11) % 256 for n in range(160)), "V1")
    case("extended-160", pattern("int16"), "<", junk)
    case("extended-160-big", pattern("float32"), ">", junk)
    frame = pattern("int16", 6, 4)
    for byte_order, word in (("<", "little"), (">", "big")):
        ext1 = fei_header(b"FEI1", byte_order, [FEI1_RECORD])
        ext2 = fei_header(b"FEI2", byte_order, [FEI2_RECORD])
        assert ext1.nbytes == 768 and ext2.nbytes == 888
        case("fei1-" + word, frame, byte_order, ext1, b"FEI1", FEI1_METADATA)
        case("fei2-" + word, frame, byte_order, ext2, b"FEI2", FEI2_METADATA)
    partial = fei_header(b"FEI2", "<", [{"HT": 300000.0, "Alpha tilt": 0.0}])
    case("fei2-partial", frame, "<", partial, b"FEI2", {"highTensionKv": 300.0, "tiltDeg": 0.0})
    tilts = [{**FEI2_RECORD, "Alpha tilt": -31.25 + 0.5 * n} for n in range(3)]
    stated = {**FEI2_METADATA, "tiltsDeg": [tilt["Alpha tilt"] for tilt in tilts]}
    case("fei2-stack", stack, "<", fei_header(b"FEI2", "<", tilts), b"FEI2", stated)


def make_mrc_bad(out):
    base = "mrc/mode-2-little.mrc"
    with open(out.path(base), "rb") as handle:
        whole = handle.read()
    with open(out.path("mrc/extended-160.mrc"), "rb") as handle:
        extended = handle.read()

    def bad(name, data, wrong, problem, **facts):
        file = "mrc-bad/%s.mrc" % name
        size = out.write(file, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                mrcfile.open(out.path(file)).close()
                refused = False
            except (ValueError, MemoryError, OverflowError, TypeError):
                refused = True
        out.add("mrcBad", name, file=file, wrong=wrong, problem=problem, **facts, actualBytes=size, refusedByMrcfile=refused)

    def patched(offset, value, data=whole):
        return data[:offset] + struct.pack("<i", value) + data[offset + 4 :]

    full = len(whole)
    bad("truncated-by-1", whole[:-1], "one byte is missing", "truncated", expectedBytes=full)
    bad("truncated-all", whole[:1024], "header only", "truncated", expectedBytes=full)
    bad("truncated-extended", extended[:1100], "ends inside the extended header", "truncated", expectedBytes=len(extended))
    bad("header-1000", whole[:1000], "ends inside the header", "headerTooShort", expectedBytes=1024)
    for mode, words in ((3, "complex of two int16"), (4, "complex of two float32"), (7, "not in MRC2014"), (5, "not in MRC2014")):
        problem = "unsupportedType" if mode in (3, 4) else "unknownType"
        bad("mode-%d" % mode, patched(12, mode), "mode %d, %s" % (mode, words), problem, typeId=mode)
    for name, offset, value, words in (
        ("nx-0", 0, 0, "no columns"),
        ("ny-negative", 4, -3, "a negative number of rows"),
        ("nx-65536", 0, 65536, "one column more than the limit"),
    ):
        size = {"fastSize": value if offset == 0 else 5, "slowSize": value if offset == 4 else 3}
        bad(name, patched(offset, value), words, "badSize", **size)
    for name, offset, value, field in (
        ("nz-0", 8, 0, "nz"),
        ("nz-negative", 8, -1, "nz"),
        ("nsymbt-negative", 92, -160, "nsymbt"),
    ):
        bad(name, patched(offset, value), "%s is %d" % (field, value), "badMrcHeader", field=field, value=value)
    no_map = whole[:208] + b"JUNK" + whole[212:] + b"\0"
    bad("no-map", no_map, "the file type word MAP is missing, and the length is not exact", "notAFrame")


# ---------------------------------------------------------------- what conversion must give
def make_mrc_expected(out):
    for name, frame in tia_frames().items():
        f8 = frame.astype(np.float64)
        mode = MODE_FOR_TYPE[frame.dtype.name]
        with np.errstate(over="ignore"):
            stored = frame.astype(MRC_TYPES[mode])
        if not np.array_equal(stored.astype(np.float64), f8):
            continue  # float32 cannot hold it: float32InexactCount of the tia case says how many
        file = "mrc-expected/%s.mrc" % name
        write_mrc(out.path(file), stored)
        said = io.StringIO()
        assert mrcfile.validate(out.path(file), print_file=said), file
        assert len(said.getvalue().splitlines()) == 2, said.getvalue()  # "Checking if ..." and "... valid."
        out.add(
            "mrcExpected",
            name,
            tiaFile="tia-raw/%s.bin" % name,
            file=file,
            **shape_facts(stored),
            **mrc_facts(out.path(file), stored),
            mean=float(f8.mean()),
            std=float(f8.std()),
            values=values(stored),
        )


def make_outputs(out):
    """What each output must hold of each sound frame: the bytes behind the header, `outputs/<id>/<frame>.pixels`."""
    for name, frame in tia_frames().items():
        f8 = frame.astype(np.float64)
        offset = -max(f8.min(), -CAP)
        smv = np.clip(np.trunc(f8 + offset), 0, 65535).astype("<u2")
        out.write("outputs/smv/%s.pixels" % name, smv.tobytes())
        mode = MODE_FOR_TYPE[frame.dtype.name]
        with np.errstate(over="ignore"):  # a double beyond float32 becomes infinite, in the program too
            stored = frame.astype(np.dtype(MRC_TYPES[mode]).newbyteorder("<"))
        out.write("outputs/mrc/%s.pixels" % name, stored.tobytes())


def smv_expectation(frame, offset):
    """min(max(trunc(value + offset), 0), 65535), and how many pixels that changes at either end."""
    shifted = frame.astype(np.float64) + offset
    whole = np.trunc(shifted)
    # golden frames keep out of the two open intervals where "truncated" could be read in two ways
    assert not ((shifted > -1) & (shifted < 0)).any() and not ((shifted > 65535) & (shifted < 65536)).any()
    return {
        "smvValues": values(np.clip(whole, 0, 65535).astype(np.uint16)),
        "truncatedLow": int((whole < 0).sum()),
        "truncatedHigh": int((whole > 65535).sum()),
    }


def add_series(out, name, covers, frames, first=1, gap_after=None, excluded=(), folder=None):
    """Writes the frames (unless `folder` names another series' files) and what section 4 of the spec makes of them."""
    numbers = [first + n + (1 if gap_after is not None and first + n > gap_after else 0) for n in range(len(frames))]
    included = [n not in excluded for n in numbers]
    minima = [number(frame.min()) for frame, used in zip(frames, included) if used]
    offset = -max(min(minima), -CAP) or 0
    pedestal = max(max(low + offset, 0) for low in minima)
    median = float(np.median(minima)) + offset
    rows = []
    for frame, n, used in zip(frames, numbers, included):
        file = "series/%s/%s_%03d.bin" % (folder or name, folder or name, n)
        if folder is None:
            out.write(file, tia_bytes(frame))
        row = {"file": file, "number": n, "included": used, "min": number(frame.min())}
        rows.append({**row, **(smv_expectation(frame, offset) if used else {})})
    out.add(
        "series",
        name,
        covers=covers,
        **shape_facts(frames[0]),
        cap=CAP,
        minima=minima,
        offset=offset,
        pedestalRule=pedestal,
        pedestalMedian=max(median, 0),
        pedestalMedianUnclamped=median,
        pedestalRestoreRawZero=offset,
        everyFrameTruncated=all(low < -CAP for low in minima),
        frames=rows,
    )


def positive_frame(type_name, minimum, fast_size=5, slow_size=4):
    """1000*slow + fast, all at least `minimum`; the minimum stands at slow 2, fast 1."""
    slow, fast = np.mgrid[:slow_size, :fast_size]
    return with_pixels((1000 * slow + fast + minimum + 1).astype(type_name), (2, 1, minimum))


def make_series(out):
    base = pattern("int32", 5, 4) % 3000
    worked = [
        with_pixels(base, (0, 0, -10000), (1, 2, -2001), (1, 3, -2000), (2, 4, -1999), (3, 1, -2)),
        with_pixels(base, (3, 4, -145), (0, 2, -1)),
        with_pixels(base, (2, 0, -200), (0, 1, 0)),
    ]
    add_series(out, "worked-example", "the example of the specification", worked)
    add_series(
        out, "worked-example-first-excluded", "an excluded frame takes no part", worked, excluded=(1,), folder="worked-example"
    )
    clip = [
        with_pixels(base, (0, 1, -1500), (1, 1, 64034), (1, 2, 64035), (1, 3, 64036), (2, 2, 2**31 - 1)),
        with_pixels(base, (3, 3, -700), (0, 4, 70000)),
    ]
    add_series(out, "clip-high", "pixels above 65535 after the offset", clip)
    positive = [positive_frame("int32", low) for low in (100, 250, 130)]
    add_series(out, "all-positive", "every minimum is positive: the offset is negative", positive)
    below = [with_pixels(base, (1, 1, low), (2, 2, -2001), (2, 3, -2000)) for low in (-2500, -3000, -2147483648)]
    add_series(out, "below-cap", "every minimum lies below the cap: the pedestal is 0, not negative", below)
    zero = [positive_frame("int32", low) for low in (5, 0, 12)]
    add_series(out, "zero-minimum", "the smallest minimum is exactly 0: the offset is 0, not -0", zero)
    fractional = [
        with_pixels(pattern("float32", 5, 4) % 500 + 1, (1, 2, low), (0, 4, 2.5 - low), (3, 0, 70000.5))
        for low in (-12.75, -3.5, 0.25)
    ]
    add_series(out, "float-fraction", "fractional minima: the offset has a fraction, pixels are cut, not rounded", fractional)
    capped = [with_pixels(pattern("float64", 5, 4) % 500, (1, 2, low), (0, 3, -2000.0)) for low in (-2001.5, -2500.25)]
    add_series(out, "float64-capped", "float64 below the cap", capped)
    even = [with_pixels(base, (3, 2, low)) for low in (-10, -20, -33, -4)]
    add_series(out, "even-median", "four frames, numbers from 9 with 11 missing: the median is a mean of two", even, 9, 10)
    unsigned = [with_pixels(positive_frame("uint16", low), (3, 0, 65535)) for low in (300, 20)]
    add_series(out, "unsigned-16", "unsigned arithmetic must not wrap", unsigned)
    wide = [with_pixels(positive_frame("uint32", low), (3, 0, 2**32 - 1), (3, 1, 2**31)) for low in (40, 70)]
    add_series(out, "unsigned-32", "unsigned, beyond int32", wide)
    add_series(out, "single-frame", "one frame is a series too", [with_pixels(base, (0, 3, -77))], first=7)


def stored_expectation(frame, rounding, scale, offset):
    """min(max(round(value * scale + offset), 0), 65535), `round` being numpy's trunc or rint (ties to even)."""
    shifted = frame.astype(np.float64) * scale + offset
    whole = np.rint(shifted) if rounding == "nearest" else np.trunc(shifted)
    beyond = whole if rounding == "nearest" else shifted  # cutting truncates all that is out of range
    return {
        "smvValues": values(np.clip(whole, 0, 65535).astype(np.uint16)),
        "truncatedLow": int((beyond < 0).sum()),
        "truncatedHigh": int((beyond > 65535).sum()),
    }


def make_few_counts(out):
    """Float frames with few counts, in quarters; one pixel beyond the cap, some at the upper end and at ties."""
    rng = np.random.default_rng(49)
    frames = [rng.choice(np.arange(0, 4, 0.25), (8, 9)).astype("float32") for _ in range(3)]
    frames[0][2, 3] = -0.375
    frames[1][4, 5] = -2000.75
    frames[1][4, 6] = -2000.25
    frames[2][1, 1:5] = [63535.25, 63535.5, 63535.75, 63534.5]
    for name, used in (("few-counts", frames[:1]), ("few-counts-capped", frames)):
        files = ["series/%s/%s_%03d.bin" % (name, name, n + 1) for n in range(len(used))]
        for file, frame in zip(files, used):
            out.write(file, tia_bytes(frame))
        minima = [number(frame.min()) for frame in used]
        every = np.concatenate([frame.ravel() for frame in used]).astype(np.float64)
        for rounding, scale in (("cut", 1), ("nearest", 1), ("cut", 4), ("nearest", 2.5), ("nearest", 10)):
            offset = -max(min(minima) * scale, -CAP) or 0
            # floor: what lies below 0 is cut for another reason
            whole = (np.rint if rounding == "nearest" else np.floor)(every * scale + offset)
            out.add(
                "storing",
                "%s, %s, x %g" % (name, rounding, scale),
                **shape_facts(used[0]),
                rounding=rounding,
                scale=scale,
                minima=minima,
                offset=offset,
                pedestal=max(max(low * scale + offset, 0) for low in minima),
                meanBefore=float(every.mean()),
                meanAfter=float(((whole - offset) / scale).mean()),
                frames=[{"file": file, **stored_expectation(frame, rounding, scale, offset)} for file, frame in zip(files, used)],
            )


# ---------------------------------------------------------------- sidecar
LINE_WIDTH = 110


def scalar(value):
    """One JSON word, exponents as Biome writes them (1e150, 6e-8)."""
    text = json.dumps(value, allow_nan=False)
    return re.sub(r"e\+?(-?)0*(\d)", r"e\1\2", text) if isinstance(value, float) else text


def render(value, indent, lead):
    """JSON as Biome formats it (objects open, arrays of numbers filled), so that the style check agrees."""
    pad = "  " * indent
    inner = "  " * (indent + 1)
    if isinstance(value, dict) and value:
        rows = []
        for key, item in value.items():
            name = json.dumps(key) + ": "
            rows.append(inner + name + render(item, indent + 1, len(inner) + len(name)))
        return "{\n" + ",\n".join(rows) + "\n" + pad + "}"
    if isinstance(value, list) and value:
        if not isinstance(value[0], (dict, list)):
            flat = "[" + ", ".join(scalar(item) for item in value) + "]"
            if lead + len(flat) + 1 <= LINE_WIDTH:
                return flat
            lines, line = [], ""
            for index, item in enumerate(value):
                text = scalar(item) + ("," if index < len(value) - 1 else "")
                if line and len(inner) + len(line) + 1 + len(text) > LINE_WIDTH:
                    lines.append(inner + line)
                    line = text
                else:
                    line = line + " " + text if line else text
            return "[\n" + "\n".join(lines + [inner + line]) + "\n" + pad + "]"
        rows = [inner + render(item, indent + 1, len(inner)) for item in value]
        return "[\n" + ",\n".join(rows) + "\n" + pad + "]"
    return scalar(value)


def make(root):
    """Writes every file and `cases.json` into `root`."""
    out = Output(root)
    make_tia(out)
    make_ser(out)
    make_tia_bad(out)
    make_mrc(out)
    make_mrc_bad(out)
    make_mrc_expected(out)
    make_outputs(out)
    make_series(out)
    make_few_counts(out)
    names = [(case["kind"], case["name"]) for case in out.cases]
    assert len(set(names)) == len(names)
    with open(out.path("cases.json"), "w", encoding="ascii", newline="\n") as handle:
        handle.write(render(out.cases, 0, 0) + "\n")
    return len(out.cases)


def listing(root):
    """Relative paths of everything that make() writes."""
    found = {"cases.json"}
    for top in FOLDERS:
        for folder, _, names in os.walk(os.path.join(root, top)):
            found |= {os.path.relpath(os.path.join(folder, name), root) for name in names}
    return found


def check():
    """-> what differs between this folder and a fresh generation, as sentences."""
    fresh = tempfile.mkdtemp(prefix="golden_")
    try:
        make(fresh)
        here, there = listing(HERE), listing(fresh)
        wrong = ["%s is not generated" % file for file in sorted(here - there)]
        for file in sorted(there):
            mine = os.path.join(HERE, file)
            if not os.path.exists(mine):
                wrong.append("%s is missing" % file)
            elif not filecmp.cmp(mine, os.path.join(fresh, file), shallow=False):
                wrong.append("%s differs" % file)
        return wrong
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def main():
    logging.getLogger("fabio").setLevel(logging.CRITICAL)
    if sys.argv[1:] == ["--check"]:
        wrong = check()
        print("\n".join(wrong) or "golden files agree with make.py")
        return 1 if wrong else 0
    if sys.argv[1:]:
        print(__doc__)
        return 2
    print("%d cases" % make(HERE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
