"""Pictures as a network's input, as EdgeNet prepares them: the rule is SETTINGS, which weights files carry."""

import io
import json

import numpy
from PIL import Image, ImageOps

# What EdgeNet calls edgenet.preparation.
SETTINGS = json.loads(@SETTINGS@)
SHAPE = tuple(SETTINGS["shape"])
CHANNELS, HEIGHT, WIDTH = SHAPE


def decode(data):
    """An encoded picture as bytes (height, width) or (height, width, 3), upright, transparency on white."""
    with Image.open(io.BytesIO(data)) as image:
        image = ImageOps.exif_transpose(image)
        if image.mode.startswith("I") or image.mode == "F":
            deep = numpy.asarray(image, numpy.float64)
            return numpy.clip(numpy.rint(deep / 257), 0, 255).astype(numpy.uint8)
        if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
            image = image.convert("RGBA")
            white = Image.new("RGBA", image.size, (255, 255, 255, 255))
            image = Image.alpha_composite(white, image).convert("RGB")
        return numpy.asarray(image if image.mode == "L" else image.convert("L" if image.mode == "1" else "RGB"))


def prepare_bytes(picture):
    """A picture of any size, uint8, as the uint8 planes (channels, height, width) of the network's size."""
    if CHANNELS == 1 and picture.ndim == 3:
        # Rec. 601.
        picture = numpy.rint(picture @ numpy.array([0.299, 0.587, 0.114], numpy.float32)).astype(numpy.uint8)
    inverts = SETTINGS["inversion"] == "always" or (SETTINGS["inversion"] == "bright-paper" and has_bright_border(picture))
    rows, filled_height = axis(picture.shape[0], HEIGHT, picture.shape[1], WIDTH)
    columns, filled_width = axis(picture.shape[1], WIDTH, picture.shape[0], HEIGHT)
    planes = picture[None] if picture.ndim == 2 else picture.transpose(2, 0, 1)
    if SETTINGS["color"] == "bgr":
        planes = planes[::-1]
    levels = resample(rows, planes.astype(numpy.float32), columns)
    levels = numpy.rint(255 - levels if inverts else levels).astype(numpy.uint8)
    top, left = (HEIGHT - filled_height) // 2, (WIDTH - filled_width) // 2
    result = numpy.zeros(SHAPE, numpy.uint8)
    result[:, top : top + filled_height, left : left + filled_width] = levels
    return result


def normalize(planes):
    """uint8 planes as the network's float32 input."""
    mean, deviation = (numpy.array(SETTINGS[key], numpy.float32).reshape(-1, 1, 1) for key in ("mean", "deviation"))
    return (planes.astype(numpy.float32) * numpy.float32(1 / 255) - mean) / deviation


def has_bright_border(picture):
    """Whether a picture is of dark ink on bright paper."""
    sides = [picture[0], picture[-1] if len(picture) > 1 else picture[:0], picture[1:-1, 0]]
    if picture.shape[1] > 1:
        sides.append(picture[1:-1, -1])
    border = numpy.concatenate([side.reshape(-1) for side in sides])
    return int(border.sum(dtype=numpy.int64)) > 127 * border.size


def resample(rows, planes, columns):
    """Rows and columns of each plane; None for an axis that keeps its pixels."""
    if rows is not None:
        planes = numpy.matmul(rows, planes)
    return planes if columns is None else numpy.matmul(planes, columns.T)


CACHE = {}


def axis(size, target, other_size, other_target):
    """How an axis is sampled: weights (filled, size), each row of sum 1, and the target pixels that are filled."""
    key = (size, target, other_size, other_target)
    if key not in CACHE:
        if len(CACHE) >= 64:
            CACHE.clear()
        CACHE[key] = compute_axis(*key)
    return CACHE[key]


def compute_axis(size, target, other_size, other_target):
    fit = SETTINGS["fit"]
    ratio, other = target / size, other_target / other_size
    start, extent, filled = 0.0, float(size), target
    if fit == "fill":
        extent = min(size, target / max(ratio, other))
        start = (size - extent) / 2
    elif fit != "stretch":
        scale = min(ratio, other) if fit == "fit" else min(ratio, other, 1)
        filled = min(max(round(size * scale), 1), target)
    scale = extent / filled
    if start == 0 and scale == 1:
        return None, filled
    weights = numpy.zeros((filled, size))
    for i in range(filled):
        if scale >= 1:
            # Shrunk: the pixels that are covered, by the share that is covered.
            begin = start + i * scale
            end = min(begin + scale, start + extent)
            for k in range(min(int(begin), size - 1), min(int(numpy.ceil(end)), size)):
                weights[i, k] = max(0.0, min(k + 1, end) - max(k, begin))
        else:
            # Enlarged: linear between the centers of two pixels.
            center = min(max(start + (i + 0.5) * scale - 0.5, 0), size - 1)
            for k in range(int(center), min(int(center) + 2, size)):
                weights[i, k] = 1 - abs(k - center)
        weights[i] /= weights[i].sum()
    return weights.astype(numpy.float32), filled
