"""How far somebody is: the lines that say so, and the way to what is missing.

The links lead to ``#bijak-soal-<id>``. A script of the forms gives the focus to the
first empty field there; without it they are plain links.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..answers import AnswerBook
from ..items import Item
from ..scoring import check, is_answered
from ..scoring.verdict import EMPTY
from ..text import format_clock

_HAND_IN = "kumpulkan"


@dataclass(frozen=True)
class Standing:
    """How one item stands.

    Attributes:
        id: the item.
        name: what people call it: ``Soal 4``.
        answered: whether it is complete.
        saved: when it was answered last.
    """

    id: str
    name: str
    answered: bool
    saved: datetime | None


def standings(items: Mapping[str, Item], book: AnswerBook) -> list[Standing]:
    """How all items stand, in the order in which they are asked."""
    return [
        Standing(
            name,
            f"Soal {number}",
            is_answered(item, book.get(name)),
            book.saved_at(name),
        )
        for number, (name, item) in enumerate(items.items(), 1)
    ]


def missing(rows: Sequence[Standing]) -> list[str]:
    """What people call the items that are not complete."""
    return [row.name for row in rows if not row.answered]


def next_open(rows: Sequence[Standing], after: str = "") -> Standing | None:
    """The next item that is not complete; after the last one comes the first."""
    names = [row.id for row in rows]
    start = names.index(after) + 1 if after in names else 0
    ahead = [*rows[start:], *rows[:start]]
    return next((row for row in ahead if not row.answered), None)


def _link(target: str, words: str, classes: str = "bijak-lompat") -> str:
    place = html.escape(f"#bijak-soal-{target}")
    return f'<a class="{classes}" href="{place}">{html.escape(words)}</a>'


def progress_html(rows: Sequence[Standing], problem: str = "") -> str:
    """How much is answered, and a way to the next item that is not.

    Args:
        rows: how all items stand.
        problem: why the last answer is not on the disk.
    """
    open_rows = [row for row in rows if not row.answered]
    done, total = len(rows) - len(open_rows), len(rows)
    last = max((row.saved for row in rows if row.saved), default=None)
    saved = f", tersimpan {format_clock(last)}" if last else ""
    line = f"<strong>{done} dari {total} terisi</strong>{saved}."
    if problem:
        line += f" {html.escape(problem)}"
    counts = f'data-terisi="{done}" data-soal="{total}"'
    shown = f'<p class="bijak-kemajuan" {counts}>{line}</p>'
    if not open_rows:
        return shown
    first, *rest = open_rows
    words = f"Ke soal yang belum: {first.name}"
    jump = _link(first.id, words, "bijak-lompat bijak-lompat-utama")
    more = ", ".join(_link(row.id, row.name) for row in rest)
    others = f" Lalu: {more}." if more else ""
    return f'{shown}<p class="bijak-kemajuan">{jump}{others}</p>'


def status_html(
    item: Item, book: AnswerBook, problem: str = "", onward: str = ""
) -> str:
    """Whether one item is answered and saved; never whether it is right.

    Args:
        item: what is asked.
        book: the answers.
        problem: why the last answer is not on the disk.
        onward: where to go next, as HTML.
    """
    moment = book.saved_at(item.id)
    # The page tells by it which of its changes a line is about.
    when = f' data-pada="{moment.isoformat()}"' if moment else ""
    if problem:
        return f'<span class="bijak-bahaya"{when}>⚠ {html.escape(problem)}</span>'
    state, why = check(item, book.get(item.id))
    saved = f"tersimpan {format_clock(moment)}" if moment else ""
    if state:
        partly = f" Yang sudah diisi {saved}." if saved and state != EMPTY else ""
        return f'<span class="bijak-belum"{when}>○ {html.escape(why)}{partly}</span>'
    return f'<span class="bijak-terisi"{when}>✓ Terisi, {saved}.</span>{onward}'


def onward_html(rows: Sequence[Standing], after: str) -> str:
    """The way on from an item that has just been answered."""
    following = next_open(rows, after)
    if following:
        return f" Berikutnya: {_link(following.id, following.name)}"
    return f" Semua soal terisi. {_link(_HAND_IN, 'Ke tombol Kumpulkan')}"
