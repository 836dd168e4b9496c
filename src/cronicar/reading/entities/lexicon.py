"""Which words name entities: the common nouns of ``nominals.toml`` by kind, found by lemma, failing that by stem."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from cronicar.languages import table
from cronicar.model import EntityKind
from cronicar.reading.document import Token, fold

_SINGULAR: tuple[EntityKind, ...] = ("country", "person", "organisation", "place", "group")
_PLURAL: tuple[EntityKind, ...] = ("group", "organisation", "place", "country", "person")
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl:agent", "nsubj:pass", "xcomp", "root", "obl", "obl:pmod")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word sets of one language's ``nominals.toml``."""

    kinds: dict[EntityKind, frozenset[str]]
    stems: dict[EntityKind, frozenset[str]]
    listed: frozenset[str]
    """All lemmas of ``kinds``."""
    collective: frozenset[str]
    linkers: frozenset[str]
    particles: frozenset[str]
    binding: frozenset[str]
    complements: frozenset[str]
    titles: frozenset[str]
    anaphoric: frozenset[str]
    some: frozenset[str]
    quantities: frozenset[str]
    partitives: frozenset[str]
    static: frozenset[str]
    locative: frozenset[str]
    plural: dict[str, int]
    name_endings: tuple[str, ...]
    women: tuple[str, ...]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``DataError`` when the language has none."""
    data = table(language, "nominals")
    kinds: dict[EntityKind, frozenset[str]] = {kind: frozenset(data["heads"][kind].split()) for kind in _SINGULAR}
    return Lexicon(
        kinds=kinds,
        stems={k: frozenset(stem(w, language) for w in words if len(w) > 4) for k, words in kinds.items()},
        listed=frozenset().union(*kinds.values()),
        collective=frozenset(data["heads"]["collective"].split()),
        linkers=frozenset(data["names"]["linkers"]),
        binding=frozenset(data["names"]["binding"]),
        particles=frozenset(data["names"]["particles"]),
        complements=frozenset(data["titles"]["complements"]),
        titles=frozenset(data["titles"]["lemmas"]),
        anaphoric=frozenset(stem(w, language) for w in data["reference"]["anaphoric"]),
        some=frozenset(data["reference"]["some"]),
        quantities=frozenset(data["quantities"]["lemmas"]),
        partitives=frozenset(data["quantities"]["partitives"]),
        static=frozenset(data["relations"]["static"]),
        locative=frozenset(data["relations"]["locative"]),
        plural={k: int(v) for k, v in data["plural"].items()},
        name_endings=tuple(data["names"]["endings"]),
        women=tuple(data["names"]["women"]),
    )


@cache
def _endings(language: str) -> tuple[tuple[str, ...], dict[int, int]]:
    """Noun endings of the language, the longest first, and the letters that alternate before them."""
    matching = table(language, "nominals")["matching"]
    endings = tuple(sorted(matching["endings"].split(), key=len, reverse=True))
    return endings, str.maketrans(matching["alternations"])


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """A noun without its ending, for comparison only: lemmas are wrong one time in twenty."""
    endings, alternations = _endings(language)
    word = fold(word)
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word.translate(alternations)


def kind_of_noun(token: Token, language: str) -> EntityKind | None:
    """What a common noun names, or None when it names no entity. A plural of persons or countries is a group."""
    words = lexicon(language)
    lemma = fold(token.lemma)
    known = lemma in words.listed
    root = stem(token.text, language)
    plural = token.feats.get("Number") == "Plur"
    for kind in _PLURAL if plural else _SINGULAR:
        if lemma in words.kinds[kind] or (not known and root in words.stems[kind]):
            if plural:
                return "group" if kind in ("person", "country") else kind
            return "person" if kind == "group" and lemma not in words.collective else kind
    return None


def acts_as_noun(token: Token) -> bool:
    """Whether a token stands where a noun stands: taggers take many nouns in -at, -ist or -ent for adjectives."""
    if token.upos == "NOUN":
        return True
    return token.upos in ("ADJ", "VERB") and token.deprel in _ARGUMENTS and token.feats.get("VerbForm") is None
