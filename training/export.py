"""State of a training run -> the files that ship: ``encoder.onnx``, ``pieces.npz``, ``labels.json``.

    python -m training.export --run build/model --out src/cronicar/languages/_model

Weights are stored as 8-bit integers, 32 to a scale, and turned back into float32 when the graph is loaded
(constant folding), so that the arithmetic stays that of float32: dynamic 8-bit activations cost 0.7 LAS and are no
faster on processors without VNNI. The vocabulary keeps the base model's own 4-bit blocks: it was frozen.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from cronicar.reading.document import fold
from training import base as base_weights
from training.conllu import read_conllu
from training.network import Labels, Network
from training.train import DEPTH, FROZEN

SMALLEST_QUANTISED = 4096
BLOCK = 32
"""Inputs that share a scale: the block of the base weights, so that its frozen layers are stored without loss."""
TREEBANK = "ro/rrt-train.conllu.gz"


class Graph(nn.Module):
    """Everything in one graph, from piece vectors to scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        states = net.encoder(net.encoder.embed(vectors), mask)
        words = net.words(states, first, last)
        arc, dep, head = net.syntax(words)
        names = tuple(layer(words) for layer in net.names.values())
        return (arc, dep, head, net.upos(words), net.lemma(words), net.feats(words), *names, words)


def restore(run: Path) -> tuple[Network, base_weights.BaseWeights]:
    """The network of a run with the moving average of its weights."""
    state = torch.load(run / "last.pt", weights_only=False)
    base = base_weights.BaseWeights(base_weights.fetch(run))
    network = Network(base, DEPTH, Labels(**state["labels"]))
    network.load_state_dict(state["network"])
    body = [p for layer in network.encoder.layers[FROZEN:] for p in layer.parameters()]
    own = set(map(id, network.encoder.parameters()))
    heads = [p for p in network.parameters() if id(p) not in own]
    with torch.no_grad():
        for parameter, mean in zip(body + heads, state["average"], strict=True):
            parameter.copy_(mean)
    return network.eval(), base


def to_onnx(network: Network, path: Path) -> None:
    """The float32 graph with free batch, piece and word counts."""
    names = ["arc", "dep", "head", "upos", "lemma", "feats", *(f"names_{s}" for s in network.names), "words"]
    pieces, words = {0: "b", 1: "t"}, {0: "b", 1: "n"}
    example = (torch.randn(3, 17, 384), torch.ones(3, 17), torch.randint(0, 17, (3, 9)), torch.randint(0, 17, (3, 9)))
    torch.onnx.export(
        Graph(network).eval(), example, str(path), dynamo=False, opset_version=20,
        input_names=["vectors", "mask", "first", "last"], output_names=names,
        dynamic_axes={"vectors": pieces, "mask": pieces, "first": words, "last": words, **dict.fromkeys(names, words)},
    )  # fmt: skip


def shrink(source: Path, target: Path) -> None:
    """Store large matrices as int8 blocks with half-precision scales, behind nodes that fold away on loading."""
    model = onnx.load(source)
    graph = model.graph
    nodes = []
    for tensor in list(graph.initializer):
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.size < SMALLEST_QUANTISED or weights.ndim < 2:
            continue
        # A MatMul's weights are [in, out]; a scale serves BLOCK inputs of one output, as in the base weights.
        rows = weights.shape[-2]
        block = BLOCK if rows % BLOCK == 0 else rows
        blocks = weights.reshape(-1, block, weights.shape[-1])
        scale = np.maximum(np.abs(blocks).max(axis=1, keepdims=True), 1e-8) / 127
        scale = scale.astype(np.float16).astype(np.float32)
        name = tensor.name
        graph.initializer.remove(tensor)
        graph.initializer.extend(
            [
                numpy_helper.from_array(np.clip(np.rint(blocks / scale), -127, 127).astype(np.int8), f"{name}.int8"),
                numpy_helper.from_array(scale.astype(np.float16), f"{name}.scale"),
                numpy_helper.from_array(np.array(weights.shape, dtype=np.int64), f"{name}.shape"),
            ]
        )
        nodes.append(helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cells"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Cast", [f"{name}.scale"], [f"{name}.scales"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [f"{name}.cells", f"{name}.scales"], [f"{name}.blocks"]))
        nodes.append(helper.make_node("Reshape", [f"{name}.blocks", f"{name}.shape"], [name]))
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.save(model, target)


def lexicon(treebank: Path) -> dict[str, str]:
    """Tag and form -> lemma, for forms seen at least twice with one lemma only, which no script need guess."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for rows, _ in read_conllu(treebank):
        for row in rows:
            if row[3] not in ("PROPN", "PUNCT", "NUM", "X"):
                seen[f"{row[3]} {fold(row[1])}"][row[2]] += 1
    return {k: next(iter(v)) for k, v in sorted(seen.items()) if len(v) == 1 and v.total() > 1}


def export(run: Path, out: Path, shared: Path) -> None:
    """Write the three files of the shipped model."""
    out.mkdir(parents=True, exist_ok=True)
    network, base = restore(run)
    plain = run / "encoder.fp32.onnx"
    to_onnx(network, plain)
    shrink(plain, out / "encoder.onnx")
    kept = np.load(run / "kept.npy")
    np.savez_compressed(
        out / "pieces.npz",
        blocks=base.blocks("emb.word", base.vocabulary, base.hidden)[kept],
        scores=base.scores[kept],
        pieces=np.frombuffer("\n".join(base.pieces[i] for i in kept).encode(), np.uint8),
        relation=network.rel.u.detach().numpy().astype(np.float16),
    )
    labels = network.labels
    card = {
        "version": f"e5-small-{DEPTH}-{datetime.now(UTC):%Y%m%d}",
        "upos": labels.upos, "relations": labels.relations, "lemmas": labels.lemmas, "feats": labels.feats,
        "names": labels.names, "scheme_of": {"ro": "ronec"}, "characters": base.characters,
        "lexicon": lexicon(shared / "corpora" / TREEBANK),
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(card, ensure_ascii=False, indent=0), encoding="utf-8")
    for path in sorted(out.iterdir()):
        print(f"{path.name:20} {path.stat().st_size / 1e6:6.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/")
    args = parser.parse_args()
    torch.set_num_threads(1)
    export(args.run, args.out, args.shared)


if __name__ == "__main__":
    main()
