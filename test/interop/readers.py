#!/usr/bin/python3
"""What independent readers make of converted files.

    /usr/bin/python3 test/interop/readers.py FOLDER

Prints a JSON array, one object a `.img` or `.mrc` file of FOLDER and its sub-folders, sorted by path
(the shape is `ReadBack` in `readers.ts`). A reader that fails gives {"error": ...} instead of its facts.
Data are compared by the SHA-1 of their float64 bytes, little-endian, row by row.
"""
import hashlib
import io
import json
import logging
import os
import sys
import warnings

import fabio
import mrcfile
import numpy as np

# what validate says of a file it has nothing to say about
VALIDATE_SILENCE = ("Checking if ", "File appears to be valid.")


def digest(array):
    return hashlib.sha1(np.ascontiguousarray(array, "<f8").tobytes()).hexdigest()


def guarded(reader, path):
    """The reader's facts with every warning it raised, or its error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            facts = reader(path)
        except Exception as error:  # whatever it is, it is the finding
            return {"error": "%s: %s" % (type(error).__name__, error)}
    return {**facts, "warnings": [str(w.message) for w in caught if not issubclass(w.category, (DeprecationWarning, ResourceWarning))]}


def read_mrcfile(path):
    said = io.StringIO()
    valid = mrcfile.validate(path, print_file=said)
    findings = [line for line in said.getvalue().splitlines() if line and not line.startswith(VALIDATE_SILENCE)]
    with mrcfile.open(path) as mrc:
        header = mrc.header
        return {
            "valid": bool(valid),
            "findings": findings,
            "mode": int(header.mode),
            "shape": list(mrc.data.shape),
            "min": float(header.dmin),
            "max": float(header.dmax),
            "mean": float(header.dmean),
            "rms": float(header.rms),
            "voxel": [float(mrc.voxel_size[axis]) for axis in "xyz"],
            "labels": mrc.get_labels(),
            "sha1": digest(mrc.data),
        }


def read_fabio(path):
    image = fabio.open(path)
    return {"className": type(image).__name__, "shape": list(image.data.shape), "sha1": digest(image.data)}


def read_dxtbx(path):
    import dxtbx

    image = dxtbx.load(path)
    panel = image.get_detector()[0]
    beam, scan, goniometer = image.get_beam(), image.get_scan(), image.get_goniometer()
    raw = image.get_raw_data().as_numpy_array()
    return {
        "format": type(image).__name__,
        "beamCentrePx": list(panel.get_beam_centre_px(beam.get_s0())),
        "gain": panel.get_gain(),
        "pedestal": panel.get_pedestal(),
        "trustedRange": list(panel.get_trusted_range()),
        "distanceMm": panel.get_distance(),
        "wavelengthAngstrom": beam.get_wavelength(),
        "pixelMm": list(panel.get_pixel_size()),
        "imageSize": list(panel.get_image_size()),
        "rotationAxis": list(goniometer.get_rotation_axis()) if goniometer else None,
        "oscillation": list(scan.get_oscillation()) if scan else None,
        "imageRange": list(scan.get_image_range()) if scan else None,
        "epoch": scan.get_epochs()[0] if scan else None,
        "shape": list(raw.shape),
        "sha1": digest(raw),
    }


def read_all(folder):
    paths = [os.path.join(top, name) for top, _, names in os.walk(folder) for name in names]
    rows = []
    for path in sorted(p for p in paths if p.endswith((".img", ".mrc"))):
        row = {"file": os.path.relpath(path, folder).replace(os.sep, "/"), "bytes": os.path.getsize(path)}
        if path.endswith(".mrc"):
            row["mrcfile"] = guarded(read_mrcfile, path)
        row["fabio"] = guarded(read_fabio, path)
        row["dxtbx"] = guarded(read_dxtbx, path)
        rows.append(row)
    return rows


def main():
    logging.getLogger("fabio").setLevel(logging.CRITICAL)
    # readers may chatter on standard output: only the JSON belongs there
    stdout, sys.stdout = sys.stdout, sys.stderr
    rows = read_all(sys.argv[1])
    json.dump(rows, stdout, indent=1, allow_nan=False)


if __name__ == "__main__":
    main()
