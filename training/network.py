"""The network: a cut-down multilingual-e5-small with heads for tags, features, lemmas, dependencies and names.

Heads after Dozat & Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (ICLR 2017); the word vector is
made of its first and last piece.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.base import BaseWeights

ARC, RELATION = 256, 128


@dataclass
class Labels:
    """The closed label sets, in the order of the output units."""

    upos: list[str]
    relations: list[str]
    lemmas: list[str]
    feats: dict[str, list[str]]
    names: dict[str, list[str]] = field(default_factory=dict)


class Layer(nn.Module):
    """One post-norm transformer layer; attention is written out, so that the exported graph is plain operators."""

    def __init__(self, hidden: int, heads: int, ff: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.ao = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.fi, self.fo = nn.Linear(hidden, ff), nn.Linear(ff, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps), nn.LayerNorm(hidden, eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, d = x.shape
        width = d // self.heads
        q, k, v = (p.reshape(b, t, self.heads, width).transpose(1, 2) for p in self.qkv(x).split(d, -1))
        if torch.onnx.is_in_onnx_export():
            o = torch.softmax(q @ k.transpose(-1, -2) * width**-0.5 + bias, -1) @ v
        else:
            o = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.aln(x + self.dropout(self.ao(o.transpose(1, 2).reshape(b, t, d))))
        return self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """The layers of the base model up to ``depth``; ``forward`` may start and stop between layers."""

    def __init__(self, base: BaseWeights, depth: int, dropout: float = 0.1) -> None:
        super().__init__()
        h, ff = base.hidden, base.ff
        self.pos = nn.Parameter(torch.zeros(base.positions, h))
        self.eln = nn.LayerNorm(h, base.eps)
        self.layers = nn.ModuleList(Layer(h, base.heads, ff, base.eps, dropout) for _ in range(depth))
        state = {"pos": base.float32("emb.pos", base.positions, h) + base.float32("emb.type", h)}
        state["eln.weight"], state["eln.bias"] = base.float32("emb.ln.w", h), base.float32("emb.ln.b", h)
        for i in range(depth):
            qkv = [base.matrix(f"l{i}.{a}.w", h, h) for a in "qkv"]
            state[f"layers.{i}.qkv.weight"] = torch.cat([torch.from_numpy(w) for w in qkv])
            state[f"layers.{i}.qkv.bias"] = torch.cat([torch.from_numpy(base.float32(f"l{i}.{a}.b", h)) for a in "qkv"])
            for name, rows, columns in (("ao", h, h), ("fi", ff, h), ("fo", h, ff)):
                state[f"layers.{i}.{name}.weight"] = base.matrix(f"l{i}.{name}.w", rows, columns)
                state[f"layers.{i}.{name}.bias"] = base.float32(f"l{i}.{name}.b", rows)
            for name in ("aln", "oln"):
                state[f"layers.{i}.{name}.weight"] = base.float32(f"l{i}.{name}.w", h)
                state[f"layers.{i}.{name}.bias"] = base.float32(f"l{i}.{name}.b", h)
        self.load_state_dict({k: torch.as_tensor(v) for k, v in state.items()})

    def embed(self, vectors: Tensor) -> Tensor:
        """Word-piece vectors [B, T, H] -> the input of the first layer."""
        return self.eln(vectors + self.pos[: vectors.shape[1]])

    def forward(self, x: Tensor, mask: Tensor, start: int = 0, stop: int | None = None) -> Tensor:
        """x [B, T, H]; mask [B, T], 1 for real pieces."""
        bias = ((1 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers[start:stop]:
            x = layer(x, bias)
        return x


class Biaffine(nn.Module):
    """Scores of pairs: x [B, N, d] against y [B, M, d] -> [B, out, N, M], with a bias on x."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.u = nn.Parameter(torch.randn(out, width + 1, width) * 0.02)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        x = torch.cat([x, torch.ones_like(x[..., :1])], -1)
        return (x[:, None] @ self.u[None]) @ y[:, None].transpose(-1, -2)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, base: BaseWeights, depth: int, labels: Labels, dropout: float = 0.3) -> None:
        super().__init__()
        h = base.hidden
        self.labels = labels
        self.encoder = Encoder(base, depth)
        self.mix, self.norm = nn.Linear(2 * h, h), nn.LayerNorm(h)
        self.root = nn.Parameter(torch.zeros(h))
        self.drop = nn.Dropout(dropout)
        self.upos = nn.Linear(h, len(labels.upos))
        self.lemma = nn.Linear(h, len(labels.lemmas))
        self.feat_sizes = [len(v) for v in labels.feats.values()]
        self.feats = nn.Linear(h, sum(self.feat_sizes))
        self.arc_head, self.arc_dep = nn.Linear(h, ARC), nn.Linear(h, ARC)
        self.rel_head, self.rel_dep = nn.Linear(h, RELATION), nn.Linear(h, RELATION)
        self.arc, self.rel = Biaffine(ARC, 1), Biaffine(RELATION, len(labels.relations))
        self.names = nn.ModuleDict({s: nn.Linear(h, len(tags)) for s, tags in labels.names.items()})

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """states [B, T, H], first and last [B, N] -> word vectors [B, N, H]."""

        def pick(index: Tensor) -> Tensor:
            return states.gather(1, index[..., None].expand(-1, -1, states.shape[-1]))

        return self.norm(functional.gelu(self.mix(torch.cat([pick(first), pick(last)], -1))))

    def syntax(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores [B, N, N + 1] (column 0 is the root) and the two sides of the relation scorer."""
        act = functional.gelu
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        arc = self.arc(self.drop(act(self.arc_dep(self.drop(words)))), self.drop(act(self.arc_head(self.drop(heads)))))
        dep, head = self.drop(act(self.rel_dep(self.drop(words)))), self.drop(act(self.rel_head(self.drop(heads))))
        return arc[:, 0], dep, head

    def relation_scores(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels of the given arcs only: dep [B, N, d], head [B, N + 1, d], heads [B, N] -> [B, N, R]."""
        chosen = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        b, n, k = dep.shape
        u = self.rel.u
        left = (dep.reshape(b * n, k) @ u.permute(1, 0, 2).reshape(k, -1)).view(b, n, u.shape[0], -1)
        return (left * chosen[:, :, None]).sum(-1)
