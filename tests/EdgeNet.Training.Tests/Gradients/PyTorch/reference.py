"""What PyTorch computes of a network: its loss, the gradient of every parameter, and the running statistics, in double precision.

Called with a folder of cases. Of each NAME.json it reads the graph, and from NAME.f32 the tensors that the graph names, as float32 one after
the other; it writes NAME.out.json, which says what is in NAME.out.f64 and where. A layer's argument that nobody reads is an error.
"""

import json
import sys
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F

from layers import LAYERS, Arguments


def logits_of(y, last):
    """The logarithm of probabilities are logits; their softmax is the probabilities again."""
    y = y.flatten(1)
    return torch.log(y) if last["kind"] == "Softmax" and not last["arguments"]["Log"] else y


def loss_of(case, y, tensors):
    loss, n = case["loss"], len(y)
    kind, last = loss["kind"], case["nodes"][-1]
    if kind == "Weighted":
        return (y.flatten(1) * tensors["loss.weights"]).sum()
    if kind == "Ctc":
        logits = y.reshape(n, y.shape[1], -1).permute(2, 0, 1)
        targets = [torch.tensor(t) for t in loss["targets"]]
        lengths = torch.tensor([len(t) for t in targets])
        frames = torch.full((n,), len(logits))
        return F.ctc_loss(F.log_softmax(logits, 2), torch.cat(targets), frames, lengths, blank=logits.shape[2] - 1, reduction="sum") / n
    if kind == "Values":
        targets = tensors["loss.targets"]
        return loss_of_targets(loss["of"], y.flatten(1), targets, last, n)
    labels, others, shares = torch.tensor(loss["labels"]), torch.tensor(loss["others"]), torch.tensor(loss["shares"], dtype=torch.float64)
    classes, smoothing = y.flatten(1).shape[1], loss["smoothing"]
    one_hot = shares.unsqueeze(1) * F.one_hot(labels, classes) + (1 - shares).unsqueeze(1) * F.one_hot(others, classes)
    targets = one_hot * (1 - smoothing) + smoothing / classes
    if kind != "CrossEntropy":
        return loss_of_targets(kind, y.flatten(1), targets, last, n)
    logits, weights = logits_of(y, last), loss.get("classWeights")
    if loss["focus"] > 0:
        log_p = F.log_softmax(logits, 1)
        each = -(targets * (1 - log_p.exp()).pow(loss["focus"]) * log_p).sum(1)
    elif weights and smoothing == 0 and bool((shares == 1).all()):
        # PyTorch divides by the sum of the weights where it takes the mean; here by the samples, over which the weights' mean is 1.
        return F.cross_entropy(logits, labels, torch.tensor(weights, dtype=torch.float64), reduction="sum") / n
    elif bool((shares == 1).all()):
        each = F.cross_entropy(logits, labels, reduction="none", label_smoothing=smoothing)
    else:
        each = F.cross_entropy(logits, one_hot, reduction="none", label_smoothing=smoothing)
    if weights:
        w = torch.tensor(weights, dtype=torch.float64)
        each = each * (shares * w[labels] + (1 - shares) * w[others])
    return each.sum() / n


def loss_of_targets(kind, y, targets, last, n):
    if kind == "MeanSquaredError":
        return 0.5 * F.mse_loss(y, targets, reduction="sum") / n
    is_sigmoid = last["kind"] == "Activate" and last["arguments"]["Function"]["Kind"] == "Sigmoid"
    return (F.binary_cross_entropy if is_sigmoid else F.binary_cross_entropy_with_logits)(y, targets, reduction="sum") / n


def run(path):
    case = json.loads(path.read_text())
    values = numpy.fromfile(path.with_suffix(".f32"), dtype="<f4")
    tensors = {}
    for tensor in case["tensors"]:
        part = values[tensor["offset"]:tensor["offset"] + int(numpy.prod(tensor["shape"], dtype=numpy.int64))]
        value = torch.from_numpy(part.astype(numpy.float64).reshape(tensor["shape"]))
        tensors[tensor["name"]] = value.requires_grad_(tensor["wantsGradient"])
    batch = len(tensors["input"])
    by_owner = [(key.rpartition("."), value) for key, value in tensors.items()]
    outputs = {}
    for node in case["nodes"]:
        name, kind = node["name"], node["kind"]
        own = {role: value for (owner, _, role), value in by_owner if owner == name}
        arguments = Arguments(node)
        if kind == "Input":
            outputs[name], arguments.unread = tensors["input"], set()
        elif kind == "Constant":
            arguments["Shape"]
            outputs[name] = own["value"].unsqueeze(0).expand([batch] + node["shape"])
        else:
            outputs[name] = LAYERS[kind](arguments, [outputs[i] for i in node["inputs"]], own)
        arguments.finish()
        if list(outputs[name].shape) != [batch] + node["shape"]:
            raise ValueError(f"{path.name}, layer {name}: the shape is {list(outputs[name].shape)}, expected {[batch] + node['shape']}")
    y = outputs[case["nodes"][-1]["name"]]
    loss = loss_of(case, y, tensors)
    loss.backward()
    found = {"output": y} if case["wantsOutput"] else {}
    for name, value in tensors.items():
        if value.requires_grad:
            found[name] = torch.zeros_like(value) if value.grad is None else value.grad
        elif name.endswith((".running_mean", ".running_var")):
            found[name] = value
    offset, answers = 0, []
    with open(path.with_suffix(".out.f64"), "wb") as file:
        for name, value in found.items():
            array = value.detach().contiguous().numpy().astype("<f8")
            array.tofile(file)
            answers.append({"name": name, "offset": offset, "length": array.size})
            offset += array.size
    path.with_suffix(".out.json").write_text(json.dumps({"loss": float(loss.detach()), "tensors": answers}))


def main():
    torch.set_num_threads(2)
    torch.manual_seed(0)
    folder = Path(sys.argv[1])
    for path in sorted(p for p in folder.glob("*.json") if not p.name.endswith(".out.json")):
        run(path)


main()
