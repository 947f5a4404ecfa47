"""A listing on its way: what is told already, what its title still needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .cards import post_card
from .safe import escaped


def title_html(problems: Sequence[str]) -> str:
    """What a title should still do, or that it is good."""
    if not problems:
        return '<span class="bijak-terisi">✓ Judulnya lolos semua aturan.</span>'
    lines = "".join(f"<li>{escaped(one)}</li>" for one in problems)
    return f"<ul>{lines}</ul>"


def progress_html(told: int, total: int, news: str = "", warning: str = "") -> str:
    """How many of the buyers' questions a listing answers, as a bar and in words.

    Args:
        told: questions that are answered.
        total: all questions.
        news: the line that the listing has just gained, if any.
        warning: what is not true in it, if anything.
    """
    signs = "●" * told + "○" * (total - told)
    line = (
        f'<span aria-hidden="true">{signs}</span> '
        f"{told} dari {total} pertanyaan terjawab."
    )
    if news:
        line += f"<br>Baru di etalase: <strong>{escaped(news)}</strong>"
    if warning:
        line += f'<br><span class="bijak-bahaya">{escaped(warning)}</span>'
    return line


def static_html(before: Mapping, after: Mapping, questions: Sequence[str]) -> str:
    """Both cards and the questions between them, to be read where nothing moves.

    Args:
        before: the columns of the listing as it was.
        after: the columns of the listing as it can be.
        questions: what buyers asked about the first one.
    """
    lines = "".join(f"<li>“{escaped(one)}”</li>" for one in questions)
    return (
        '<div class="bijak-box" role="group"><p><strong>Sebelum</strong></p>'
        f"{post_card(before)}<p><strong>Yang ditanyakan pembeli</strong></p>"
        f"<ul>{lines}</ul><p><strong>Sesudah</strong></p>{post_card(after)}</div>"
    )
