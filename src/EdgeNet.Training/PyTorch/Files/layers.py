"""Layers that torch.nn has not, by ONNX's definitions. Tensors are (batch, channels, spatial axes)."""

import torch
import torch.nn.functional as F
from torch import nn


class Constant(nn.Module):
    """Trained numbers as a tensor, the same for each sample."""

    def __init__(self, shape):
        super().__init__()
        self.value = nn.Parameter(torch.zeros(shape))

    def forward(self, batch):
        return self.value.expand(batch, *self.value.shape)


class PReLU(nn.Module):
    """x where it is 0 or more, else weight * x; the weight is aligned at the last axis."""

    def __init__(self, shape):
        super().__init__()
        self.weight = nn.Parameter(torch.full(shape, 0.25))

    def forward(self, x):
        return torch.where(x >= 0, x, self.weight * x)


def windows(x, kernel, stride, begin, end, dilation, size, fill):
    """The elements of each window on a last axis: (batch, channels, *size, elements). What lies outside is filled."""
    rank = len(kernel)
    spatial = x.shape[2:]
    sides = []
    for i in reversed(range(rank)):
        reach = (size[i] - 1) * stride[i] + dilation[i] * (kernel[i] - 1) + 1
        sides += [begin[i], max(0, reach - spatial[i] - begin[i])]
    x = F.pad(x, sides, value=fill)
    for i in range(rank):
        at = (torch.arange(size[i]) * stride[i]).unsqueeze(1) + torch.arange(kernel[i]) * dilation[i]
        x = x.index_select(2 + 2 * i, at.reshape(-1).to(x.device)).unflatten(2 + 2 * i, at.shape)
    order = [0, 1] + [2 + 2 * i for i in range(rank)] + [3 + 2 * i for i in range(rank)]
    return x.permute(order).flatten(2 + rank)


def avg_pool(x, kernel, stride, begin, end, dilation, size, count_include_pad):
    """Padding counts in the divisor if asked for; what lies past the padded end never does."""
    counted = torch.ones_like(x[:1, :1])
    before = begin
    if count_include_pad:
        sides = [side for pair in zip(reversed(begin), reversed(end)) for side in pair]
        counted = F.pad(counted, sides, value=1.0)
        before = (0,) * len(kernel)
    total = windows(x, kernel, stride, begin, end, dilation, size, 0.0).sum(-1)
    return total / windows(counted, kernel, stride, before, end, dilation, size, 0.0).sum(-1)


def conv_transpose(module, x, sides):
    """A transposed convolution whose sides differ: all of it is computed, then cut or continued."""
    function = getattr(F, f"conv_transpose{len(module.kernel_size)}d")
    full = function(x, module.weight, None, module.stride, 0, 0, module.groups, module.dilation)
    full = F.pad(full, sides)
    if module.bias is None:
        return full
    return full + module.bias.reshape((1, -1) + (1,) * len(module.kernel_size))


def local_response_norm(x, size, alpha, beta, k):
    """x / (k + alpha / size * sum of squares)**beta; of an even size the sum takes one channel more behind than before."""
    squares = F.pad((x * x).reshape(x.shape[0], x.shape[1], -1), (0, 0, (size - 1) // 2, size // 2))
    sums = squares.unfold(1, size, 1).sum(-1).reshape(x.shape)
    return x / (k + alpha / size * sums).pow(beta)


def pad(x, sides, mode):
    """F.pad in reflect or replicate mode on any axis, the axis of channels among them; below 0 it cuts first."""
    x = F.pad(x, [min(side, 0) for side in sides])
    for i in range(len(sides) // 2):
        axis, pair = x.dim() - 1 - i, [max(side, 0) for side in sides[2 * i : 2 * i + 2]]
        if any(pair):
            turned = x.movedim(axis, -1)
            padded = F.pad(turned.reshape(1, -1, turned.shape[-1]), pair, mode)
            x = padded.reshape(turned.shape[:-1] + (-1,)).movedim(-1, axis)
    return x


def depth_to_space(x, block):
    """Channels are (row in block, column in block, channel): ONNX's mode DCR."""
    n, c, h, w = x.shape
    x = x.reshape(n, block, block, c // block**2, h, w).permute(0, 3, 4, 1, 5, 2)
    return x.reshape(n, c // block**2, h * block, w * block)


def space_to_depth(x, block):
    """Blocks of pixels as channels (row in block, column in block, channel)."""
    n, c, h, w = x.shape
    x = x.reshape(n, c, h // block, block, w // block, block).permute(0, 3, 5, 1, 2, 4)
    return x.reshape(n, c * block**2, h // block, w // block)
