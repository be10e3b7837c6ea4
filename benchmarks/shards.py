"""Draws a set of small pictures in tar shards of ImageNet's kind (KEY.png, KEY.cls), for measuring the exported PyTorch training.

    python3 benchmarks/shards.py --out DIR --pictures 100000 --test 5000 --classes 20

A class is a direction and a distance of stripes; phase, contrast and noise are random, so that nobody is right by one pixel.
"""

import argparse
import io
import tarfile
from pathlib import Path

import numpy
from PIL import Image

SIDE = 16
IN_SHARD = 5000


def draw(label, classes, random):
    angle = numpy.pi * (label % (classes // 2)) / (classes // 2)
    wave = 0.6 if label < classes // 2 else 1.2
    y, x = numpy.mgrid[:SIDE, :SIDE]
    stripes = numpy.sin(wave * (x * numpy.cos(angle) + y * numpy.sin(angle)) + random.uniform(0, 2 * numpy.pi))
    levels = 128 + random.uniform(20, 60) * stripes + random.normal(0, 30, (SIDE, SIDE))
    return Image.fromarray(numpy.clip(levels, 0, 255).astype(numpy.uint8))


def write(folder, part, count, classes, seed):
    random = numpy.random.default_rng(seed)
    for first in range(0, count, IN_SHARD):
        with tarfile.open(folder / f"{part}-{first // IN_SHARD:06d}.tar", "w") as tar:
            for number in range(first, min(first + IN_SHARD, count)):
                label = int(random.integers(classes))
                picture = io.BytesIO()
                draw(label, classes, random).save(picture, "PNG")
                for extension, content in (("png", picture.getvalue()), ("cls", str(label).encode())):
                    member = tarfile.TarInfo(f"{number:08d}.{extension}")
                    member.size = len(content)
                    tar.addfile(member, io.BytesIO(content))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=100_000)
    parser.add_argument("--test", type=int, default=5_000)
    parser.add_argument("--classes", type=int, default=20)
    options = parser.parse_args()
    options.out.mkdir(parents=True)
    write(options.out, "train", options.pictures, options.classes, 1)
    write(options.out, "test", options.test, options.classes, 2)


main()
