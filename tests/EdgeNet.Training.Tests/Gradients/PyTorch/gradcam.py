"""What PyTorch sees in a sample: Grad-CAM of a layer, saliency, and the activations of each layer, in double precision.

Called with a folder of cases as reference.py reads them, whose "loss" names the layer that is weighed, the node whose scores are explained
and the output. Of each NAME.json it writes NAME.cam.json.
"""

import json
import sys
from pathlib import Path

import numpy
import torch

from layers import LAYERS, Arguments


def run(path):
    case = json.loads(path.read_text())
    values = numpy.fromfile(path.with_suffix(".f32"), dtype="<f4")
    tensors = {}
    for tensor in case["tensors"]:
        part = values[tensor["offset"]:tensor["offset"] + int(numpy.prod(tensor["shape"], dtype=numpy.int64))]
        tensors[tensor["name"]] = torch.from_numpy(part.astype(numpy.float64).reshape(tensor["shape"]))
    sample = tensors["input"].requires_grad_(True)
    outputs = {}
    for node in case["nodes"]:
        name, kind = node["name"], node["kind"]
        own = {key.rpartition(".")[2]: value for key, value in tensors.items() if key.rpartition(".")[0] == name}
        if kind == "Input":
            outputs[name] = sample
        elif kind == "BatchNorm":
            # As it is used, not as it is trained.
            shape = (1, -1) + (1,) * (len(node["shape"]) - 1)
            scale = own["weight"] / torch.sqrt(own["running_var"] + node["arguments"]["Epsilon"])
            outputs[name] = (outputs[node["inputs"][0]] - own["running_mean"].view(shape)) * scale.view(shape) + own["bias"].view(shape)
        elif kind == "Dropout":
            outputs[name] = outputs[node["inputs"][0]]
        else:
            outputs[name] = LAYERS[kind](Arguments(node), [outputs[i] for i in node["inputs"]], own)
        outputs[name].retain_grad()
    ask = case["loss"]
    outputs[ask["score"]].flatten(1)[0, ask["output"]].backward()
    seen = outputs[ask["layer"]]
    weights = seen.grad[0].flatten(1).mean(1)
    cam = torch.relu((weights.unsqueeze(1) * seen[0].flatten(1)).sum(0))
    found = {
        "cam": cam.tolist(),
        "saliency": sample.grad[0].abs().flatten(1).max(0).values.tolist(),
        "activations": {name: value.detach().flatten().tolist() for name, value in outputs.items()},
    }
    path.with_suffix(".cam.json").write_text(json.dumps(found))


for case_path in sorted(Path(sys.argv[1]).glob("*.json")):
    run(case_path)
