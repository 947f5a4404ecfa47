"""Who worked along: read from what was typed, stored, and said."""

from __future__ import annotations

import html
from collections.abc import Sequence

from ..answers import COMPANIONS, AnswerBook
from ..answers.people import companions, read_companions
from ..errors import AnswersNotSaved


def set_companions(book: AnswerBook, typed: Sequence[str], own: str) -> list[str]:
    """Store the codes of those who work along.

    Args:
        book: the answers that are theirs too.
        typed: the texts of the boxes.
        own: the code of whoever the working copy belongs to.

    Returns:
        What is to be said below each box, as HTML.
    """
    codes, problems = read_companions(typed, own)
    try:
        if codes != companions(book.entries):
            book.set(COMPANIONS, codes or None)
    except AnswersNotSaved as error:
        problems = [str(error) for _ in problems]
    accepted = iter(codes)
    return [
        _said(problem, next(accepted) if text.strip() and not problem else "")
        for text, problem in zip(typed, problems, strict=True)
    ]


def _said(problem: str, code: str) -> str:
    if problem:
        return f"⚠ {html.escape(problem)}"
    if code:
        return f"✓ Tersimpan. Dihitung juga untuk <strong>{code}</strong>."
    return ""
