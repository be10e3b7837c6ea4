"""Weights files of EdgeNet: safetensors in float32, with a fingerprint and a checksum (https://github.com/huggingface/safetensors)."""

import json
import os
import struct

import numpy
import torch

CHECKSUM = "edgenet.checksum"
LANES = 4096


def save(path, model, metadata):
    """Writes a model's parameters and running statistics, whole or not at all.

    metadata: texts by key, as EdgeNet writes them ("edgenet.classes", "edgenet.preparation", ...).
    """
    tensors = {}
    for name, tensor in model.state_dict().items():
        if name.rpartition(".")[2] != "num_batches_tracked":
            tensors[edgenet_name(model, name)] = tensor.detach().to("cpu", torch.float32).contiguous().numpy().astype("<f4")
    for name, array in tensors.items():
        if not numpy.isfinite(array).all():
            raise ValueError(f"{path}: tensor {name}: expected finite numbers, found others")
    header, offset = {"__metadata__": {CHECKSUM: "00000000", "edgenet.fingerprint": model.FINGERPRINT, **metadata}}, 0
    for name, array in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode("ascii")
    # Data begins at a multiple of 64 bytes, for those who map the file.
    text += b" " * (-(8 + len(text)) % 64)
    parts = [struct.pack("<Q", len(text)), text] + [array.tobytes() for array in tensors.values()]
    crc = 0
    for part in parts:
        crc = crc32c(part, crc)
    parts[1] = text.replace(b'"edgenet.checksum":"00000000"', b'"edgenet.checksum":"%08x"' % crc, 1)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise


def load(path, model):
    """Reads a file that EdgeNet or save wrote into a model."""
    with open(path, "rb") as file:
        data = file.read()
    if len(data) < 8 or struct.unpack("<Q", data[:8])[0] > len(data) - 8:
        raise ValueError(f"{path}: expected a safetensors file, found something else")
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__", {})
    found = metadata.get("edgenet.fingerprint", model.FINGERPRINT)
    if found != model.FINGERPRINT:
        raise ValueError(f"{path}: expected fingerprint {model.FINGERPRINT!r}, found {found!r}: it was written for another network")
    if CHECKSUM in metadata:
        blank = data[:start].replace(f'"{CHECKSUM}":"{metadata[CHECKSUM]}"'.encode(), f'"{CHECKSUM}":"00000000"'.encode(), 1)
        if f"{crc32c(memoryview(data)[start:], crc32c(blank)):08x}" != metadata[CHECKSUM]:
            raise ValueError(f"{path}: damaged: its checksum does not match")
    state = {}
    for name, tensor in model.state_dict().items():
        if name.rpartition(".")[2] == "num_batches_tracked":
            state[name] = tensor
            continue
        entry = header.get(edgenet_name(model, name))
        if entry is None or entry["shape"] != list(tensor.shape):
            raise ValueError(
                f"{path}: tensor {edgenet_name(model, name)}: expected shape {list(tensor.shape)}, found {entry and entry['shape']}")
        kind = {"F32": "<f4", "F16": "<f2"}.get(entry["dtype"])
        if kind is None:
            raise ValueError(f"{path}: tensor {edgenet_name(model, name)}: expected F32 or F16, found {entry['dtype']}")
        begin, end = entry["data_offsets"]
        array = numpy.frombuffer(data[start + begin : start + end], kind).astype("<f4").reshape(entry["shape"])
        state[name] = torch.from_numpy(array)
    model.load_state_dict(state)


def edgenet_name(model, name):
    """A parameter's name in weights files."""
    layer, _, role = name.rpartition(".")
    return f"{model.RENAMED.get(layer, layer)}.{role}"


def crc32c(data, crc=0):
    """CRC-32C (Castagnoli) of bytes, continued from that of the bytes before them.

    Long data are cut into lanes of equal length that numpy takes a byte of each at a time; their checksums are then joined: moving one past
    n bytes is a linear map of its bits.
    """
    data = numpy.frombuffer(data, numpy.uint8)
    length = len(data) // LANES
    if length > 64:
        lanes = data[: length * LANES].reshape(LANES, length)
        crcs = numpy.zeros(LANES, numpy.uint32)
        for column in lanes.T.copy():
            crcs = TABLE[(crcs ^ column) & 0xFF] ^ (crcs >> 8)
        shift = past_zeros(length)
        # The complement at the start is the usual preset, written as one of the state.
        state = crc ^ 0xFFFFFFFF
        for lane in crcs.tolist():
            state = moved(shift, state) ^ lane
        crc, data = state ^ 0xFFFFFFFF, data[length * LANES :]
    state, table = crc ^ 0xFFFFFFFF, TABLE.tolist()
    for byte in data.tolist():
        state = table[(state ^ byte) & 0xFF] ^ (state >> 8)
    return state ^ 0xFFFFFFFF


def byte_table():
    table = numpy.arange(256, dtype=numpy.uint32)
    for _ in range(8):
        table = numpy.where(table & 1, (table >> 1) ^ numpy.uint32(0x82F63B78), table >> 1)
    return table.astype(numpy.uint32)


TABLE = byte_table()


def moved(columns, state):
    """A linear map of 32 bits, given as what each bit becomes."""
    result = 0
    for column in columns:
        if state & 1:
            result ^= column
        state >>= 1
    return result


def past_zeros(length):
    """What each bit of a state becomes after so many bytes of 0."""
    table = TABLE.tolist()
    step = [table[(1 << bit) & 0xFF] ^ ((1 << bit) >> 8) for bit in range(32)]
    result = [1 << bit for bit in range(32)]
    while length:
        if length & 1:
            result = [moved(step, column) for column in result]
        step = [moved(step, column) for column in step]
        length >>= 1
    return result
