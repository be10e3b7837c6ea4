"""Holds data.py of an export (first argument) to one set of pictures in every layout, below a scratch folder (second argument)."""

import io
import sys
import tarfile
from pathlib import Path

sys.path.insert(0, sys.argv[1])

import numpy
from PIL import Image

import data

ROOT = Path(sys.argv[2])
CLASSES = ("ant", "bee", "cat")


def png(label, number):
    levels = numpy.random.default_rng((label, number)).integers(0, 256, (32, 32), dtype=numpy.uint8)
    file = io.BytesIO()
    Image.fromarray(levels).save(file, "PNG")
    return file.getvalue()


PICTURES = [(label, number, png(label, number)) for label in range(3) for number in range(4)]


def tar(path, members):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w") as file:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            file.addfile(member, io.BytesIO(content))


def of_class(label):
    return [(f"{CLASSES[label]}_{number}.PNG", content) for l, number, content in PICTURES if l == label]


def layouts():
    folders = ROOT / "folders"
    for label in range(3):
        for name, content in of_class(label):
            path = folders / "train" / CLASSES[label] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        tar(ROOT / "archives" / "ILSVRC2012_img_train" / f"{CLASSES[label]}.tar", of_class(label))
    inner = [(f"{CLASSES[label]}.tar", (ROOT / "archives" / "ILSVRC2012_img_train" / f"{CLASSES[label]}.tar").read_bytes()) for label in range(3)]
    tar(ROOT / "nested" / "ILSVRC2012_img_train.tar", inner)
    tar(ROOT / "one" / "train.tar", [(f"train/{CLASSES[label]}/{name}", c) for label in range(3) for name, c in of_class(label)])
    for shard in range(2):
        members = []
        for label, number, content in PICTURES[shard::2]:
            members += [(f"{label}-{number}.png", content), (f"{label}-{number}.cls", str(label).encode())]
        tar(ROOT / "shards" / f"train-{shard:06d}.tar", members)
    (ROOT / "shards" / "classes.txt").write_text("\n".join(CLASSES))
    return ("folders", "archives", "nested", "one", "shards")


def fails(action, *saying):
    try:
        action()
    except data.DataError as error:
        for text in saying:
            assert text in str(error), (text, str(error))
        return
    raise AssertionError(f"expected an error that says {saying}")


def main():
    expected = None
    for layout in layouts():
        samples = data.find(ROOT / layout, "train")
        assert list(samples.classes) == list(CLASSES), (layout, samples.classes)
        found = sorted((label, planes.numpy().tobytes()) for planes, label in (samples[i] for i in range(len(samples))))
        expected = expected or found
        assert len(found) == 12 and found == expected, layout
        assert data.find(ROOT / layout, "val") is None
        shares = [list(data.Share(samples, rank, 2, 1)) for rank in range(2)]
        assert sorted(shares[0] + shares[1]) == list(range(12)), shares
        assert shares[0] != sorted(shares[0])
    shards = [4, 5, 3] * 20
    order = data.shuffled(sum(shards), shards, numpy.random.default_rng(1))
    assert sorted(order) == list(range(sum(shards)))
    assert data.order_classes(["10", "9", "0"]) == [str(n) for n in range(11)]
    assert data.order_classes(["1999", "2001"]) == ["1999", "2001"]

    bad = ROOT / "bad"
    tar(bad / "train-0.tar", [("a.png", b"no picture"), ("a.cls", b"0")])
    fails(lambda: data.find(bad, "train")[0], "cannot be read")
    (bad / "train-0.tar").write_bytes(b"x" * 2000)
    fails(lambda: data.find(bad, "train"), "expected a tar file")
    tar(bad / "train-0.tar", [("a.png", png(0, 0)), ("a.cls", b"one")])
    fails(lambda: data.find(bad, "train"), "a number in each .cls file")
    tar(bad / "train-0.tar", [("a.png", png(0, 0)), ("a.cls", b"0"), ("b.png", png(0, 1))])
    fails(lambda: data.find(bad, "train"), "of all pictures or of none")
    fails(lambda: data.find(ROOT / "none\x1b[31m", "train"), "none\\x1b[31m")
    tar(ROOT / "other" / "test.tar", [("dog/a.png", png(0, 0))])
    fails(lambda: data.find(ROOT / "other", "test", list(CLASSES)), "'dog'")


main()
