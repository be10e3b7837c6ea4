"""Layers as PyTorch computes them, one function a kind: its arguments, its inputs and its parameters by role give its output.

Layers are PyTorch's own functions wherever PyTorch has them. Where ONNX goes on and PyTorch stops (padding on one side, windows with gaps,
other roundings), they are put together from its tensor operations by ONNX's definition.
"""

import numpy
import torch
import torch.nn.functional as F


class Arguments:
    """The arguments of a layer, which must all be read."""

    def __init__(self, node):
        self.node = node
        self.unread = set(node["arguments"])

    def __getitem__(self, name):
        self.unread.discard(name)
        return self.node["arguments"][name]

    def finish(self):
        if self.unread:
            raise ValueError(f"layer {self.node['name']}: nothing read {sorted(self.unread)}")


def tuples(window):
    return tuple(tuple(window[name]) for name in ("Kernel", "Stride", "PadBegin", "PadEnd", "Dilation"))


def pad_spatial(x, begin, end, value=0.0):
    """F.pad counts from the last axis."""
    sides = [side for pair in zip(reversed(begin), reversed(end)) for side in pair]
    return F.pad(x, sides, value=value)


def of_rank(name, rank):
    return getattr(F, f"{name}{rank}d")


def conv(a, inputs, p):
    kernel, stride, begin, end, dilation = tuples(a["Window"])
    a["Filters"], a["Bias"]
    x, padding = inputs[0], begin
    if begin != end:
        x, padding = pad_spatial(x, begin, end), 0
    return of_rank("conv", len(kernel))(x, p["weight"], p.get("bias"), stride, padding, dilation, a["Groups"])


def conv_transpose(a, inputs, p):
    kernel, stride, begin, end, dilation = tuples(a["Window"])
    a["Filters"], a["Bias"]
    extra, rank = a["OutputPadding"], len(kernel)
    transposed = of_rank("conv_transpose", rank)
    fits = all(e < max(s, d) for e, s, d in zip(extra, stride, dilation))
    if begin == end and fits:
        return transposed(inputs[0], p["weight"], p.get("bias"), stride, begin, extra, a["Groups"], dilation)
    # All of it, from which the sides are cut; what is added at the end may reach past the last tap.
    full = transposed(inputs[0], p["weight"], None, stride, 0, 0, a["Groups"], dilation)
    full = pad_spatial(full, [-b for b in begin], [e - o for e, o in zip(extra, end)])
    return full if p.get("bias") is None else full + p["bias"].reshape([1, -1] + [1] * rank)


def windows(x, window, size, fill):
    """Every window's taps, on a last axis: (N, C, windows…, taps). What hangs over the end is filled as the padding is."""
    kernel, stride, begin, end, dilation = tuples(window)
    need = [max(0, (s - 1) * t + d * (k - 1) + 1 - (n + b)) for s, t, d, k, n, b in zip(size, stride, dilation, kernel, x.shape[2:], begin)]
    x = pad_spatial(x, begin, need, fill)
    for axis, (k, s, d, n) in enumerate(zip(kernel, stride, dilation, size)):
        at = (torch.arange(n) * s).unsqueeze(1) + torch.arange(k) * d
        x = x.index_select(2 + 2 * axis, at.reshape(-1)).unflatten(2 + 2 * axis, (n, k))
    rank = len(kernel)
    x = x.permute([0, 1] + [2 + 2 * i for i in range(rank)] + [3 + 2 * i for i in range(rank)])
    return x.flatten(2 + rank)


def is_pytorchs(window):
    kernel, stride, begin, end, dilation = tuples(window)
    return begin == end and all(2 * b <= k for b, k in zip(begin, kernel))


def max_pool(a, inputs, p):
    window, ceil, size, x = a["Window"], a["Ceil"], a.node["shape"][1:], inputs[0]
    decided = p.get("kink", x)
    if not is_pytorchs(window):
        at = windows(decided, window, size, float("-inf")).argmax(-1, True)
        return windows(x, window, size, float("-inf")).gather(-1, at).squeeze(-1)
    kernel, stride, begin, _, dilation = tuples(window)
    pool = of_rank("max_pool", len(kernel))
    if decided is x:
        return pool(x, kernel, stride, begin, dilation, ceil)
    _, at = pool(decided, kernel, stride, begin, dilation, ceil, return_indices=True)
    y = x.flatten(2).gather(2, at.flatten(2)).reshape(at.shape)
    require_near(a, pool(x, kernel, stride, begin, dilation, ceil) - y, x)
    return y


def require_near(a, difference, x):
    """What was decided otherwise lies at the kink, but for rounding."""
    if difference.abs().max() > 1e-3 * x.square().mean().sqrt():
        raise ValueError(f"layer {a.node['name']}: decides otherwise by {difference.abs().max()}")


def avg_pool(a, inputs, p):
    window, ceil, counts, size, x = a["Window"], a["Ceil"], a["CountIncludePad"], a.node["shape"][1:], inputs[0]
    kernel, stride, begin, end, dilation = tuples(window)
    if is_pytorchs(window) and set(dilation) == {1}:
        return of_rank("avg_pool", len(kernel))(x, kernel, stride, begin, ceil, counts)
    taken = torch.ones_like(x[:1, :1])
    if counts:
        taken = pad_spatial(taken, begin, end, 1.0)
        window = dict(window, PadBegin=[0] * len(kernel))
    return windows(x, a["Window"], size, 0.0).sum(-1) / windows(taken, window, size, 0.0).sum(-1)


def lp_pool(a, inputs, p):
    window, ceil, norm, size, x = a["Window"], a["Ceil"], a["P"], a.node["shape"][1:], inputs[0]
    kernel, stride, begin, end, dilation = tuples(window)
    # PyTorch's takes powers without their absolute values, neither pads nor dilates, and scales windows that hang over the end.
    if norm % 2 == 0 and not ceil and set(begin + end) == {0} and set(dilation) == {1} and len(kernel) < 3:
        return of_rank("lp_pool", len(kernel))(x, float(norm), kernel, stride, ceil)
    return windows(x, window, size, 0.0).abs().pow(norm).sum(-1).pow(1 / norm)


def global_pool(a, inputs, p):
    rank = inputs[0].dim() - 2
    return of_rank("adaptive_max_pool" if a["Function"] == "Max" else "adaptive_avg_pool", rank)(inputs[0], 1)


def batch_norm(a, inputs, p):
    return F.batch_norm(inputs[0], p["running_mean"], p["running_var"], p["weight"], p["bias"], True, a["Momentum"], a["Epsilon"])


def instance_norm(a, inputs, p):
    a["Affine"]
    return F.instance_norm(inputs[0], weight=p.get("weight"), bias=p.get("bias"), eps=a["Epsilon"])


def group_norm(a, inputs, p):
    a["Affine"]
    return F.group_norm(inputs[0], a["Groups"], p.get("weight"), p.get("bias"), a["Epsilon"])


def layer_norm(a, inputs, p):
    a["Affine"]
    return F.layer_norm(inputs[0], inputs[0].shape[1 + a["Axis"]:], p.get("weight"), p.get("bias"), a["Epsilon"])


def local_response_norm(a, inputs, p):
    size, alpha, beta, k, x = a["Size"], a["Alpha"], a["Beta"], a["K"], inputs[0]
    flat = x.reshape(x.shape[0], x.shape[1], -1)
    if size % 2 == 1:
        return F.local_response_norm(flat, size, alpha, beta, k).reshape(x.shape)
    # Of an even number of channels PyTorch takes one more before the channel, ONNX one more after it.
    squares = F.pad(flat * flat, (0, 0, (size - 1) // 2, size // 2)).unfold(1, size, 1).sum(-1)
    return (flat / (k + alpha / size * squares).pow(beta)).reshape(x.shape)


def dense(a, inputs, p):
    a["Units"], a["Bias"]
    return F.linear(inputs[0].flatten(1), p["weight"], p.get("bias"))


ACTIVATIONS = {
    "None": lambda x, a, b: x,
    "ReLU": lambda x, a, b: F.relu(x),
    "LeakyReLU": lambda x, a, b: F.leaky_relu(x, a),
    "Tanh": lambda x, a, b: torch.tanh(x),
    "Sigmoid": lambda x, a, b: torch.sigmoid(x),
    "ReLU6": lambda x, a, b: F.relu6(x),
    "Clip": lambda x, a, b: F.hardtanh(x, a, b),
    "ELU": lambda x, a, b: F.elu(x, a),
    "CELU": lambda x, a, b: F.celu(x, a),
    "GELU": lambda x, a, b: F.gelu(x),
    "GELUTanh": lambda x, a, b: F.gelu(x, approximate="tanh"),
    "HardSwish": lambda x, a, b: F.hardswish(x),
    "Mish": lambda x, a, b: F.mish(x),
    # Its threshold, above which PyTorch goes over to x, is moved out of reach.
    "Softplus": lambda x, a, b: F.softplus(x, a, 1e9),
    "Softsign": lambda x, a, b: F.softsign(x),
    "ThresholdedReLU": lambda x, a, b: F.threshold(x, a, 0),
    "Exp": lambda x, a, b: torch.exp(x),
    "Sqrt": lambda x, a, b: torch.sqrt(x),
    "Abs": lambda x, a, b: torch.abs(x),
    "Neg": lambda x, a, b: torch.neg(x),
    "Erf": lambda x, a, b: torch.erf(x),
    "Log": lambda x, a, b: torch.log(x),
    "Reciprocal": lambda x, a, b: torch.reciprocal(x),
    "Square": lambda x, a, b: torch.square(x),
    "Floor": lambda x, a, b: torch.floor(x),
    "Ceil": lambda x, a, b: torch.ceil(x),
    "Round": lambda x, a, b: torch.round(x),
    "Sign": lambda x, a, b: torch.sign(x),
    "Sin": lambda x, a, b: torch.sin(x),
    "Cos": lambda x, a, b: torch.cos(x),
}


def near(value, constant):
    return abs(value - constant) < 1e-6


def activate(a, inputs, p):
    x, (kind, alpha, beta) = inputs[0], (a["Function"][name] for name in ("Kind", "Alpha", "Beta"))
    if "kink" in p:
        top = 6.0 if kind == "ReLU6" else float("inf")
        y = torch.where(p["kink"] <= 0, torch.zeros_like(x), torch.where(p["kink"] >= top, torch.full_like(x, top), x))
        require_near(a, ACTIVATIONS[kind](x, alpha, beta) - y, x)
        return y
    # Where PyTorch has no parameters its own function is taken for its own constants, and the formula otherwise.
    if kind == "SELU":
        standard = near(alpha, 1.6732632) and near(beta, 1.0507010)
        return F.selu(x) if standard else beta * torch.where(x > 0, x, alpha * torch.expm1(torch.clamp(x, max=0)))
    if kind == "HardSigmoid":
        return F.hardsigmoid(x) if near(alpha, 1 / 6) and near(beta, 0.5) else torch.clamp(alpha * x + beta, 0, 1)
    if kind == "Swish":
        return F.silu(x) if alpha == 1 else x * torch.sigmoid(alpha * x)
    return ACTIVATIONS[kind](x, alpha, beta)


def prelu(a, inputs, p):
    x, slope = inputs[0], p["weight"]
    a["SlopeShape"]
    if slope.dim() == 1 and len(slope) in (1, x.shape[1]):
        return F.prelu(x, slope)
    return torch.where(x >= 0, x, slope * x)


def softmax(a, inputs, p):
    return (F.log_softmax if a["Log"] else F.softmax)(inputs[0], a["Axis"] + 1)


def align(tensors):
    """Shapes align at their last axes, behind the batch axis."""
    rank = max(t.dim() for t in tensors)
    return [t.reshape(t.shape[:1] + (1,) * (rank - t.dim()) + t.shape[1:]) for t in tensors]


def elementwise(a, inputs, p):
    function, value = a["Function"], a["Value"]
    operands = align(inputs) + ([] if value is None else [torch.tensor(value, dtype=torch.float64)])
    total = operands[0]
    for other in operands[1:]:
        total = {
            "Add": torch.add, "Sum": torch.add, "Mean": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div, "Pow": torch.pow,
            "Min": torch.minimum, "Max": torch.maximum,
        }[function](total, other)
    return total / len(operands) if function == "Mean" else total


def reduce(a, inputs, p):
    x, function, axes, keep = inputs[0], a["Function"], [axis + 1 for axis in a["Axes"]], a["KeepDims"]
    y = {
        "Mean": lambda: x.mean(axes, True),
        "Sum": lambda: x.sum(axes, True),
        "Max": lambda: x.amax(axes, True),
        "Min": lambda: x.amin(axes, True),
        "Prod": lambda: product(x, axes),
        "L1": lambda: torch.linalg.vector_norm(x, 1, axes, True),
        "L2": lambda: torch.linalg.vector_norm(x, 2, axes, True),
        "SumSquare": lambda: x.square().sum(axes, True),
        "LogSum": lambda: x.sum(axes, True).log(),
        "LogSumExp": lambda: torch.logsumexp(x, axes, True),
    }[function]()
    return y.reshape([len(x)] + a.node["shape"])


def product(x, axes):
    for axis in axes:
        x = x.prod(axis, True)
    return x


def concat(a, inputs, p):
    return torch.cat(inputs, a["Axis"] + 1)


def slices(a, inputs, p):
    x = inputs[0]
    for axis, (start, step, size) in enumerate(zip(a["Starts"], a["Steps"], a["Sizes"])):
        x = x.index_select(axis + 1, start + step * torch.arange(size))
    return x


def pad(a, inputs, p):
    mode = {"Constant": "constant", "Reflect": "reflect", "Edge": "replicate"}[a["Mode"]]
    begin, end, x = list(a["Begin"]), list(a["End"]), inputs[0]
    # Below 0 it cuts; the other modes of F.pad know neither cuts nor the axis of channels, so they go axis by axis.
    x = pad_spatial(x, [min(b, 0) for b in begin], [min(e, 0) for e in end])
    begin, end = [max(b, 0) for b in begin], [max(e, 0) for e in end]
    if mode == "constant":
        return pad_spatial(x, begin, end, a["Value"])
    a["Value"]
    for axis, sides in enumerate(zip(begin, end)):
        turned = x.movedim(axis + 1, -1)
        x = F.pad(turned.reshape(1, -1, turned.shape[-1]), sides, mode).reshape(turned.shape[:-1] + (-1,)).movedim(-1, axis + 1)
    return x


def resize(a, inputs, p):
    x, sizes, scales, coordinates, rounding = inputs[0], a["Sizes"], a["Scales"], a["Coordinates"], a["Rounding"]
    exact = all(near(s, size / n) for s, size, n in zip(scales, sizes, x.shape[2:]))
    if exact and coordinates == "Asymmetric" and rounding == "Floor":
        return F.interpolate(x, sizes, mode="nearest")
    if exact and coordinates == "HalfPixel" and rounding == "RoundPreferCeil":
        return F.interpolate(x, sizes, mode="nearest-exact")
    for axis, (size, scale) in enumerate(zip(sizes, scales)):
        n, out = x.shape[axis + 2], numpy.arange(size, dtype=float)
        at = {
            "Asymmetric": lambda: out / scale,
            "HalfPixel": lambda: (out + 0.5) / scale - 0.5,
            "PytorchHalfPixel": lambda: (out + 0.5) / scale - 0.5 if size > 1 else out * 0,
            "HalfPixelSymmetric": lambda: n / 2 * (1 - size / (scale * n)) + (out + 0.5) / scale - 0.5,
            "AlignCorners": lambda: out * (n - 1) / (size - 1) if size > 1 else out * 0,
        }[coordinates]()
        at = {
            "Floor": lambda: numpy.floor(at),
            "Ceil": lambda: numpy.ceil(at),
            "RoundPreferFloor": lambda: numpy.ceil(at - 0.5),
            "RoundPreferCeil": lambda: numpy.floor(at + 0.5),
        }[rounding]()
        x = x.index_select(axis + 2, torch.from_numpy(numpy.clip(at, 0, n - 1).astype(numpy.int64)))
    return x


def depth_to_space(a, inputs, p):
    x, block = inputs[0], a["BlockSize"]
    if a["Mode"] == "CRD":
        return F.pixel_shuffle(x, block)
    n, c, h, w = x.shape
    x = x.reshape(n, block, block, c // block**2, h, w).permute(0, 3, 4, 1, 5, 2)
    return x.reshape(n, c // block**2, h * block, w * block)


def space_to_depth(a, inputs, p):
    x, block = inputs[0], a["BlockSize"]
    n, c, h, w = x.shape
    x = x.reshape(n, c, h // block, block, w // block, block).permute(0, 3, 5, 1, 2, 4)
    return x.reshape(n, c * block**2, h // block, w // block)


def dropout(a, inputs, p):
    a["Rate"]
    return inputs[0] if "mask" not in p else inputs[0] * p["mask"]


def matmul(a, inputs, p):
    return torch.matmul(*align(inputs))


def reshape(a, inputs, p):
    return inputs[0].reshape([len(inputs[0])] + a["Shape"])


LAYERS = {
    "Activate": activate, "AvgPool": avg_pool, "BatchNorm": batch_norm, "Concat": concat, "Conv": conv, "ConvTranspose": conv_transpose,
    "Dense": dense, "DepthToSpace": depth_to_space, "Dropout": dropout, "Elementwise": elementwise, "GlobalPool": global_pool,
    "GroupNorm": group_norm, "InstanceNorm": instance_norm, "LayerNorm": layer_norm, "LocalResponseNorm": local_response_norm,
    "LpPool": lp_pool, "MatMul": matmul, "MaxPool": max_pool, "Pad": pad, "PRelu": prelu, "Reduce": reduce, "Reshape": reshape,
    "Resize": resize, "Slice": slices, "Softmax": softmax, "SpaceToDepth": space_to_depth,
    "Transpose": lambda a, inputs, p: inputs[0].permute([0] + [axis + 1 for axis in a["Axes"]]),
    "Flatten": lambda a, inputs, p: inputs[0].flatten(1),
}
