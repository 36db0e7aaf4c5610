#!/usr/bin/python3
"""What dxtbx makes of imported.expt files, and the XDS.INP that it would write for them.

    /usr/bin/python3 test/interop/processingFacts.py '[{"folder": "/path", "untrusted": [X0, Y0, X1, Y1]}, ...]'

`untrusted` is a rectangle of untrusted pixels for XDS.INP (0-based, upper bounds left out), or null. Prints a JSON list
with a list a folder, of one object a sweep (the shape is `SweepFacts` in `processingFacts.ts`). dxtbx knows no detector
of this size and stops at its name, which the geometry does not depend on, so the name is given.
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


def facts(experiment, untrusted):
    scan, beam, panel = experiment.scan, experiment.beam, experiment.detector[0]
    found = {
        "imageRange": list(scan.get_image_range()),
        "oscillation": list(scan.get_oscillation()),
        "axis": list(experiment.goniometer.get_rotation_axis()),
        "beamCentrePx": list(panel.get_beam_centre_px(beam.get_s0())),
        "distanceMm": panel.get_distance(),
        "pedestal": panel.get_pedestal(),
        "maskedBox": masked_box(experiment.imageset),
        "xdsInp": xds.to_xds(experiment.imageset).XDS_INP(),
        "xdsInpUntrusted": None,
    }
    if untrusted:
        experiment.imageset.get_detector()[0].add_mask(*untrusted)
        found["xdsInpUntrusted"] = xds.to_xds(experiment.imageset).XDS_INP()
    return found


def sweeps(folder, untrusted):
    os.chdir(folder)
    return [facts(e, untrusted) for e in ExperimentListFactory.from_json_file("imported.expt")]


if __name__ == "__main__":
    print(json.dumps([sweeps(**asked) for asked in json.loads(sys.argv[1])]))
