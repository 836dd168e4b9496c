"""Annotated articles: gold readings of ``../shared/gold/train`` and our own stand-off annotations of news articles.

    python -m training.annotated GOLD_JSON... --out training/annotations

turns gold readings of news articles into stand-off files, which hold offsets and no text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "annotations"


def stand_off(gold: dict[str, Any]) -> dict[str, Any]:
    """A gold reading without its text: the forms of entities become the offsets of their occurrences."""
    text = gold["document"]["text"]
    entities = []
    for entity in gold["entities"]:
        forms = [
            [m.start(), m.end()]
            for form in dict.fromkeys(entity["forms"])
            for m in list(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text))[:1]
        ]
        entities.append({k: v for k, v in entity.items() if k != "forms"} | {"forms": forms})
    document = {k: v for k, v in gold["document"].items() if k != "text"}
    document["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return {**gold, "document": document, "entities": entities}


def with_text(data: dict[str, Any], text: str) -> dict[str, Any]:
    """The gold reading of a stand-off file. Raises ``ValueError`` when the text is not the one it was made on."""
    if hashlib.sha256(text.encode()).hexdigest() != data["document"]["sha256"]:
        raise ValueError(f"{data['document']['id']}: the news article has changed since it was annotated")
    entities = [e | {"forms": [text[s:t] for s, t in e["forms"]]} for e in data["entities"]]
    document = {k: v for k, v in data["document"].items() if k != "sha256"} | {"text": text}
    return {**data, "document": document, "entities": entities}


def articles(shared: Path, language: str = "ro") -> Iterator[dict[str, Any]]:
    """All training articles as gold readings, in a fixed order. The dev articles are not among them."""
    for path in sorted((shared / "gold/train").glob(f"*.{language}.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
    with (shared / "news" / f"{language}.jsonl").open(encoding="utf-8") as lines:
        news = {row["id"]: f"{row['title']}\n{row['text']}" for row in map(json.loads, lines)}
    for path in sorted(HERE.glob(f"*.{language}.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        yield with_text(data, news[data["document"]["id"].removesuffix(f".{language}")])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    for path in args.gold:
        data = stand_off(json.loads(path.read_text(encoding="utf-8")))
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (args.out / path.name).write_text(text + "\n", encoding="utf-8")
    print(f"{len(args.gold)} articles")


if __name__ == "__main__":
    main()
