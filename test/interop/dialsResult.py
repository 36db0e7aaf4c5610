#!/usr/bin/python3
"""What a DIALS run left behind.

    /usr/bin/python3 test/interop/dialsResult.py FOLDER

Reads imported.expt, strong.refl, indexed.expt and indexed.refl, as far as they are there, and prints one JSON object
(the shape is `DialsResult` in `dials.ts`).
"""
import json
import os
import sys

from dials.array_family import flex
from dxtbx.model.experiment_list import ExperimentListFactory


def experiments(path):
    return ExperimentListFactory.from_json_file(path, check_format=False)


def result(folder):
    def here(name):
        path = os.path.join(folder, name)
        return path if os.path.exists(path) else None

    facts = {"sweeps": 0, "images": [], "spots": 0, "indexed": 0, "lattices": 0, "cell": None, "spaceGroup": None,
             "orientation": None}
    if here("imported.expt"):
        imported = experiments(here("imported.expt"))
        facts["sweeps"] = len(imported)
        facts["images"] = [e.scan.get_num_images() if e.scan else 1 for e in imported]
    if here("strong.refl"):
        facts["spots"] = len(flex.reflection_table.from_file(here("strong.refl")))
    if here("indexed.expt"):
        indexed = experiments(here("indexed.expt"))
        table = flex.reflection_table.from_file(here("indexed.refl"))
        crystals = [c for c in indexed.crystals() if c]
        facts["lattices"] = len(crystals)
        facts["indexed"] = int(table.get_flags(table.flags.indexed).count(True))
        if crystals:
            facts["cell"] = list(crystals[0].get_unit_cell().parameters())
            facts["orientation"] = list(crystals[0].get_A())
            facts["spaceGroup"] = str(crystals[0].get_space_group().info())
    return facts


if __name__ == "__main__":
    print(json.dumps(result(sys.argv[1])))
