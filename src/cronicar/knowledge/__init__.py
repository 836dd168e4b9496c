"""What is known before reading: countries, capitals, people, organisations, offices and who held them."""

from __future__ import annotations

from cronicar.knowledge.base import Entry, Kind, KnowledgeBase, Term
from cronicar.knowledge.keys import key

__all__ = ["Entry", "Kind", "KnowledgeBase", "Term", "key"]
