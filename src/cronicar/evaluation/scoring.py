"""One document: its reading against its gold reading, layer by layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cronicar.evaluation.matching import (
    EntityMap,
    Json,
    agree,
    chars,
    close,
    entity_map,
    jaccard,
    overlap,
    pair,
    same_amount,
    same_days,
)
from cronicar.evaluation.tally import EMPTY, Tally, tallies

Wrong = defaultdict[str, list[str]]
"""Layer -> what was missed, spurious or wrong in it, one line each."""

Pairs = list[tuple[int, int]]


def score_document(gold: Json, reading: Json, wrong: Wrong | None = None) -> dict[str, Tally]:
    """Count what ``reading`` has right of ``gold``; every layer of ``LAYERS`` gets its tally.

    Both are JSON objects; layers that the reading lacks count as empty. ``wrong`` collects what was wrong.
    Raises ValueError when the texts differ, and KeyError, TypeError, AttributeError or ValueError when the reading is
    not of the published form.
    """
    case = _Case.of(gold, {**EMPTY, **reading}, defaultdict(list) if wrong is None else wrong)
    _entities(case)
    said = _attributions(case)
    events = _events(case, said)
    _transfers(case, events)
    _expressions(case)
    return case.counts


@dataclass(slots=True, frozen=True)
class _Case:
    """One document under comparison. The order of all steps is part of the output of ``--errors``: keep it."""

    gold: Json
    read: Json
    text: str
    entities: EntityMap
    known: set[str]
    counts: dict[str, Tally]
    wrong: Wrong

    @classmethod
    def of(cls, gold: Json, read: Json, wrong: Wrong) -> _Case:
        text = gold["document"]["text"]
        if read["document"]["text"] != text:
            raise ValueError("the reading's text is not the gold text, so offsets do not compare")
        entities = entity_map(gold, read)
        known = {g["id"] for g in gold["entities"] if g["forms"] or g.get("wikidata")}
        return cls(gold, read, text, entities, known, tallies(), wrong)

    def show(self, layer: str, what: str) -> None:
        self.wrong[layer].append(f"{self.gold['document']['id']}: {what}")

    def cut(self, span: Sequence[int]) -> str:
        return self.text[span[0] : span[1]].replace("\n", " ")

    def agree(self, gold_ids: Sequence[str], pred_ids: Sequence[Any] | None) -> bool:
        return agree(gold_ids, pred_ids, self.entities, self.known)


def _entities(case: _Case) -> None:
    """Entities by recall alone (gold lists what matters, not every name); links by Q-id."""
    found = {g for g in case.entities.values() if g}
    for entity in case.gold["entities"]:
        if not entity["forms"]:
            continue
        hit = entity["id"] in found
        case.counts["entities"].add(hit, hit, 1)
        if not hit:
            case.show("entities", f"missed {entity['forms'][0]!r}")
        if entity.get("wikidata"):
            linked = {
                p["wikidata"]
                for p in case.read["entities"]
                if case.entities[p["id"]] == entity["id"] and p.get("wikidata")
            }
            right = linked == {entity["wikidata"]}
            case.counts["links"].add(right, bool(linked), 1)
            if not right:
                case.show("links", f"{entity['forms'][0]!r} is {entity['wikidata']}, linked {sorted(linked)}")


def _attributions(case: _Case) -> dict[Any, str]:
    """Score attributions; predicted attribution id -> gold id of those that match."""
    golds, preds = case.gold["attributions"], [x for x in case.read["attributions"] if x.get("content")]
    gold_chars, pred_chars = [chars(x["content"]) for x in golds], [chars(x["content"]) for x in preds]

    def sourced_by(i: int, j: int) -> bool:
        return case.agree(golds[i]["source"], preds[j].get("source"))

    def similarity(i: int, j: int) -> float:
        # Of equal contents the one with the right source wins, then the one of the right kind.
        alike = jaccard(gold_chars[i], pred_chars[j])
        if gold_chars[i] & pred_chars[j]:
            same_kind: bool = golds[i]["kind"] == preds[j].get("kind")
            return alike + (0.01 * sourced_by(i, j) + 0.001 * same_kind)
        return alike

    got = pair(range(len(golds)), range(len(preds)), similarity, 0.5)
    sourced = [(i, j) for i, j in got if sourced_by(i, j)]
    _count_attributions(case, golds, preds, got, sourced)
    hit, spent = {i for i, _ in got}, {j for _, j in got}
    for i, x in enumerate(golds):
        if i not in hit and gold_chars[i]:
            case.show("attribution", f"missed {x['kind']} {case.cut(_extent(gold_chars[i]))!r}")
    for j, x in enumerate(preds):
        if j not in spent and pred_chars[j]:
            case.show("attribution", f"spurious {x.get('kind')} {case.cut(_extent(pred_chars[j]))!r}")
    for i, j in got:
        g, p = golds[i], preds[j]
        if (i, j) not in sourced:
            case.show("attribution+source", f"{g['source']} expected for {case.cut(g['content'][0])[:80]!r}")
        if _marked(g) or _marked(p):
            read = f"{p.get('stance')} {p.get('polarity')} read"
            words = case.cut(g["content"][0])[:80]
            case.show("stance", f"{g['stance']} {g['polarity']} expected, {read}: {words!r}")
    return {preds[j]["id"]: golds[i]["id"] for i, j in got}


def _count_attributions(case: _Case, golds: list[Json], preds: list[Json], got: Pairs, sourced: Pairs) -> None:
    counts = case.counts
    gold_quoted, pred_quoted = sum(map(_quoted, golds)), sum(map(_quoted, preds))
    counts["attribution"].add(len(got), len(preds), len(golds))
    counts["attribution+source"].add(len(sourced), len(preds), len(golds))
    for layer, pairs in (("quotation", got), ("quotation+source", sourced)):
        counts[layer].add(sum(_quoted(golds[i]) and _quoted(preds[j]) for i, j in pairs), pred_quoted, gold_quoted)
    counts["indirect+source"].add(
        sum(not _quoted(golds[i]) and not _quoted(preds[j]) for i, j in sourced),
        len(preds) - pred_quoted,
        len(golds) - gold_quoted,
    )
    counts["addressee"].add(
        sum(
            bool(golds[i]["addressee"]) and case.agree(golds[i]["addressee"], preds[j].get("addressee")) for i, j in got
        ),
        sum(bool(x.get("addressee")) for x in preds),
        sum(bool(x["addressee"]) for x in golds),
    )
    counts["stance"].add(
        sum(_marked(golds[i]) and _stance(golds[i]) == _stance(preds[j]) for i, j in got),
        sum(map(_marked, preds)),
        sum(map(_marked, golds)),
    )


def _quoted(attribution: Json) -> bool:
    return attribution.get("kind") in ("direct", "mixed")


def _stance(attribution: Json) -> tuple[Any, Any]:
    return attribution.get("stance", "neutral"), attribution.get("polarity", "positive")


def _marked(attribution: Json) -> bool:
    return _stance(attribution) != ("neutral", "positive")


def _extent(offsets: set[int]) -> list[int]:
    return [min(offsets), max(offsets) + 1]


def pair_events(golds: list[Json], preds: list[Json]) -> Pairs:
    """Gold and predicted events of the same type whose triggers overlap, best first."""
    return pair(
        golds,
        preds,
        lambda g, p: (
            (g["type"] == p["type"] and close(g["trigger"], p["trigger"])) * overlap(g["trigger"], p["trigger"])
        ),
        0.3,
    )


def _events(case: _Case, said: dict[Any, str]) -> dict[Any, str]:
    """Score events; predicted event id -> gold id of those that match."""
    golds, preds = case.gold["events"], case.read["events"]
    got = pair_events(golds, preds)
    whole = [(i, j) for i, j in got if all(case.agree(golds[i][r], preds[j].get(r)) for r in ("actors", "recipients"))]
    case.counts["event type"].add(len(got), len(preds), len(golds))
    case.counts["who-whom"].add(len(whole), len(preds), len(golds))
    gold_times = {x["id"]: x for x in case.gold["times"]}
    pred_times = {x.get("id"): x for x in case.read["times"]}
    paired = {}
    for i, j in got:
        g, p = golds[i], preds[j]
        paired[p["id"]] = g["id"]
        _participants(case, g, p)
        _circumstances(case, g, p, gold_times, pred_times)
        same = (g["modality"], g["polarity"]) == _mood(p)
        case.counts["modality"].add(_changed(g) and same, _changed(p), _changed(g))
        if not same:
            case.show("modality", f"{g['modality']} {g['polarity']} expected: {g['type']} {case.cut(g['trigger'])!r}")
        inside = {said.get(s) for s in p.get("said_in") or []}
        case.counts["nesting"].add(len(set(g["said_in"]) & inside), len(p.get("said_in") or []), len(g["said_in"]))
        if (i, j) not in whole:
            words = case.cut(g["trigger"])
            case.show("who-whom", f"{g['type']} {words!r}: expected {g['actors']} -> {g['recipients']}")
    _left_over(case, "event type", golds, preds, got, lambda x: f"{x['type']} {case.cut(x['trigger'])!r}")
    return paired


def _participants(case: _Case, gold: Json, pred: Json) -> None:
    for role in ("actors", "recipients"):
        want = {w for w in gold[role] if w in case.known}
        have = {case.entities.get(x) or f"?{x}" for x in pred.get(role) or []}
        case.counts["participants"].add(len(want & have), len(have), len(want))


def _circumstances(
    case: _Case, gold: Json, pred: Json, gold_times: dict[str, Json], pred_times: dict[Any, Json]
) -> None:
    timed = gold["time"] and pred.get("time") in pred_times
    timed = timed and same_days(gold_times[gold["time"]], pred_times[pred["time"]])
    case.counts["event time"].add(bool(timed), bool(pred.get("time")), bool(gold["time"]))
    placed = gold["place"] and pred.get("place") and case.entities.get(pred["place"]) == gold["place"]
    case.counts["event place"].add(bool(placed), bool(pred.get("place")), bool(gold["place"]))


def _mood(event: Json) -> tuple[Any, Any]:
    return event.get("modality", "asserted"), event.get("polarity", "positive")


def _changed(event: Json) -> bool:
    return _mood(event) != ("asserted", "positive")


def _goods(reading: Json) -> Iterator[tuple[Json, Json]]:
    """Each good with its transfer; for a transfer without goods, the trigger of its event."""
    triggers = {event["id"]: event["trigger"] for event in reading["events"]}
    for transfer in reading.get("transfers", []):
        event = transfer["event"] if not transfer["goods"] else None
        instead = [{"span": triggers[event], "category": None}] if event in triggers else []
        for good in transfer["goods"] or instead:
            yield transfer, good


def _transfers(case: _Case, paired: dict[Any, str]) -> None:
    golds, preds = list(_goods(case.gold)), list(_goods(case.read))
    got = pair(
        golds,
        preds,
        lambda g, p: (
            overlap(g[1]["span"], p[1]["span"]) * all(case.agree(g[0][r], p[0].get(r)) for r in ("giver", "receiver"))
        ),
        0.3,
    )
    case.counts["transfers"].add(len(got), len(preds), len(golds))
    named = sum(golds[i][1]["category"] == preds[j][1].get("category") for i, j in got)
    case.counts["goods category"].add(named, len(preds), len(golds))
    gold_links = {(x["event"], x["in_exchange_for"]) for x in _exchanges(case.gold)}
    pred_links = {(paired.get(x["event"]), paired.get(x["in_exchange_for"])) for x in _exchanges(case.read)}
    both = {frozenset(x) for x in gold_links} & {frozenset(x) for x in pred_links}
    case.counts["exchange"].add(len(both), len(pred_links), len(gold_links))
    missed, spurious = _unpaired(golds, preds, got)
    for i in missed:
        transfer, good = golds[i]
        words = case.cut(good["span"])
        case.show("transfers", f"missed {words!r} {transfer['giver']} -> {transfer['receiver']}")
    for j in spurious:
        case.show("transfers", f"spurious {case.cut(preds[j][1]['span'])!r}")


def _exchanges(reading: Json) -> list[Json]:
    return [x for x in reading.get("transfers", []) if x.get("in_exchange_for")]


def _expressions(case: _Case) -> None:
    """Times and figures."""
    for layer, same in (("times", same_days), ("figures", same_amount)):
        golds, preds = case.gold[layer], case.read[layer]
        got = pair(
            golds,
            preds,
            lambda g, p, same=same: (  # type: ignore[misc]
                (close(g["span"], p["span"]) and same(g, p)) * overlap(g["span"], p["span"])
            ),
            0.3,
        )
        case.counts[layer].add(len(got), len(preds), len(golds))
        _left_over(case, layer, golds, preds, got, lambda x: repr(case.cut(x["span"])))


def _left_over(
    case: _Case, layer: str, golds: list[Json], preds: list[Json], got: Pairs, words: Callable[[Json], str]
) -> None:
    missed, spurious = _unpaired(golds, preds, got)
    for i in missed:
        case.show(layer, f"missed {words(golds[i])}")
    for j in spurious:
        case.show(layer, f"spurious {words(preds[j])}")


def _unpaired(golds: Sequence[Any], preds: Sequence[Any], got: Pairs) -> tuple[set[int], set[int]]:
    """Indices of gold and predicted items without a partner, left as sets: their order is that of the output."""
    return set(range(len(golds))) - {i for i, _ in got}, set(range(len(preds))) - {j for _, j in got}
