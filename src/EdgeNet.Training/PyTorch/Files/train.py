"""Trains the network of model.py on one or several processors or GPUs, and writes weights that EdgeNet loads.

    torchrun --nproc_per_node 4 train.py --data DIR --epochs 90 --out trained.safetensors

Each process learns from its share of each batch; gradients are averaged (DistributedDataParallel). Evaluation counts every sample once.
The weights are those of the last epoch: no epoch is chosen by the data that it is judged by.
"""

import argparse
import datetime
import json
import math
import os
import sys
import time

import torch
import torch.distributed as distributed
import torch.nn.functional as F
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, Subset

import data
import preparation
import weights
from model import Network


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="a folder with the parts train, and val or test: see README.md for the layouts")
    parser.add_argument("--out", default="trained.safetensors", help="the weights to write")
    parser.add_argument("--force", action="store_true", help="replaces weights that are there")
    parser.add_argument("--weights", help="weights to start from")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=64, help="samples a step of each process")
    parser.add_argument("--optimizer", choices=("sgd", "adamw"), default="sgd")
    parser.add_argument("--rate", type=float, help="the learning rate; 0.05 for sgd and 0.001 for adamw if not given")
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--weight-decay", type=float, default=1e-4)
    parser.add_argument("--schedule", choices=("cosine", "constant"), default="cosine")
    parser.add_argument("--warmup", type=float, default=0, help="epochs in which the learning rate rises to its full value")
    parser.add_argument("--label-smoothing", type=float, default=0.0)
    parser.add_argument("--flip", action="store_true", help="mirrors half of the pictures, left for right")
    parser.add_argument("--crop", type=float, help="shows a random part of each picture, of at least this share of its area, such as 0.08")
    parser.add_argument("--checkpoint", help="a file that takes the state after each epoch")
    parser.add_argument("--resume", action="store_true", help="goes on from the checkpoint where it is there")
    parser.add_argument("--workers", type=int, default=2, help="processes that read pictures, for each process that learns")
    parser.add_argument("--backend", choices=("auto", "gloo", "nccl"), default="auto")
    parser.add_argument("--no-amp", action="store_true", help="computes in float32 alone on a GPU too")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if min(options.epochs, options.batch) < 1 or options.workers < 0:
        parser.error("expected epochs and batch of 1 or more, and workers of 0 or more")
    if options.resume and not options.checkpoint:
        parser.error("--resume: expected --checkpoint FILE, found none")
    if options.crop is not None and not 0 < options.crop <= 1:
        parser.error("--crop: expected a share above 0, up to 1")
    for path in filter(None, (options.out, options.checkpoint)):
        if not os.path.isdir(os.path.dirname(path) or "."):
            parser.error(f"{path}: there is no folder {os.path.dirname(path)!r}")
    if os.path.exists(options.out) and not options.force:
        parser.error(f"{options.out}: there is a file already; give another one with --out, or --force to replace it")
    return options


class Logits(nn.Module):
    """What the loss takes: the outputs before the softmax."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network.logits(x) if hasattr(self.network, "logits") else self.network(x)


class Run:
    """One process of a training."""

    def __init__(self, options):
        self.options = options
        self.processes = int(os.environ.get("WORLD_SIZE", 1))
        self.rank = int(os.environ.get("RANK", 0))
        has_gpu = torch.cuda.is_available() and options.backend != "gloo"
        self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if has_gpu else torch.device("cpu")
        if has_gpu:
            torch.cuda.set_device(self.device)
        if self.processes > 1:
            backend = options.backend if options.backend != "auto" else "nccl" if has_gpu else "gloo"
            distributed.init_process_group(backend)
        torch.manual_seed(options.seed + self.rank)
        self.amp = has_gpu and not options.no_amp
        self.mean, self.deviation = (
            torch.tensor(preparation.SETTINGS[key], device=self.device).reshape(1, -1, 1, 1) for key in ("mean", "deviation"))
        self.load_data()
        self.build()

    def load_data(self):
        self.train_part = data.find(self.options.data, "train")
        if self.train_part is None:
            raise data.DataError(f"{self.options.data!r}: expected a training part, found none; README.md tells the layouts")
        self.train_part.crop = self.options.crop
        self.classes = list(self.train_part.classes)
        others = {part: data.find(self.options.data, part, self.classes) for part in ("val", "test")}
        self.parts = {part: samples for part, samples in others.items() if samples is not None}
        outputs = math.prod(next(iter(Network.OUTPUTS.values())))
        for part in [self.train_part, *self.parts.values()]:
            if int(part.labels.max()) >= outputs or int(part.labels.min()) < 0:
                raise data.DataError(
                    f"{self.options.data!r}: expected classes 0 to {outputs - 1}, found {int(part.labels.min())} to "
                    f"{int(part.labels.max())}; edgenet export --classes {len(self.classes)} fits the network to the data")
        if len(self.train_part) < self.processes * self.options.batch:
            raise data.DataError(f"{self.options.data!r}: expected at least a batch for each process, found {len(self.train_part)} samples")

    def build(self):
        options = self.options
        # All processes begin with the same parameters.
        torch.manual_seed(options.seed)
        self.network = Network()
        if options.weights:
            weights.load(options.weights, self.network)
        self.network.to(self.device)
        torch.manual_seed(options.seed + self.rank)
        self.learner = Logits(self.network)
        if self.processes > 1:
            self.learner = DistributedDataParallel(self.learner, [self.device] if self.device.type == "cuda" else None)
        rate = options.rate or {"sgd": 0.05, "adamw": 0.001}[options.optimizer]
        # Biases, scales of norms and other vectors are not decayed.
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        others = [p for p in self.network.parameters() if p.dim() <= 1]
        groups = [{"params": decayed, "weight_decay": options.weight_decay}, {"params": others, "weight_decay": 0.0}]
        groups = [group for group in groups if group["params"]]
        self.optimizer = (torch.optim.SGD(groups, rate, options.momentum, nesterov=options.momentum > 0) if options.optimizer == "sgd"
                          else torch.optim.AdamW(groups, rate))
        self.order = data.Share(self.train_part, self.rank, self.processes, options.seed)
        self.loader = DataLoader(self.train_part, options.batch, sampler=self.order, num_workers=options.workers, drop_last=True,
                                 pin_memory=self.device.type == "cuda")
        steps = len(self.loader)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda step: self.share_of_rate(step / steps))
        self.scaler = torch.cuda.amp.GradScaler(enabled=self.amp)

    def share_of_rate(self, epoch):
        """The learning rate at a time in epochs, as a share of the full one."""
        warmup = min(1.0, (epoch + 1e-3) / self.options.warmup) if self.options.warmup > 0 else 1.0
        if self.options.schedule == "constant":
            return warmup
        return warmup * 0.5 * (1 + math.cos(math.pi * min(1.0, epoch / self.options.epochs)))

    def to_input(self, planes):
        planes = planes.to(self.device, non_blocking=True).float().mul_(1 / 255)
        return ((planes - self.mean) / self.deviation).reshape(len(planes), *next(iter(Network.INPUTS.values())))

    def train_epoch(self, epoch):
        self.learner.train()
        self.order.epoch = epoch
        total = torch.zeros(2, dtype=torch.float64, device=self.device)
        for planes, labels in self.loader:
            labels = labels.to(self.device, non_blocking=True)
            if self.options.flip:
                planes = torch.where(torch.rand(len(planes), 1, 1, 1) < 0.5, planes.flip(-1), planes)
            with torch.autocast(self.device.type, dtype=torch.float16 if self.amp else torch.bfloat16, enabled=self.amp):
                logits = self.learner(self.to_input(planes))
                loss = F.cross_entropy(logits.flatten(1), labels, label_smoothing=self.options.label_smoothing)
            self.optimizer.zero_grad(set_to_none=True)
            self.scaler.scale(loss).backward()
            self.scaler.step(self.optimizer)
            self.scaler.update()
            self.schedule.step()
            total[0] += loss.detach().double() * len(labels)
            total[1] += len(labels)
        total = self.sum(total)
        if not math.isfinite(total[0]):
            raise ArithmeticError(f"epoch {epoch + 1}: the loss is no finite number; try a lower --rate")
        return float(total[0] / total[1])

    @torch.no_grad()
    def evaluate(self, samples):
        """Samples whose class is the likeliest, and among the five likeliest, of how many."""
        self.network.eval()
        if self.processes > 1:
            # Running statistics of norms are those of the process that writes the weights.
            for buffer in self.network.buffers():
                distributed.broadcast(buffer, 0)
        share = Subset(samples, range(self.rank, len(samples), self.processes))
        counts = torch.zeros(3, dtype=torch.float64)
        for planes, labels in DataLoader(share, self.options.batch, num_workers=self.options.workers):
            outputs = self.network(self.to_input(planes)).float().flatten(1).cpu()
            ranks = outputs.topk(min(5, outputs.shape[1]), dim=1).indices == labels.unsqueeze(1)
            counts += torch.tensor([ranks[:, 0].sum(), ranks.sum(), len(labels)])
        return [int(n) for n in self.sum(counts)]

    def sum(self, numbers):
        """Over all processes."""
        if self.processes > 1:
            numbers = numbers.to(self.device)
            distributed.all_reduce(numbers)
        return numbers.cpu()

    def train(self):
        start = self.restore()
        parts = ", ".join(f"{len(s)} of {p}" for p, s in self.parts.items()) or "none to evaluate"
        self.tell(f"{type(self.network).__name__}: {self.processes} x {self.device}, {len(self.train_part)} samples to learn from, "
                  f"{parts}, {len(self.classes)} classes")
        for epoch in range(start, self.options.epochs):
            began = time.monotonic()
            loss = self.train_epoch(epoch)
            line = f"epoch {epoch + 1}/{self.options.epochs}: loss {loss:.4f}"
            if "val" in self.parts:
                line += ", validation " + told(self.evaluate(self.parts["val"]))
            self.tell(f"{line}, {time.monotonic() - began:.1f} s")
            self.store(epoch + 1)
        part = "test" if "test" in self.parts else "val" if "val" in self.parts else None
        counts = self.evaluate(self.parts[part]) if part else None
        if counts:
            self.tell(f"{part}: {told(counts)}")
        if self.rank == 0:
            weights.save(self.options.out, self.network, self.metadata(part, counts))
        self.tell(f"{self.options.out}: written; edgenet evaluate NETWORK --weights {self.options.out} --data {self.options.data}")

    def metadata(self, part, counts):
        """What EdgeNet wants to know of weights."""
        texts = {
            "edgenet.classes": json.dumps([name[:1000] for name in self.classes]),
            "edgenet.preparation": json.dumps(preparation.SETTINGS),
            "edgenet.data": os.path.basename(os.path.abspath(self.options.data))[:1000],
            "edgenet.date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
        }
        if counts:
            texts["edgenet.accuracy"] = f"{'test' if part == 'test' else 'validation'} {counts[0]}/{counts[2]}"
        return texts

    def store(self, epoch):
        if not self.options.checkpoint or self.rank > 0:
            return
        temporary = f"{self.options.checkpoint}.{os.getpid()}.tmp"
        state = {"epoch": epoch, "fingerprint": Network.FINGERPRINT, "network": self.network.state_dict(),
                 "optimizer": self.optimizer.state_dict(), "schedule": self.schedule.state_dict(), "scaler": self.scaler.state_dict()}
        torch.save(converted(state, float, lambda number: torch.tensor(number, dtype=torch.float64)), temporary)
        os.replace(temporary, self.options.checkpoint)

    def restore(self):
        """The epochs that a checkpoint has behind it; 0 without one."""
        if not self.options.resume or not os.path.exists(self.options.checkpoint):
            return 0
        # Tensors and numbers alone: a checkpoint of a stranger runs nothing.
        state = torch.load(self.options.checkpoint, map_location=self.device, weights_only=True)
        state = converted(state, torch.Tensor, lambda t: t.item() if t.dtype == torch.float64 and t.dim() == 0 else t)
        if state["fingerprint"] != Network.FINGERPRINT:
            raise data.DataError(f"{self.options.checkpoint!r}: it was written for another network")
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.scaler.load_state_dict(state["scaler"])
        self.tell(f"{self.options.checkpoint}: going on after epoch {state['epoch']}")
        return state["epoch"]

    def tell(self, line):
        if self.rank == 0:
            print(line, flush=True)


def converted(value, kind, convert):
    """A checkpoint with other values of one kind: PyTorch 1.13 loads numbers from strangers as tensors only."""
    if isinstance(value, kind):
        return convert(value)
    if isinstance(value, dict):
        return {key: converted(inner, kind, convert) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(converted(inner, kind, convert) for inner in value)
    return value


def told(counts):
    correct, among, samples = counts
    return f"top-1 {100 * correct / samples:.2f} % ({correct} of {samples}), top-5 {100 * among / samples:.2f} %"


def main():
    options = arguments()
    try:
        Run(options).train()
    except (data.DataError, ArithmeticError, OSError, ValueError) as error:
        print(f"train.py: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
