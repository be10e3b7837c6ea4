"""Data sets that EdgeNet reads too: MNIST's IDX files, folders of pictures by class, and tar files of ImageNet's layouts.

A tar file is read in place. An index keeps where each picture in it lies, 28 bytes a picture. Pictures are in memory a batch at a time.
"""

import array
import gzip
import io
import os
import re
import struct
import tarfile
from pathlib import Path

import numpy
import torch
from torch.utils.data import Dataset, Sampler

import preparation

PARTS = {"train": ("train", "training", "trn"), "val": ("val", "valid", "validation", "validate", "dev"),
         "test": ("test", "testing", "tst", "t10k")}
PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".pgm", ".ppm", ".pnm")
# Shards whose samples are shuffled together: reading stays near to where it was.
SHARDS_TOGETHER = 16


class DataError(Exception):
    """A data set that is missing, damaged, or of no known layout."""


def find(root, part, classes=None):
    """The samples of a part; None where the data set has no such part.

    part: "train", "val" or "test". classes: names in the order of the outputs; those of the part if not given.
    """
    root = Path(root)
    if not root.is_dir():
        raise DataError(f"{str(root)!r}: expected a folder, found none")
    idx = find_idx(root, part)
    if idx:
        return IdxSamples(*idx)
    folders = [f for f in sorted(root.iterdir()) if f.is_dir() and part_of(f.name) == part]
    tars = [f for f in sorted(root.iterdir()) if f.suffix == ".tar" and part_of(f.name) == part]
    for folder in folders:
        inner = [f for f in sorted(folder.iterdir()) if f.suffix == ".tar"]
        if inner:
            tars += inner
        elif any(f.is_dir() for f in folder.iterdir()):
            return FolderSamples(folder, classes)
    return TarSamples(tars, classes) if tars else None


def part_of(name):
    """The part that a file or folder is of, by the words of its name: train-000001.tar, ILSVRC2012_img_val.tar."""
    for word in re.split("[^a-z0-9]+", name.lower()):
        for part, names in PARTS.items():
            if word in names:
                return part
    return None


def find_idx(root, part):
    """Pictures and labels in IDX files, gzipped or not, in the folder or one or two below."""
    files = [f for pattern in ("*", "*/*", "*/*/*") for f in sorted(root.glob(pattern)) if re.search("[-_.]idx[13][-_.]", f.name)]
    files = [f for f in files if part_of(f.name) == part]
    roles = [[f for f in files if role in f.name.lower()] for role in ("images", "labels")]
    return (roles[0][0], roles[1][0]) if all(roles) else None


class PictureSamples(Dataset):
    """Samples as (planes, label): uint8 planes of the network's size, and the number of the class."""

    classes = ()
    labels = ()
    # Where the order of reading matters, the number of samples in each shard.
    shards = None
    # Training may show parts of pictures: the least share of the area, or None.
    crop = None

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        picture = self.picture(index)
        if self.crop is not None:
            picture = random_crop(picture, self.crop)
        return torch.from_numpy(preparation.prepare_bytes(picture)), int(self.labels[index])


class IdxSamples(PictureSamples):
    """MNIST's files, in memory."""

    def __init__(self, pictures, labels):
        self.pictures, self.labels = read_idx(pictures), read_idx(labels)
        if len(self.pictures) != len(self.labels):
            raise DataError(f"{str(labels)!r}: expected {len(self.pictures)} labels, found {len(self.labels)}")
        self.classes = [str(c) for c in range(int(self.labels.max()) + 1)]

    def picture(self, index):
        return self.pictures[index]


def read_idx(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        data = file.read()
    if len(data) < 4 or data[:3] != b"\0\0\x08" or len(data) < 4 + 4 * data[3]:
        raise DataError(f"{str(path)!r}: expected an IDX file of bytes, found something else")
    shape = struct.unpack(f">{data[3]}I", data[4 : 4 + 4 * data[3]])
    values = numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * data[3])
    if len(values) != numpy.prod(shape, dtype=numpy.int64):
        raise DataError(f"{str(path)!r}: expected {shape} elements, found {len(values)}")
    return values.reshape(shape)


class FolderSamples(PictureSamples):
    """A folder of pictures for each class."""

    def __init__(self, root, classes):
        names = [f.name for f in sorted(root.iterdir()) if f.is_dir() and not f.name.startswith(".")]
        self.root, self.classes = root, classes or order_classes(names)
        paths, labels = [], array.array("i")
        for name in names:
            label = class_number(self.classes, name, root / name)
            for file in sorted((root / name).rglob("*")):
                if file.suffix.lower() in PICTURES and not file.name.startswith("."):
                    paths.append(os.fsencode(file.relative_to(root)))
                    labels.append(label)
        if not paths:
            raise DataError(f"{str(root)!r}: expected pictures in a folder for each class, found none")
        # Bytes side by side, which processes share.
        self.paths, self.labels = numpy.array(paths), numpy.array(labels, numpy.int32)

    def picture(self, index):
        path = self.root / os.fsdecode(bytes(self.paths[index]))
        return decode(path.read_bytes(), path)


class TarSamples(PictureSamples):
    """Tar files: shards with KEY.jpg and KEY.cls, a file for each class, a file of such files, or folders of classes in one."""

    def __init__(self, tars, classes):
        self.files, self.shards, self.handles = [str(t) for t in tars], [], {}
        self.index = array.array("q")
        # Labels are numbers in .cls files, or names, which numbers stand for until all are known.
        self.labels, self.names, self.are_named = array.array("i"), {}, None
        for number, path in enumerate(self.files):
            with open(path, "rb") as file:
                self.read_index(number, file, path)
        if not self.labels:
            raise DataError(f"{self.files[0]!r}: expected pictures, found none")
        self.index = numpy.frombuffer(self.index, numpy.int64).reshape(-1, 3)
        self.labels = numpy.frombuffer(self.labels, numpy.int32)
        if self.are_named:
            self.classes = classes or order_classes(self.names)
            self.labels = numpy.array([class_number(self.classes, name, self.files[0]) for name in self.names], numpy.int32)[self.labels]
            # A shard is of one class or a few: samples are drawn from all shards.
            self.shards = None
        else:
            self.classes = classes or read_names(Path(self.files[0]).parent) or [str(c) for c in range(int(self.labels.max()) + 1)]

    def read_index(self, number, file, name, base=0):
        """Notes where each picture lies, and of what class it is. The files of a sample stand side by side."""
        count = len(self.labels)
        stem, place, number_in_file, folder = None, None, None, ""
        try:
            with tarfile.open(fileobj=file, mode="r:") as tar:
                for member in tar:
                    tar.members = []  # A tar file of a million members is not kept.
                    if not member.isreg():
                        continue
                    key, extension = os.path.splitext(member.name)
                    if key != stem:
                        self.add(place, number_in_file, folder or name)
                        stem, place, number_in_file = key, None, None
                    if extension == ".tar":
                        inner = Part(file, member.offset_data, member.size)
                        self.read_index(number, inner, member.name, base + member.offset_data)
                    elif extension.lower() in PICTURES:
                        place, folder = (number, base + member.offset_data, member.size), os.path.dirname(member.name)
                    elif extension == ".cls":
                        number_in_file = int(tar.extractfile(member).read(32))
                self.add(place, number_in_file, folder or name)
        except (tarfile.TarError, ValueError) as error:
            raise DataError(f"{name!r}: expected a tar file, and a number in each .cls file: {error}") from None
        if len(self.labels) > count:
            self.shards.append(len(self.labels) - count)

    def add(self, place, number, owner):
        """A sample of a numbered class, or of that which its folder or its file is called after."""
        if place is None:
            return
        is_named = number is None
        if self.are_named not in (None, is_named):
            raise DataError(f"{self.files[place[0]]!r}: expected classes in .cls files of all pictures or of none")
        self.are_named = is_named
        if is_named:
            name = os.path.basename(owner.removesuffix(".tar"))
            number = self.names.setdefault(name, len(self.names))
        self.index.extend(place)
        self.labels.append(number)

    def picture(self, index):
        number, offset, size = (int(n) for n in self.index[index])
        # Each process opens its own.
        key = (os.getpid(), number)
        if key not in self.handles:
            if len(self.handles) >= 64:
                os.close(self.handles.pop(next(iter(self.handles))))
            self.handles[key] = os.open(self.files[number], os.O_RDONLY)
        return decode(os.pread(self.handles[key], size, offset), f"{self.files[number]} at {offset}")


class Part(io.RawIOBase):
    """A part of a file as a file: a tar file in a tar file."""

    def __init__(self, file, offset, size):
        self.file, self.offset, self.size, self.at = file, offset, size, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.at

    def seek(self, offset, whence=0):
        self.at = offset + (0, self.at, self.size)[whence]
        return self.at

    def read(self, size=-1):
        size = max(0, self.size - self.at) if size is None or size < 0 else min(size, max(0, self.size - self.at))
        place = self.file.tell()
        self.file.seek(self.offset + self.at)
        data = self.file.read(size)
        self.file.seek(place)
        self.at += len(data)
        return data


def decode(data, name):
    try:
        return preparation.decode(data)
    except Exception as error:
        raise DataError(f"{str(name)!r}: the picture cannot be read: {error}") from None


def random_crop(picture, least):
    """A part of a picture of at least that share of its area, its sides no more than 4 to 3 apart from the picture's."""
    height, width = picture.shape[:2]
    area = float(torch.empty(1).uniform_(least, 1))
    aspect = float(torch.empty(1).uniform_(-1, 1).mul_(numpy.log(4 / 3)).exp())
    h = min(height, max(1, round(height * (area / aspect) ** 0.5)))
    w = min(width, max(1, round(width * (area * aspect) ** 0.5)))
    top, left = (int(torch.randint(0, limit + 1, (1,))) for limit in (height - h, width - w))
    return picture[top : top + h, left : left + w]


def read_names(folder):
    """The names of the classes, a line each, where shards have them beside them."""
    path = folder / "classes.txt"
    return path.read_text("utf-8").splitlines() if path.is_file() else None


def order_classes(names):
    """Classes by name; names that are all numbers by their size, digits and numbers from 0 on as the outputs of these numbers."""
    names = sorted(names)
    if not all(re.fullmatch("[0-9]{1,9}", name) for name in names):
        return names
    by_number = {int(name): name for name in reversed(names)}
    largest = max(by_number)
    if largest < 11 or (0 in by_number and largest < 2 * len(by_number)):
        return [by_number.get(n, str(n)) for n in range(largest + 1)]
    return [by_number[n] for n in sorted(by_number)]


def class_number(classes, name, place):
    if name not in classes:
        raise DataError(f"{str(place)!r}: expected one of the {len(classes)} classes of the training part, found {name!r}")
    return classes.index(name)


class Share(Sampler):
    """What one process learns from in an epoch: as many samples as every other, in an order that the seed tells."""

    def __init__(self, samples, rank, processes, seed):
        self.samples, self.rank, self.processes, self.seed, self.epoch = samples, rank, processes, seed, 0

    def __len__(self):
        return len(self.samples) // self.processes

    def __iter__(self):
        random = numpy.random.default_rng((self.seed, self.epoch))
        order = shuffled(len(self.samples), self.samples.shards, random)
        # Neighbors go to different processes, which then read side by side.
        return iter(order[self.rank :: self.processes][: len(self)].tolist())


def shuffled(count, shards, random):
    """All samples in random order; of shards some at a time, these in random order too."""
    if shards is None or len(shards) <= SHARDS_TOGETHER:
        return random.permutation(count)
    ends = numpy.cumsum(shards)
    order = random.permutation(len(shards))
    blocks = []
    for start in range(0, len(order), SHARDS_TOGETHER):
        members = [numpy.arange(ends[s] - shards[s], ends[s]) for s in order[start : start + SHARDS_TOGETHER]]
        blocks.append(random.permutation(numpy.concatenate(members)))
    return numpy.concatenate(blocks)
