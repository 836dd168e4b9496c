"""The shipped model: pieces in, scores of every head out. numpy and ONNX Runtime only."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cronicar.errors import DataError
from cronicar.reading.parse.decode import Floats, Ints
from cronicar.reading.parse.pieces import PAD, Pieces

FILES = ("encoder.onnx", "pieces.npz", "labels.json")
BLOCK_BYTES = 18
"""A block of 32 weights: half-precision scale, then 16 bytes of nibbles (the layout of the base weights)."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence ready for the encoder: piece ids, and each word's first and last piece."""

    ids: list[int]
    first: list[int]
    last: list[int]


class Encoder:
    """The ONNX graph with its vocabulary and label sets."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise DataError(f"{folder}: model file {missing[0]} is missing; reinstall cronicar")
        os.environ.setdefault("ORT_DISABLE_TELEMETRY_EVENTS", "1")
        import onnxruntime  # half a second that only a reading has to pay

        self.labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        stored = np.load(folder / "pieces.npz")
        names = bytes(stored["pieces"]).decode().split("\n")
        self.pieces = Pieces(list(zip(names, map(float, stored["scores"]), strict=True)), self.labels["characters"])
        self._blocks: npt.NDArray[np.uint8] = stored["blocks"]
        self.relation_weights: Floats = stored["relation"].astype(np.float32)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]

    @property
    def version(self) -> str:
        """Name and date of the weights, from the model card."""
        return str(self.labels["version"])

    def _vectors(self, ids: Ints) -> Floats:
        """Piece ids [B, T] -> vectors [B, T, H], unpacked from the 4-bit blocks of the base weights."""
        flat, where = np.unique(ids, return_inverse=True)
        cells = self._blocks[flat].reshape(len(flat), -1, BLOCK_BYTES)
        scale = np.ascontiguousarray(cells[..., :2]).view("<f2").astype(np.float32)
        nibbles = cells[..., 2:]
        weights = np.concatenate([nibbles & 15, nibbles >> 4], -1).astype(np.float32) - 8
        table: Floats = (weights * scale).reshape(len(flat), -1)
        return table[where.reshape(ids.shape)]

    def run(self, batch: Sequence[Encoded]) -> dict[str, npt.NDArray[Any]]:
        """Scores of a batch, padded: ``arc`` [B, N, N + 1], ``dep`` and ``head`` of the relation scorer, ``upos``,
        ``lemma``, ``feats`` [B, N, labels], ``names_<scheme>`` [B, N, tags], ``words`` [B, N, H]."""
        ids = _pad([x.ids for x in batch], PAD)
        mask = _pad([[1] * len(x.ids) for x in batch], 0).astype(np.float32)
        feed = {
            "vectors": self._vectors(ids),
            "mask": mask,
            "first": _pad([x.first for x in batch], 0),
            "last": _pad([x.last for x in batch], 0),
        }
        return dict(zip(self._outputs, self._session.run(None, feed), strict=True))


def _pad(rows: list[list[int]], value: int) -> Ints:
    out = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out
