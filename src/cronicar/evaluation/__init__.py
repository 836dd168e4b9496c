"""Scores readings against gold readings: what is right, missed and spurious in every layer.

The definitions are those of the annotation guide; numbers and order of the output are kept stable to the digit, so that
scores made at different times compare.
"""

from __future__ import annotations

from cronicar.evaluation.reports import Measured, evaluate, measure, report
from cronicar.evaluation.scoring import score_document
from cronicar.evaluation.tally import EMPTY, FIRSTS, HEADLINE, LAYERS, Tally, mean

__all__ = [
    "EMPTY",
    "FIRSTS",
    "HEADLINE",
    "LAYERS",
    "Measured",
    "Tally",
    "evaluate",
    "mean",
    "measure",
    "report",
    "score_document",
]
