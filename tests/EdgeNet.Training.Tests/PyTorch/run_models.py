"""Runs exported networks: of each folder below the one given, model.py with weights.safetensors on input.f32 gives output.f32."""

import importlib
import sys
from pathlib import Path

import numpy
import torch


def fresh(folder):
    """The modules of one export: all of them have the same names."""
    for name in ("model", "layers", "weights"):
        sys.modules.pop(name, None)
    sys.path[0] = str(folder)
    importlib.invalidate_caches()
    return importlib.import_module("model"), importlib.import_module("weights")


def main():
    torch.set_num_threads(2)
    members = set(dir(torch.nn.Module()))
    for folder in sorted(f for f in Path(sys.argv[1]).iterdir() if f.is_dir()):
        try:
            model, weights = fresh(folder)
            network = model.Network()
            taken = [name for name, _ in network.named_children() if name in members]
            if taken:
                raise ValueError(f"names of torch.nn.Module are taken: {taken}")
            weights.load(folder / "weights.safetensors", network)
            network.eval()
            values, inputs, at = numpy.fromfile(folder / "input.f32", "<f4"), [], 0
            for shape in network.INPUTS.values():
                length = int(numpy.prod(shape))
                # Two samples: the second tells layers that confuse the batch axis with another.
                one = torch.from_numpy(values[at : at + length].reshape(1, *shape))
                inputs.append(torch.cat((one.flip(-1), one)))
                at += length
            with torch.no_grad():
                outputs = network(*inputs)
            outputs = outputs if isinstance(outputs, tuple) else (outputs,)
            shapes = [tuple(o.shape[1:]) for o in outputs]
            if shapes != list(network.OUTPUTS.values()):
                raise ValueError(f"expected shapes {list(network.OUTPUTS.values())}, found {shapes}")
            torch.cat([o[1].detach().flatten() for o in outputs]).numpy().astype("<f4").tofile(folder / "output.f32")
            weights.save(str(folder / "saved.safetensors"), network, {})
        except Exception as error:
            raise RuntimeError(f"{folder.name}: {error}") from error


main()
