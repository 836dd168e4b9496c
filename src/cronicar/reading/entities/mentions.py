"""Where the text names someone or something: names, nominals with their titles, demonyms."""

from __future__ import annotations

from cronicar.knowledge import KnowledgeBase
from cronicar.reading.document import Parsed
from cronicar.reading.entities.mention import Mention
from cronicar.reading.entities.names import Names
from cronicar.reading.entities.nominals import Nominals


def find_mentions(parsed: Parsed, base: KnowledgeBase) -> list[Mention]:
    """All mentions of an article in text order; pronouns are not among them."""
    names = Names(parsed, base)
    out = names.find()
    nominals = Nominals(parsed, out, names.is_origin)
    for token in parsed.tokens:
        if token.index in names.taken or token.index in nominals.absorbed:
            continue
        mention = names.demonym(token) or nominals.find(token)
        if mention is not None:
            out.append(mention)
    out.sort(key=lambda m: (m.start, -m.end))
    return out
