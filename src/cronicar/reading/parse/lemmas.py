"""Lemmas as edit scripts: the model picks, for each word, the script that turns its form into its lemma.

A script is ``case|cut|suffix`` (lower-case the form or keep it, cut that many characters off its end, append the
suffix), or ``=lemma`` where form and lemma share too little. After Straka, "UDPipe 2.0 Prototype" (CoNLL 2018).
"""

from __future__ import annotations

KEEP = "k|0|"


def script_of(form: str, lemma: str) -> str:
    """The script that turns ``form`` into ``lemma``."""
    if form == lemma:
        return KEEP
    case, base = ("k", form) if lemma[:1].isupper() and form[:1].isupper() else ("l", form.lower())
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared == 0 or (shared == 1 and len(form) > 3):
        return f"={lemma}"
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """The lemma of ``form`` by ``script``; a script that cuts more than there is leaves the form as it is."""
    if script[0] == "=":
        return script[1:]
    case, cut, suffix = script.split("|", 2)
    base = form if case == "k" else form.lower()
    count = int(cut)
    if count >= len(base) and not suffix:
        return base
    return base[: len(base) - count] + suffix
