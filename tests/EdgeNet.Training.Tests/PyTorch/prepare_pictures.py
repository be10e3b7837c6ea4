"""Prepares pictures with preparation.py of each export below a folder: pictures.json tells sizes, pictures.u8 their bytes; writes prepared.f32."""

import importlib
import json
import sys
from pathlib import Path

import numpy

for folder in sorted(f for f in Path(sys.argv[1]).iterdir() if f.is_dir()):
    sys.modules.pop("preparation", None)
    sys.path[0] = str(folder)
    importlib.invalidate_caches()
    preparation = importlib.import_module("preparation")
    values, at = numpy.fromfile(folder / "pictures.u8", numpy.uint8), 0
    with open(folder / "prepared.f32", "wb") as file:
        for height, width, channels in json.loads((folder / "pictures.json").read_text()):
            length = height * width * channels
            picture = values[at : at + length].reshape((height, width) if channels == 1 else (height, width, channels))
            preparation.normalize(preparation.prepare_bytes(picture)).astype("<f4").tofile(file)
            at += length
