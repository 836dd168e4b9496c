"""When two items are the same: spans, entities, days and numbers, and the one-to-one pairing of two lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

Json = dict[str, Any]
"""A reading, or a part of it, as JSON has it: not validated, so anything may be missing or wrong in it."""

EntityMap = dict[Any, str | None]

G = TypeVar("G")
P = TypeVar("P")

_PRONOUNS = """
he she it they him her them his hers its their theirs i we you me us my our your who whom which that this these those
one
el ea ei ele dânsul dânsa acesta aceasta acestuia acesteia aceștia acestea acestora îl o îi le i l lui lor său sa săi
sale
eu noi voi tu mine nostru noastră care cine pe se își ultimul
"""
PRONOUNS = frozenset(_PRONOUNS.split())
"""Forms that are no evidence of which entity is meant, in every language of the gold readings."""


def chars(spans: Iterable[Sequence[int]]) -> set[int]:
    """The offsets that the spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def jaccard(a: set[int], b: set[int]) -> float:
    """Shared offsets over all offsets; 0 for two empty sets."""
    return len(a & b) / len(a | b) if a | b else 0.0


def overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Jaccard of two single spans."""
    return jaccard(chars([a]), chars([b]))


def close(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two single spans share enough to be the same words."""
    return overlap(a, b) >= 0.3


def clean(form: str) -> str:
    """A form without quotation marks and case, cedillas folded to commas below."""
    return form.strip(" \"'„”“«».,’").casefold().replace("ş", "ș").replace("ţ", "ț")


def pair(
    golds: Iterable[G], preds: Iterable[P], similarity: Callable[[G, P], float], least: float
) -> list[tuple[int, int]]:
    """Greedy one-to-one matching, best first, nothing below ``least``: pairs of (gold index, predicted index)."""
    preds = list(preds)
    scored = sorted(
        ((similarity(g, p), -i, -j) for i, g in enumerate(golds) for j, p in enumerate(preds)), reverse=True
    )
    used_gold, used_pred, out = set(), set(), []
    for similar, i, j in scored:
        if similar < least:
            break
        if i in used_gold or j in used_pred:
            continue
        used_gold.add(i)
        used_pred.add(j)
        out.append((-i, -j))
    return out


def entity_map(gold: Json, read: Json) -> EntityMap:
    """Predicted entity id -> the one gold entity id that it stands for, or None.

    It is the one whose forms, or Q-id, most of the mentions agree with; pronouns do not count.
    """
    text = read["document"]["text"]
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for entity in gold["entities"]:
        for form in entity["forms"]:
            forms[clean(form)].add(entity["id"])
    kinds = {entity["id"]: entity.get("kind") for entity in gold["entities"]}
    out: EntityMap = {}
    for entity in read["entities"]:
        words = [clean(text[m["start"] : m["end"]]) for m in entity.get("mentions", [])]
        words = [word for word in words if word not in PRONOUNS]
        votes = Counter(candidate for word in words for candidate in forms.get(word, ()))
        if words and entity.get("wikidata"):
            for candidate in gold["entities"]:
                if candidate.get("wikidata") == entity["wikidata"]:
                    votes[candidate["id"]] += max(1, len(words))
        best = sorted(votes, key=lambda g, e=entity: (-votes[g], kinds[g] != e.get("kind"), g))  # type: ignore[misc]
        out[entity["id"]] = best[0] if best else None
    return out


def agree(gold_ids: Sequence[str], pred_ids: Sequence[Any] | None, entities: EntityMap, known: set[str]) -> bool:
    """Whether the predicted participants are the gold ones: F1 of the sets at least one half; none for none.

    Where gold names only entities that cannot be recognised (no form, no Q-id), any prediction will do.
    """
    want = {g for g in gold_ids if g in known}
    have = {entities.get(p) or f"?{p}" for p in dict.fromkeys(pred_ids or [])}
    if not want:
        return not have if not gold_ids else True
    return bool(have) and 2 * len(want & have) / (len(want) + len(have)) >= 0.5


def same_days(a: Json, b: Json) -> bool:
    """Whether two periods share at least half of the days from the first start to the last end."""
    try:
        (a0, a1), (b0, b1) = _days(a), _days(b)
    except (ValueError, KeyError, TypeError):
        return False
    return max(0, min(a1, b1) - max(a0, b0)) / (max(a1, b1) - min(a0, b0)) >= 0.5


def _days(period: Json) -> tuple[int, int]:
    first, last = (date.fromisoformat(str(period[bound])[:10]).toordinal() for bound in ("start", "end"))
    return first, max(first, last) + 1


def same_number(a: float | None, b: float | None) -> bool:
    """Whether two bounds are the same to six digits; an open bound is the same as an open bound."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1, abs(a))


def same_amount(gold: Json, pred: Json) -> bool:
    """Whether both bounds of two figures are the same."""
    return same_number(gold["low"], pred.get("low")) and same_number(gold["high"], pred.get("high"))
