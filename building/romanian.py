"""Romanian forms of a name: cases, articles, and the Romanian spelling of names from Cyrillic."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiouăâîy"

_FEMININE = {
    "republica": "republicii",
    "curtea": "curții",
    "banca": "băncii",
    "marea": "mării",
    "strâmtoarea": "strâmtorii",
    "casa": "casei",
    "america": "americii",
    "africa": "africii",
    "coasta": "coastei",
    "crucea": "crucii",
    "noua": "noii",
    "partea": "părții",
    "înalta": "înaltei",
    "liga": "ligii",
    "camera": "camerei",
    "coreea": "coreei",
    "guineea": "guineei",
    "armata": "armatei",
    "poliția": "poliției",
    "vocea": "vocii",
    "rezerva": "rezervei",
    "securitatea": "securității",
    "autoritatea": "autorității",
    "comunitatea": "comunității",
    "universitatea": "universității",
    "facilitatea": "facilității",
    "mișcarea": "mișcării",
}
"""Feminine nouns that change inside: nominative and genitive."""

_IN_EA = {"atea": "ății", "area": "ării", "erea": "erii", "irea": "irii", "ea": "ei"}


def forms(name: str) -> Iterator[str]:
    """The name and its genitive and articled forms; some that nobody uses are among them, which does no harm."""
    yield name
    first, _, rest = name.partition(" ")
    if not rest:
        yield from _one_word(name)
        return
    low = first.lower()
    if low in _FEMININE:
        yield f"{_like(_FEMININE[low], first)} {_feminine(rest)}"
    elif low.endswith("ul"):
        yield f"{first}ui {rest}"
    elif low.endswith("le"):
        yield f"{first[:-2]}lor {rest}"
        yield f"{first}lor {rest}"
    elif low.endswith(tuple(_IN_EA)):
        ending = next(e for e in _IN_EA if low.endswith(e))
        yield f"{first[: -len(ending)]}{_IN_EA[ending]} {_feminine(rest)}"
    elif low.endswith("a"):
        yield f"{first[:-1]}ei {_feminine(rest)}"
    elif low.endswith("ii"):
        yield f"{first[:-1]}lor {rest}"
    for form in _one_word(name):
        if form[-3:] in ("-ul", "lui", "lor") or form.endswith("ei"):
            yield form


def _like(word: str, model: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word


def _feminine(rest: str) -> str:
    """Adjectives right after a feminine noun take the genitive: "Penală Internațională" to "Penale Internaționale"."""
    words = rest.split(" ")
    for i, word in enumerate(words):
        changed = _adjective(word)
        if changed is None:
            break
        words[i] = changed
    return " ".join(words)


_ADJECTIVES = (("ească", "ești"), ("eană", "ene"), ("eagră", "egre"), ("oasă", "oase"), ("eară", "ere"), ("ă", "e"))
_SET = {"roșie": "roșii", "largă": "largi", "nouă": "noi"}


def _adjective(word: str) -> str | None:
    low = word.lower()
    if low in _SET:
        return _like(_SET[low], word)
    for ending, other in _ADJECTIVES:
        if low.endswith(ending):
            return word[: -len(ending)] + other
    return None


def _one_word(name: str) -> Iterator[str]:
    low = name.lower()
    if low.endswith("ea"):
        yield from (name[:-2] + "eei", name[:-1] + "i", name[:-2] + "ii", name[:-1] + "lei")
    elif low.endswith("ia"):
        yield from (name[:-1] + "ei", name[:-1] + "i", name[:-1] + "e")
    elif low.endswith(("ca", "ga")):
        yield from (name[:-1] + "ăi", name[:-1] + "ii", name[:-1] + "ei", name[:-1] + "i")
    elif low.endswith("a"):
        yield from (name[:-1] + "ei", name[:-1] + "ii", name[:-1] + "i", name[:-1] + "ă")
    elif low.endswith("ă"):
        yield from (name[:-1] + "a", name[:-1] + "ei")
    elif low.endswith("ele"):
        yield name[:-1] + "lor"
    elif low.endswith("e"):
        yield from (name + "le", name + "lor", name + "i", name + "ului")
    elif low.endswith("ul"):
        yield from (name[:-2], name + "ui")
    elif low.endswith("u"):
        yield from (name + "l", name + "lui")
    elif low[-1:] in _VOWELS or low[-1:].isalpha():
        yield from (name + "ul", name + "ului")


_LETTERS = (
    ("shch", "șci"),
    ("zh", "j"),
    ("kh", "h"),
    ("tch", "ci"),
    ("ch", "ci"),
    ("sh", "ș"),
    ("ts", "ț"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("yo", "io"),
    ("ye", "ie"),
    ("iy", "ii"),
    ("yy", "ii"),
    ("w", "v"),
)
_SOFT = (("cie", "ce"), ("cia", "cea"))
_SPELLINGS = (
    ("Sergei", "Serghei"),
    ("Evgeni", "Evgheni"),
    ("Gera", "Ghera"),
    ("Oleksandr", "Olexandr"),
    ("Aleksandr", "Alexandr"),
    ("Serghi", "Serhi"),
)


def from_cyrillic(name: str) -> Iterator[str]:
    """Romanian spellings of a Russian or Ukrainian name that is written the English way: Shevchenko to Șevcenko."""
    for yield_y in ("i", "î"):
        low, out, i = name.lower(), [], 0
        while i < len(name):
            for source, target in (*_LETTERS, ("y", yield_y)):
                if low.startswith(source, i):
                    out.append(target.capitalize() if name[i].isupper() else target)
                    i += len(source)
                    break
            else:
                out.append(name[i])
                i += 1
        spelt = "".join(out)
        for soft, plain in _SOFT:
            spelt = spelt.replace(soft, plain).replace(soft.capitalize(), plain.capitalize())
        yield from _ends(spelt)


def _ends(name: str) -> Iterator[str]:
    yield name
    short = " ".join(w[:-1] if w.endswith(("ii", "îi")) else w for w in name.split(" "))
    if short != name:
        yield short
    for one, other in _SPELLINGS:
        if one in name:
            yield name.replace(one, other)
