"""One JSON object -> Article, with every field checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cronicar.errors import InputError
from cronicar.languages import available
from cronicar.model import Article

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of all articles; it goes before what the input says."""

    published: date | None = None
    language: str | None = None


NOTHING_GIVEN = Given()


def to_article(record: object, *, where: str, fallback_id: str, given: Given = NOTHING_GIVEN) -> Article:
    """The article that a JSON object holds: ``text``, and as known ``id``, ``language``, ``published``, ``title``,
    ``source``, ``url``; other fields are passed over. A reading stands for the article it is of (its ``document``).

    ``text`` stays as it is but for NFC. ``where`` opens the message of every ``InputError``.
    """
    if isinstance(record, Mapping) and "text" not in record and isinstance(record.get("document"), Mapping):
        record = record["document"]
    if not isinstance(record, Mapping):
        raise InputError(f"{where}: not a JSON object; give an object with at least the field text")
    language = given.language or _string(record, "language", where)
    return Article(
        id=_identity(record.get("id"), where) or fallback_id,
        text=_text(record, where),
        language=known_language(language, where) if language else None,
        published=given.published or _published(record.get("published"), where),
        title=_string(record, "title", where),
        source=_string(record, "source", where),
        url=_string(record, "url", where),
    )


def to_day(value: str, where: str) -> date:
    """The day of ``YYYY-MM-DD``, a time of day after it passed over. Raises ``InputError``."""
    found = _DAY.fullmatch(value.strip())
    try:
        if found:
            return date.fromisoformat(found[1])
    except ValueError:
        pass
    raise InputError(f"{where}: {value.strip()!r} is not a date; write the day of publication as YYYY-MM-DD")


def known_language(tag: str, where: str) -> str:
    """The code of a language that can be read, region and case aside: ``ro`` for ``ro-RO``. Raises ``InputError``."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    if code in available():
        return code
    raise InputError(f"{where}: unknown language {tag!r}; this version reads {', '.join(available())}")


def _text(record: Mapping[str, object], where: str) -> str:
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError(f"{where}: no text; put the article's text into the field text")
    if not text.strip():
        raise InputError(f"{where}: empty; there is no text to read")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where}: half a surrogate pair at character {error.start} of text; write the whole character"
        ) from error
    return unicodedata.normalize("NFC", text)


def _identity(value: object, where: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{where}: the field id is neither text nor a whole number; write it as text")


def _string(record: Mapping[str, object], field: str, where: str) -> str | None:
    value = record.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    raise InputError(f"{where}: the field {field} is not text; write it in quotation marks or leave it out")


def _published(value: object, where: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return to_day(value, where)
    raise InputError(f'{where}: the field published is not a date; write it as "YYYY-MM-DD"')
