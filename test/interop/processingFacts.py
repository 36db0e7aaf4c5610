#!/usr/bin/python3
"""What dxtbx makes of an imported.expt, and the XDS.INP that it would write for it.

    /usr/bin/python3 test/interop/processingFacts.py FOLDER [X0 Y0 X1 Y1]

The four numbers are a rectangle of untrusted pixels for XDS.INP (0-based, upper bounds left out). Prints a JSON list
with one object a sweep (the shape is `SweepFacts` in `processingFacts.ts`). dxtbx knows no detector of this size and
stops at its name, which the geometry does not depend on, so the name is given.
"""
import json
import os
import sys
from types import SimpleNamespace

from dxtbx.model.experiment_list import ExperimentListFactory
from dxtbx.serialize import xds

xds.detector_helpers_types = SimpleNamespace(get=lambda *_: "adsc")


def masked_box(imageset):
    mask = imageset.get_mask(0)[0]
    rows, columns = mask.all()
    off = [(i % columns, i // columns) for i, good in enumerate(mask) if not good]
    if not off:
        return None
    fast, slow = [p[0] for p in off], [p[1] for p in off]
    return [min(fast), max(fast), min(slow), max(slow)]


def facts(experiment, rectangle):
    scan, beam, panel = experiment.scan, experiment.beam, experiment.detector[0]
    box = masked_box(experiment.imageset)
    if rectangle:
        experiment.imageset.get_detector()[0].add_mask(*rectangle)
    return {
        "imageRange": list(scan.get_image_range()),
        "oscillation": list(scan.get_oscillation()),
        "axis": list(experiment.goniometer.get_rotation_axis()),
        "beamCentrePx": list(panel.get_beam_centre_px(beam.get_s0())),
        "distanceMm": panel.get_distance(),
        "pedestal": panel.get_pedestal(),
        "maskedBox": box,
        "xdsInp": xds.to_xds(experiment.imageset).XDS_INP(),
    }


if __name__ == "__main__":
    folder, *numbers = sys.argv[1:]
    os.chdir(folder)
    experiments = ExperimentListFactory.from_json_file("imported.expt")
    print(json.dumps([facts(e, [int(n) for n in numbers]) for e in experiments]))
