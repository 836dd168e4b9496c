"""Joint training of the encoder and its heads: seeded, budgeted in CPU seconds, resumable.

    python -m training.train --shared ../shared --out build/model --minutes 45

State is saved every five minutes to ``OUT/last.pt``; the same command goes on from there. The lower layers are
frozen, so their output is computed once a sentence and kept as float16. What is exported is the moving average of
the weights.
"""

from __future__ import annotations

import argparse
import collections
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor

from cronicar.reading.parse.pieces import Pieces
from training import base as base_weights
from training import corpora, vocabulary
from training.corpora import Example
from training.network import Labels, Network

DEPTH, FROZEN = 8, 3
BODY_RATE, HEAD_RATE, WARM_UP, DECAY_FLOOR, AVERAGE = 3e-4, 1e-3, 60, 0.01, 0.9985
BATCH_PIECES = 480
TASKS = (
    ("tree", "ro/rrt-train.conllu.gz", "", 0.55),
    ("names", "ro/ronec-dev.jsonl", "ronec", 0.27),
    ("names", "ro/ronec-train.jsonl.gz", "ronec", 0.18),
)
"""Kind, file, name scheme, share of the steps. RONEC v2's training file cannot be had; its validation file serves."""

SEED = 1


def pad(rows: list[Any], value: object = 0) -> Tensor:
    """Rows of unequal length -> one tensor."""
    width = max(map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def collect_labels(tasks: list[list[Example]]) -> Labels:
    """The label sets of the training data. Lemma scripts seen once are left out: they are mostly noise."""
    upos: set[str] = set()
    relations: set[str] = set()
    scripts: collections.Counter[str] = collections.Counter()
    feats: dict[str, set[str]] = collections.defaultdict(set)
    names: dict[str, set[str]] = collections.defaultdict(set)
    for x in (x for examples in tasks for x in examples):
        if x.is_tree:
            upos.update(x.upos)
            relations.update(x.relations)
            scripts.update(x.lemmas)
            for cell in x.feats:
                for name, value in cell.items():
                    feats[name].add(value)
        else:
            names[x.scheme].update(x.names)
    kept = [s for s, n in scripts.most_common() if n > 1]
    return Labels(
        sorted(upos), sorted(relations), kept,
        {k: ["_", *sorted(feats[k])] for k in sorted(feats)},
        {k: sorted(v) for k, v in sorted(names.items())},
    )  # fmt: skip


def number(examples: list[Example], labels: Labels) -> None:
    """Turn the gold columns into indices; -100 where a lemma script was left out."""
    upos, rel, lemma = ({v: i for i, v in enumerate(x)} for x in (labels.upos, labels.relations, labels.lemmas))
    feats = {k: {v: i for i, v in enumerate(values)} for k, values in labels.feats.items()}
    names = {k: {v: i for i, v in enumerate(values)} for k, values in labels.names.items()}
    for x in examples:
        if x.is_tree:
            x.targets = {
                "upos": [upos[t] for t in x.upos],
                "rel": [rel[t] for t in x.relations],
                "lemma": [lemma.get(t, -100) for t in x.lemmas],
                "feats": [[feats[k].get(f.get(k, "_"), 0) for k in feats] for f in x.feats],
            }
        else:
            x.targets = {"names": [names[x.scheme][t] for t in x.names]}


class Trainer:
    """The state of one training run."""

    def __init__(self, shared: Path, out: Path, minutes: float) -> None:
        random.seed(SEED)
        torch.manual_seed(SEED)
        self.out, self.budget = out, minutes * 60
        out.mkdir(parents=True, exist_ok=True)
        base = base_weights.BaseWeights(base_weights.fetch(out))
        kept = out / "kept.npy"
        if not kept.exists():
            np.save(kept, vocabulary.choose(base, shared))
        ids = np.load(kept)
        self.vectors = torch.from_numpy(base_weights.unpack(base.blocks("emb.word", base.vocabulary, base.hidden)[ids]))
        self.pieces = Pieces([(base.pieces[i], float(base.scores[i])) for i in ids], base.characters)
        self.tasks = []
        for kind, file, scheme, _ in TASKS:
            path = shared / "corpora" / file
            examples = corpora.trees(path, self.pieces) if kind == "tree" else corpora.names(path, self.pieces, scheme)
            self.tasks.append([x for x in map(corpora.fit, examples) if x])
        labels = collect_labels(self.tasks)
        for examples in self.tasks:
            number(examples, labels)
        self.network = Network(base, DEPTH, labels)
        self.chance = random.Random(SEED)
        body = [p for layer in self.network.encoder.layers[FROZEN:] for p in layer.parameters()]
        own = set(map(id, self.network.encoder.parameters()))
        for parameter in self.network.encoder.parameters():
            parameter.requires_grad = False
        for parameter in body:
            parameter.requires_grad = True
        heads = [p for p in self.network.parameters() if id(p) not in own]
        self.trained = body + heads
        groups = [{"params": body, "lr": BODY_RATE}, {"params": heads, "lr": HEAD_RATE}]
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.average = [p.detach().clone() for p in self.trained]
        self.step, self.used = 0, 0.0
        self._resume()

    def _resume(self) -> None:
        path = self.out / "last.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step, self.used = state["average"], state["step"], state["used"]
        self.chance = random.Random(SEED + self.step)
        print(f"resumed at step {self.step} after {self.used:.0f} CPU s", flush=True)

    def save(self) -> None:
        """Write the state in one move, so that an interruption never leaves half a file."""
        state = {
            "network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average,
            "step": self.step, "used": self.used, "labels": vars(self.network.labels), "budget": self.budget,
        }  # fmt: skip
        torch.save(state, self.out / "next.pt")
        (self.out / "next.pt").replace(self.out / "last.pt")

    def states(self, batch: list[Example], mask: Tensor) -> Tensor:
        """Output of the frozen layers, from memory where it has been computed before."""
        encoder = self.network.encoder
        if any(x.state is None for x in batch):
            encoder.eval()
            with torch.no_grad():
                ids = pad([x.ids for x in batch], 1)
                h = encoder(encoder.embed(self.vectors[ids]), mask, 0, FROZEN)
            for i, x in enumerate(batch):
                x.state = h[i, : len(x.ids)].half().numpy()
            encoder.train()
        out = torch.zeros(*mask.shape, self.vectors.shape[1])
        for i, x in enumerate(batch):
            out[i, : len(x.ids)] = torch.from_numpy(x.state).float()
        return out

    def losses(self, batch: list[Example]) -> dict[str, Tensor]:
        """Loss of each head on a batch of one task."""
        net = self.network
        mask = pad([[1] * len(x.ids) for x in batch])
        states = net.encoder(self.states(batch, mask), mask, FROZEN)
        words = net.words(states, pad([x.first for x in batch]), pad([x.last for x in batch]))
        real = pad([[1] * len(x.first) for x in batch]).bool()
        flat = net.drop(words[real])

        def target(name: str, value: object = 0) -> Tensor:
            return pad([x.targets[name] for x in batch], value)[real]

        entropy = functional.cross_entropy
        if not batch[0].is_tree:
            return {"names": entropy(net.names[batch[0].scheme](flat), target("names"))}
        arc, dep, head = net.syntax(words)
        gold = pad([x.heads for x in batch])
        columns = torch.cat([torch.ones(len(batch), 1, dtype=torch.bool), real], 1)
        arc = arc.masked_fill(~columns[:, None], -1e9)
        feats = target("feats", [0] * len(net.feat_sizes))
        parts = net.feats(flat).split(net.feat_sizes, -1)
        return {
            "arc": entropy(arc[real], gold[real]),
            "rel": entropy(net.relation_scores(dep, head, gold)[real], target("rel")),
            "upos": entropy(net.upos(flat), target("upos")),
            "lemma": 0.3 * entropy(net.lemma(flat), target("lemma"), ignore_index=-100),
            "feats": 0.3 * sum(entropy(p, feats[:, k]) for k, p in enumerate(parts)),
        }

    def run(self) -> None:
        """Train until the budget of CPU seconds is spent."""
        queues: list[list[list[Example]]] = [[] for _ in self.tasks]
        totals: dict[str, list[float]] = collections.defaultdict(lambda: [0.0, 0])
        start, before, saved = time.process_time(), self.used, self.used
        epochs = [0] * len(self.tasks)
        self.network.train()
        while self.used < self.budget:
            task = self.chance.choices(range(len(TASKS)), [t[3] for t in TASKS])[0]
            if not queues[task]:
                queues[task] = corpora.batches(self.tasks[task], BATCH_PIECES, self.chance)
                epochs[task] += 1
            scale = min(1.0, (self.step + 1) / WARM_UP) * max(DECAY_FLOOR, 1 - self.used / self.budget)
            for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
                group["lr"] = rate * scale
            losses = self.losses(queues[task].pop())
            self.optimiser.zero_grad(set_to_none=True)
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
            self.optimiser.step()
            self.step += 1
            decay = min(AVERAGE, (1 + self.step) / (10 + self.step))
            torch._foreach_lerp_(self.average, [p.detach() for p in self.trained], 1 - decay)
            for name, value in losses.items():
                totals[name][0] += float(value.detach())
                totals[name][1] += 1
            self.used = before + time.process_time() - start
            if self.step % 100 == 0:
                shown = {k: round(a / n, 3) for k, (a, n) in totals.items()}
                print(f"{self.used:6.0f}s step {self.step} epochs {epochs} {shown}", flush=True)
                totals.clear()
            if self.used - saved > 300:
                self.save()
                saved = self.used
        self.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds corpora/, news/, parallel/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run's state")
    parser.add_argument("--minutes", type=float, default=45, help="CPU minutes, all threads together")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    Trainer(args.shared, args.out, args.minutes).run()


if __name__ == "__main__":
    main()
