"""torch_peer.py NETWORK BATCH THREADS: trains a network of EdgeNet on random samples, a round for each line on standard input.

A line holds the number of steps; the answer is the time of the round in seconds. The first line that is printed names the version.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class LeNet5(nn.Sequential):
    shape, classes = (1, 32, 32), 10

    def __init__(self):
        super().__init__(
            nn.Conv2d(1, 6, 5), nn.Tanh(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 60), nn.Tanh(), nn.Linear(60, 10))


class TimeSeriesCnn(nn.Sequential):
    shape, classes = (9, 128), 6

    def __init__(self):
        super().__init__(
            nn.Conv1d(9, 32, 7, padding=3), nn.BatchNorm1d(32), nn.ReLU(), nn.MaxPool1d(2),
            nn.Conv1d(32, 64, 5, padding=2), nn.BatchNorm1d(64), nn.ReLU(), nn.MaxPool1d(2),
            nn.Conv1d(64, 128, 3, padding=1), nn.BatchNorm1d(128), nn.ReLU(), nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(128, 6))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.stride = stride
        # TensorFlow's SAME with a stride of 2 pads the end alone.
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1 if stride == 1 else 0)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Conv2d(inputs, outputs, 1, stride=stride) if stride > 1 else nn.Identity()

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x if self.stride == 1 else F.pad(x, (0, 1, 0, 1)))))
        return F.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


class ResNet8(nn.Sequential):
    shape, classes = (3, 32, 32), 10

    def __init__(self):
        super().__init__(
            nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), Block(16, 16, 1), Block(16, 32, 2), Block(32, 64, 2),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def main(name, batch, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = {c.__name__: c for c in (LeNet5, TimeSeriesCnn, ResNet8)}[name]()
    network.train()
    samples = torch.rand((64 * batch,) + network.shape)
    labels = torch.randint(0, network.classes, (64 * batch,))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.05)
    order = torch.randperm(len(samples))
    at = 0
    print("PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            if at + batch > len(samples):
                order, at = torch.randperm(len(samples)), 0
            chosen = order[at:at + batch]
            at += batch
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(network(samples[chosen]), labels[chosen]).backward()
            optimizer.step()
        print(time.perf_counter() - start, flush=True)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
